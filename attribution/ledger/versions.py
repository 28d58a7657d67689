"""Which attributions are versions of one statement: the same speaker, the same words in the main, the same side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from attribution.ledger.alignment import Token, common, tokens
from attribution.ledger.grammar import denied, folded_words
from attribution.ledger.groups import Groups
from attribution.ledger.stems import skeleton
from attribution.ledger.wordlists import weight
from attribution.records import LedgerAttribution, LedgerState

ALIKE = 0.7
"""Share of the shorter version's telling words that must meet in the alignment for the two to be one statement."""
MET, MET_IN_CLAIM = 5.0, 3.0
"""Weight of the words that must meet at least (some two rare words); less where both take one side of one claim."""
WORDS, MANY = 3, 6
"""Words that must meet at least, unless both take one side of one claim; so many are enough whatever they weigh."""
OPPOSED = 0.25
"""Share of what meets that one denies and the other does not, above which they are different statements."""
BUCKET = 50
"""Contents of one speaker that a pair of words may occur in; one that is in more is a formula."""


class Said(NamedTuple):
    """An attribution as it is compared.

    Attributes:
        attribution: The attribution.
        words: The words of its content.
        denied: Skeletons of the words that it denies, by a negation or by its cue.
        sides: The claims that it takes part in, and whether it denies them.
    """

    attribution: LedgerAttribution
    words: tuple[Token, ...]
    denied: frozenset[str]
    sides: frozenset[tuple[str, bool]]


def versions(state: LedgerState) -> list[list[Said]]:
    """Group attributions that are versions of one statement.

    Candidates are contents of one speaker in different articles that share two neighbouring words; cost grows
    with the number of such pairs.

    Args:
        state: A ledger.

    Returns:
        Groups of two or more, in the ledger's order.
    """
    said = _said(state)
    groups = Groups(len(said))
    for a, b in sorted(_candidates(said)):
        if alike(said[a], said[b]):
            groups.join(a, b)
    together: dict[int, list[Said]] = defaultdict(list)
    for number, one in enumerate(said):
        together[groups.of(number)].append(one)
    return [group for group in together.values() if len(group) > 1]


def alike(first: Said, second: Said) -> float:
    """Whether two attributions of one speaker are one statement.

    Returns:
        The share of the shorter one's telling words that meet; 0 where the two are different statements.
    """
    if any((claim, not side) in second.sides for claim, side in first.sides):
        return 0.0
    together = common(first.words, second.words)
    met = sum(map(weight, together))
    opposed = sum(weight(form) for form in together if (form in first.denied) != (form in second.denied))
    shorter = min(sum(weight(skeleton(word.folded)) for word in one.words) for one in (first, second))
    least, words = (MET_IN_CLAIM, 1) if first.sides & second.sides else (MET, WORDS)
    enough = len(together) >= MANY or (met >= least and len(together) >= words)
    return met / shorter if met and enough and met >= ALIKE * shorter and opposed <= OPPOSED * met else 0.0


def _said(state: LedgerState) -> list[Said]:
    texts = {article.id: article.text for article in state.articles}
    sides: dict[str | None, set[tuple[str, bool]]] = defaultdict(set)
    for claim in state.claims:
        for position in claim.positions:
            sides[position.attribution].add((claim.id, position.position == "denies"))
    found = []
    for one in state.attributions:
        if not (one.speaker_id and one.content):
            continue
        text = texts[one.article]
        words = tuple(tokens(text, one.content))
        negated = denied(folded_words(" ".join(piece.of(text) for piece in one.content)))
        if one.stance == "deny":
            negated = frozenset(skeleton(word.folded) for word in words) - negated
        found.append(Said(one, words, negated, frozenset(sides[one.id])))
    return found


def _candidates(said: Sequence[Said]) -> set[tuple[int, int]]:
    having: dict[tuple[str | None, str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        keys = [key for word in one.words if weight(key := skeleton(word.folded))]
        for pair in set(pairwise(keys)):
            having[(one.attribution.speaker_id, *pair)].append(number)
    return {
        pair
        for numbers in having.values()
        if len(numbers) <= BUCKET
        for pair in combinations(numbers, 2)
        if said[pair[0]].attribution.article != said[pair[1]].attribution.article
    }
