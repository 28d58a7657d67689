"""Which pairs are looked at at all: those that share a rare word, a number with its unit, or states and an
event.

Never all pairs: a key that too many propositions share is passed over, so cost grows with the number of
propositions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from attribution.ledger import wordlists
from attribution.ledger.propositions import Proposition

RAREST = 8
"""Keys a proposition has from its words: its rarest skeletons."""
LARGEST = 60
"""Propositions a key may have; one that has more tells too little."""
NEIGHBOURS = 2
"""Propositions that follow one another this closely in an article are compared whatever they share."""


def candidates(propositions: Sequence[Proposition]) -> list[tuple[int, int]]:
    """Pairs of indexes, lower first, in order; each once.

    Args:
        propositions: Those of all articles.

    Returns:
        Pairs worth comparing; their number grows linearly with that of the propositions.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, proposition in enumerate(propositions):
        for key in set(_keys(proposition)):
            blocks[key].append(number)
    found = {
        (first, second)
        for members in blocks.values()
        if len(members) <= LARGEST
        for at, first in enumerate(members)
        for second in members[at + 1 :]
    }
    return sorted(found)


def _keys(one: Proposition) -> Iterator[Hashable]:
    telling = sorted((form for form in set(one.forms)), key=lambda form: (-wordlists.weight(form), form))
    yield from telling[:RAREST]
    for measure in one.measures:
        yield measure.value, measure.unit
    for event in one.events:
        for state in one.states:
            yield event, state
    for step in range(NEIGHBOURS + 1):
        yield one.article, one.order + step
    if one.answers is not None:
        yield one.article, one.answers, "answered"
    yield one.article, one.order, "answered"
