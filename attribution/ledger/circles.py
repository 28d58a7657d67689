"""Which reports are looked at together: those of an article, and of the articles that have most to do with it.

A circle is small, whatever the ledger: what all pairs of it cost is bounded, and an article has as many circles as it
takes to meet all that it has anything to do with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attribution.ledger.features import articles_alike
from attribution.ledger.propositions import Proposition

MET = 0.11
"""Likeness of two articles from which their reports are looked at together."""
BESIDE = 5
"""Other articles in a circle: those that are most alike it, the next in its next circle."""
LONG = 30
"""Words from which a content is no longer."""
STANCES = ("say", "affirm", "deny", "accuse", "allege", "judge", "ask", "commit")
OWN = (
    "own: sentence",
    "own: rejects",
    "own: begins with a negation",
    "own: not asserted",
    "own: stands for something else",
    "own: words",
    "own: place",
    "own: first",
    *(f"own: {stance}" for stance in STANCES),
)


def circles(found: Sequence[Proposition], pairs: Iterable[tuple[int, int]]) -> list[tuple[str, ...]]:
    """The circles of the articles of some reports, by SHA-256; none is part of another.

    Args:
        found: The reports.
        pairs: Those of which something is known, by their indexes.
    """
    whole = {one.article: one.whole for one in found}
    met = {frozenset((found[one].article, found[other].article)) for one, other in pairs}
    beside: dict[str, list[tuple[float, str]]] = {article: [] for article in whole}
    for here, there in (sorted(both) for both in met if len(both) > 1):
        alike = articles_alike(whole[here], whole[there])
        if alike >= MET:
            beside[here].append((-alike, there))
            beside[there].append((-alike, here))
    every = set()
    for article, others in beside.items():
        ranked = [other for _, other in sorted(others)]
        for at in range(0, max(1, len(ranked)), BESIDE):
            every.add(frozenset((article, *ranked[at : at + BESIDE])))
    having: dict[str, set[frozenset[str]]] = defaultdict(set)
    for circle in every:
        for article in circle:
            having[article].add(circle)
    kept = [circle for circle in every if not any(circle < other for other in having[min(circle)])]
    return sorted(tuple(sorted(circle)) for circle in kept)


def own(one: Proposition) -> list[float]:
    """What is known of a report by itself, in the order of ``OWN``."""
    return [
        float(one.index is None),
        float(one.rejects),
        float(one.negative),
        float(one.modality != "assertion"),
        float(one.pointing),
        min(len(one.forms), LONG) / 10.0,
        one.order / 20.0,
        float(one.order == 0),
        *(float(one.stance == stance) for stance in STANCES),
    ]
