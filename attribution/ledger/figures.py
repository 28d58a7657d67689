"""Disputed numbers: who gives a number of one unit for one thing at one time, where not all agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attribution.ledger.clusters import clusters
from attribution.ledger.measures import agree, apart, one_unit
from attribution.ledger.propositions import Proposition

ONE_THING = 0.4
"""Mean probability from which numbers are of one thing."""


def disputed(
    found: Sequence[Proposition], known: Mapping[tuple[int, int], float], asked: Callable[[int, int], float]
) -> list[list[int]]:
    """Groups of propositions that give different numbers for one thing.

    Args:
        found: All propositions.
        known: Probabilities of the candidate pairs.
        asked: Probability of any pair.

    Returns:
        Groups of indexes in which two speakers (or two publishers in their own voice) give different numbers.
    """

    def of_one(first: int, second: int) -> float:
        if apart(found[first].times, found[second].times):
            return -1.0
        return asked(first, second) if comparable(found[first], found[second]) else 0.0

    pairs = {pair: p for pair in known if (p := of_one(*pair)) > 0.0}
    return [
        group
        for group in clusters(len(found), pairs, of_one, ONE_THING)
        if _differ([found[n] for n in group])
    ]


def comparable(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions give numbers of one unit, both as a fact."""
    if a.modality in ("question", "conditional") or b.modality in ("question", "conditional"):
        return False
    if a.rejects != b.rejects and "deny" in (a.stance, b.stance):
        return False
    return any(one_unit(x.unit, y.unit) for x in a.measures for y in b.measures)


def _differ(group: Sequence[Proposition]) -> bool:
    return any(
        one_unit(x.unit, y.unit) and not agree(x.value, y.value)
        for n, a in enumerate(group)
        for b in group[:n]
        if (a.speaker != b.speaker or (a.speaker is None and a.article != b.article))
        for x in a.measures
        for y in b.measures
    )
