"""One speech in several outlets: what one speaker says nearly word for word in two articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from attribution.ledger.origins import contained, shingles
from attribution.records import Attributed, attribution_id

ALIKE = 0.5
"""Share of the shorter content's shingles that the longer one has, from which the two are one statement."""
STATEMENTS = 2
"""Statements that two articles must share to give one speech."""
COMMON = 50
"""Attributions a shingle may occur in; one that is in more is a formula."""


class Speech(NamedTuple):
    """A speech as two articles give it: who speaks, both articles by SHA-256, and the pairs of attribution
    ids.
    """

    speaker: str
    articles: tuple[str, str]
    statements: tuple[tuple[str, str], ...]


def speeches(articles: Sequence[Attributed], speaker_of: Mapping[tuple[str, int], str]) -> list[Speech]:
    """Find the speeches that two articles share.

    Args:
        articles: Articles with their attributions.
        speaker_of: Speaker ids by article SHA-256 and index of the attribution.

    Returns:
        One for each speaker and pair of articles with two statements in common or more, in order of ids.
    """
    content: dict[tuple[str, int], frozenset[str]] = {}
    having: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    cues = {article.sha256: [one.cue for one in article.attributions] for article in articles}
    for article in articles:
        for index, one in enumerate(article.attributions):
            speaker = speaker_of.get((article.sha256, index))
            if speaker is not None:
                key = article.sha256, index
                content[key] = shingles(" ".join(piece.of(article.text) for piece in one.content))
                for shingle in content[key]:
                    having[speaker, shingle].append(key)
    met = {
        (voice, min(pair), max(pair))
        for (voice, _), keys in having.items()
        if len(keys) <= COMMON
        for pair in combinations(keys, 2)
        if pair[0][0] != pair[1][0]
    }
    shared: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for voice, first, second in sorted(met):
        if contained(content[first], content[second]) >= ALIKE:
            here, there = (attribution_id(sha, cues[sha][index]) for sha, index in (first, second))
            shared[voice, first[0], second[0]].append((here, there))
    return [
        Speech(voice, (here, there), tuple(statements))
        for (voice, here, there), statements in sorted(shared.items())
        if len(statements) >= STATEMENTS
    ]
