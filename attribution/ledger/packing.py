"""Which of proposed groups are taken, no two with a report in common, so that together they are worth most.

The likeliest group is often one that holds two claims; two that are each somewhat less likely are worth more. That is
weighted set packing, which is hard; here the likeliest are taken first, and one or two others are put in their place as
long as that is worth more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from attribution.ledger.clustering import Members
from attribution.ledger.wholes import ENOUGH

MOST = 40
"""Groups that compete with each other, at most; the likeliest."""


class Group(NamedTuple):
    """A proposed group: what it is worth, its members, and its reports as the bits of a number."""

    worth: float
    members: Members
    reports: int


def chosen(proposed: Sequence[Members], like: Callable[[Members], float], told: Set[int]) -> list[Members]:
    """Those of proposed groups that are contested, no two with a report in common.

    Args:
        proposed: Groups.
        like: How much of a contested claim one is expected to be; worth is what that is beyond ``ENOUGH``.
        told: Which members are reports.
    """
    worth = [
        Group(like(members) - ENOUGH, members, sum(1 << one for one in told & set(members)))
        for members in proposed
        if like(members) > ENOUGH
    ]
    ranked = sorted(worth, key=lambda one: (-one.worth, one.members))
    taken = [one for part in _parts(ranked) for one in _packed(part[:MOST])]
    return [one.members for one in sorted(taken, key=ranked.index)]


def _parts(ranked: Sequence[Group]) -> list[list[Group]]:
    """Groups apart from which no other has a report of theirs."""
    parts: list[tuple[int, list[int]]] = []
    for number, one in enumerate(ranked):
        reports, numbers, others = one.reports, [number], []
        for part in parts:
            if part[0] & one.reports:
                reports |= part[0]
                numbers += part[1]
            else:
                others.append(part)
        parts = [*others, (reports, numbers)]
    return [[ranked[number] for number in sorted(numbers)] for _, numbers in parts]


def _packed(ranked: Sequence[Group]) -> list[Group]:
    best = _filled([], ranked)
    while True:
        tried = (
            _filled([*some, *(one for one in best if _apart(one, some))], ranked)
            for some in _few(ranked)
            if not set(some) <= set(best)
        )
        better = next((one for one in tried if _sum(one) > _sum(best) + 1e-9), None)
        if better is None:
            return best
        best = better


def _few(ranked: Sequence[Group]) -> Iterable[tuple[Group, ...]]:
    """Each group, and each two without a report in common."""
    yield from ((one,) for one in ranked)
    yield from ((one, other) for one, other in combinations(ranked, 2) if not one.reports & other.reports)


def _filled(begun: Sequence[Group], ranked: Sequence[Group]) -> list[Group]:
    """Some groups, and the likeliest of all that can stand beside them."""
    found, taken = list(begun), 0
    for one in begun:
        taken |= one.reports
    for one in ranked:
        if not one.reports & taken:
            found.append(one)
            taken |= one.reports
    return found


def _apart(one: Group, others: Iterable[Group]) -> bool:
    return not any(one.reports & other.reports for other in others)


def _sum(groups: Iterable[Group]) -> float:
    return sum(one.worth for one in groups)
