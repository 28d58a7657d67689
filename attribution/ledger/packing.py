"""Which of proposed groups are taken, no two with a report in common, so that together they are worth most.

The likeliest group is often one that holds two claims; two that are each somewhat less likely are worth more. That is
weighted set packing, which is hard; here the likeliest are taken first, and one or two others are put in their place as
long as that is worth more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from attribution.ledger.clustering import Members
from attribution.ledger.groups import Groups
from attribution.ledger.wholes import ENOUGH

MOST = 40
"""Groups that compete with each other, at most; the likeliest."""


class Group(NamedTuple):
    """A proposed group: what it is worth, its members, and which of them are reports."""

    worth: float
    members: Members
    reports: frozenset[int]


def chosen(proposed: Sequence[Members], like: Callable[[Members], float], told: Set[int]) -> list[Members]:
    """Those of proposed groups that are contested, no two with a report in common.

    Args:
        proposed: Groups.
        like: How much of a contested claim one is expected to be; worth is what that is beyond ``ENOUGH``.
        told: Which members are reports.
    """
    worth = [
        Group(like(members) - ENOUGH, members, frozenset(told & set(members)))
        for members in proposed
        if like(members) > ENOUGH
    ]
    taken = [one for part in _parts(sorted(worth, key=_rank)) for one in _packed(part[:MOST])]
    return [one.members for one in sorted(taken, key=_rank)]


def _rank(one: Group) -> tuple[float, Members]:
    return -one.worth, one.members


def _parts(ranked: Sequence[Group]) -> list[list[Group]]:
    """Groups apart from which no other has a report of theirs."""
    joined, first = Groups(len(ranked)), dict[int, int]()
    for number, one in enumerate(ranked):
        for report in one.reports:
            joined.join(first.setdefault(report, number), number)
    parts: dict[int, list[Group]] = defaultdict(list)
    for number, one in enumerate(ranked):
        parts[joined.of(number)].append(one)
    return list(parts.values())


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
    yield from (
        (one, other) for one, other in combinations(ranked, 2) if one.reports.isdisjoint(other.reports)
    )


def _filled(begun: Sequence[Group], ranked: Sequence[Group]) -> list[Group]:
    """Some groups, and the likeliest of all that can stand beside them."""
    found = list(begun)
    taken = {report for one in begun for report in one.reports}
    for one in ranked:
        if taken.isdisjoint(one.reports):
            found.append(one)
            taken |= one.reports
    return found


def _apart(one: Group, others: Iterable[Group]) -> bool:
    return all(one.reports.isdisjoint(other.reports) for other in others)


def _sum(groups: Iterable[Group]) -> float:
    return sum(one.worth for one in groups)
