"""Which of proposed groups are taken, no two with a report in common, so that together they are worth most.

The likeliest group is often one that holds two claims; two that are each somewhat less likely are worth more. That is
weighted set packing, which is hard; here the likeliest are taken first, and one or two others are put in the place of
those that they meet as long as that is worth more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from attribution.ledger.clustering import Members
from attribution.ledger.wholes import ENOUGH

MOST = 40
"""Groups that are tried in the place of one, at most; the likeliest that meet it."""
MORE = 1e-9
"""What an exchange must be worth, at least."""


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
    return [one.members for one in _packed(sorted(worth, key=_rank))]


def _rank(one: Group) -> tuple[float, Members]:
    return -one.worth, one.members


def _packed(ranked: Sequence[Group]) -> list[Group]:
    having: dict[int, list[Group]] = defaultdict(list)
    for one in ranked:
        for report in one.reports:
            having[report].append(one)
    taken: dict[int, Group] = {}
    _fill(taken, ranked)
    better = True
    while better:
        better = False
        for one in sorted(set(taken.values()), key=_rank):
            tried = (_exchanged(some, taken, having) for some in _few(_meeting(one.reports, having)[:MOST]))
            out, put = next(filter(None, tried), (frozenset[int](), dict[int, Group]()))
            for report in out:
                del taken[report]
            taken |= put
            better = better or bool(put)
    return sorted(set(taken.values()), key=_rank)


def _exchanged(
    some: tuple[Group, ...], taken: Mapping[int, Group], having: Mapping[int, Sequence[Group]]
) -> tuple[frozenset[int], dict[int, Group]] | None:
    """Groups put in the place of those that they meet: the reports of those, and what has reports then; None where
    that is not worth more.
    """
    met = {taken[report] for one in some for report in one.reports if report in taken}
    out = frozenset[int]().union(*(one.reports for one in met))
    put = {report: one for one in some for report in one.reports}
    possible = [
        one
        for one in _meeting(out - put.keys(), having)
        if all(report in out or report not in taken for report in one.reports)
    ]
    _fill(put, possible)
    worth = sum(one.worth for one in set(put.values())) - sum(one.worth for one in met)
    return (out, put) if worth > MORE else None


def _few(ranked: Sequence[Group]) -> Iterator[tuple[Group, ...]]:
    """Each group, and each two without a report in common."""
    yield from ((one,) for one in ranked)
    yield from (
        (one, other) for one, other in combinations(ranked, 2) if one.reports.isdisjoint(other.reports)
    )


def _fill(taken: dict[int, Group], ranked: Iterable[Group]) -> None:
    """Put the likeliest groups beside those that are taken, by their reports."""
    for one in ranked:
        if taken.keys().isdisjoint(one.reports):
            taken.update(dict.fromkeys(one.reports, one))


def _meeting(reports: Iterable[int], having: Mapping[int, Sequence[Group]]) -> list[Group]:
    """The groups that have one of some reports, likeliest first."""
    return sorted({one for report in reports for one in having[report]}, key=_rank)
