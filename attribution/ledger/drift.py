"""Drift: one statement of one speaker as different articles gave it, and what each left out, added or reworded.

Nobody knows here what was really said: versions are compared with the fullest one, and «cut» means no more than
that the fullest has words which another lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from attribution.ledger.alignment import Step, align, tokens
from attribution.ledger.stems import skeleton
from attribution.ledger.versions import Said, alike, versions
from attribution.ledger.wordlists import weight
from attribution.records import LedgerAttribution, LedgerState, TextSpan

STANDS_ELSEWHERE = 0.8
"""Share of the word pairs of a cut that the rest of the article has, from which it is moved and not cut."""


class Change(NamedTuple):
    """A step that is not the same, with what it weighs.

    Attributes:
        step: The alignment's step, from the fullest version to this one.
        weight: How much its words tell (``wordlists.weight``), the sum; 0 for words in another form or place.
        elsewhere: Whether words that are cut stand in another place of the same article.
    """

    step: Step
    weight: float
    elsewhere: bool


class Version(NamedTuple):
    """A statement as one article has it.

    Attributes:
        attribution: The attribution's id.
        article: The article's SHA-256.
        steps: From the fullest version to this one, word for word; of the fullest itself all ``same``.
        changes: The steps that are not the same.
    """

    attribution: str
    article: str
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]


class Statement(NamedTuple):
    """One statement in two articles or more.

    Attributes:
        speaker_id: Who made it.
        versions: The fullest first, the others in the ledger's order; one an article.
    """

    speaker_id: str
    versions: tuple[Version, ...]

    @property
    def weight(self) -> float:
        """How much the words tell in which its versions differ."""
        return sum(change.weight for version in self.versions for change in version.changes)


def drift(state: LedgerState) -> list[Statement]:
    """Find the statements that several articles have, and align their versions with the fullest.

    Args:
        state: A ledger.

    Returns:
        Those whose versions differ most first; those without any difference come last.
    """
    articles = _Articles({article.id: article.text for article in state.articles})
    found = [statement for group in versions(state) if (statement := _statement(group, articles))]
    return sorted(found, key=lambda one: (-one.weight, one.versions[0].attribution))


def _statement(group: Sequence[Said], articles: _Articles) -> Statement | None:
    """The fullest of a group, and of each other article the version most like it."""
    fullest = max(group, key=lambda one: len(one.words))
    nearest: dict[str, tuple[float, Said]] = {}
    for one in group:
        article, share = one.attribution.article, alike(fullest, one)
        if article != fullest.attribution.article and share > nearest.get(article, (0.0, one))[0]:
            nearest[article] = share, one
    if not nearest:
        return None
    chosen = [fullest, *(one for _, one in nearest.values())]
    return Statement(
        fullest.attribution.speaker_id or "", tuple(_version(fullest, one, articles) for one in chosen)
    )


def _version(fullest: Said, one: Said, articles: _Articles) -> Version:
    full, this = fullest.attribution, one.attribution
    steps = align(fullest.words, one.words)
    changes = [_change(step, full, this, articles) for step in steps if step.kind != "same"]
    return Version(this.id, this.article, tuple(steps), tuple(changes))


def _change(step: Step, full: LedgerAttribution, this: LedgerAttribution, articles: _Articles) -> Change:
    sides = [articles.forms(full.article, step.first), articles.forms(this.article, step.second)]
    moved = step.kind == "cut" and articles.elsewhere(this, sides[0])
    weights = [sum(weight(skeleton(form)) for form in side) for side in sides]
    return Change(step, 0.0 if moved or step.kind == "inflected" else max(weights), moved)


class _Articles:
    """The words of articles."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def forms(self, article: str, spans: Sequence[TextSpan]) -> list[str]:
        """The folded words of some spans."""
        return [word.folded for span in spans for word in tokens(self._texts[article], (span,))]

    def elsewhere(self, this: LedgerAttribution, forms: Sequence[str]) -> bool:
        """Whether words stand next to one another outside the content of ``this``, in its article."""
        wanted = set(pairwise(forms))
        if not wanted:
            return False
        edges = [0, *(edge for piece in this.content for edge in piece), len(self._texts[this.article])]
        around = [TextSpan(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
        there = {pair for span in around for pair in pairwise(self.forms(this.article, (span,)))}
        return len(wanted & there) >= STANDS_ELSEWHERE * len(wanted)
