"""Reading an article's propositions: one for each attribution with a content, one for each sentence in its
own voice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from attribution.ledger import wordlists
from attribution.ledger.anaphora import antecedent, folded_content, points_elsewhere
from attribution.ledger.ellipsis import resolved
from attribution.ledger.grammar import (
    denied,
    events,
    folded_words,
    modality,
    places,
    rejects,
    skeletons,
    starts_negative,
    states,
    without_rebuttal,
)
from attribution.ledger.measures import measures, times
from attribution.ledger.parts import parts
from attribution.ledger.propositions import LONGEST, Proposition
from attribution.ledger.stems import stem
from attribution.ledger.wording import wording
from attribution.records import Attributed, Attribution, TextSpan
from attribution.text import fold_word, is_word, quotations, sentences, words

TELLING = 3.0
"""Weight from which a stem tells what an article is about."""
OTHERS = 0.5
"""Share of a sentence in quotation marks from which it is not its publisher's own voice."""
ACCUSED_WITHIN = 80
"""Characters between an accusing cue and its content in which the accused is named."""


class _Page:
    """An article cut into sentences, each folded once."""

    def __init__(self, article: Attributed) -> None:
        self.article = article
        self.spans = [piece for span in sentences(article.text) for piece in _pieces(article.text, span)]
        self.lines = [folded_words(article.text[start:end]) for start, end in self.spans]
        self.starts = [span.start for span in self.spans]
        stems = {stem(word) for line in self.lines for word in line if is_word(word)}
        self.whole = frozenset(form for form in stems if wordlists.weight(form, "stem") >= TELLING)

    def at(self, offset: int) -> int:
        """Which sentence holds ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def touched(self) -> set[int]:
        """The sentences that hold a cue, or some of a content."""
        spans = [
            span
            for one in self.article.attributions
            for label, span in one.spans()
            if label in ("CUE", "CONTENT")
        ]
        return {n for span in spans for n in range(self.at(span.start), self.at(span.end - 1) + 1)}

    def quoted(self) -> set[int]:
        """The sentences of which ``OTHERS`` stands in quotation marks: somebody else's words, a headline's often."""
        pairs = [one.span for one in quotations(self.article.text).pairs if not one.depth]
        return {
            n
            for n, (start, end) in enumerate(self.spans)
            if sum(max(0, min(end, b) - max(start, a)) for a, b in pairs) >= OTHERS * (end - start)
        }

    def about(self, number: int) -> frozenset[str]:
        """Skeletons of a sentence, the one before it and the first of the article."""
        near = {0, max(0, number - 1), number}
        return frozenset(form for n in near for form in skeletons(self.lines[n]))


def read(article: Attributed, speaker_of: Mapping[tuple[str, int], str]) -> list[Proposition]:
    """Read the propositions of one article.

    Args:
        article: The article with its attributions.
        speaker_of: Speaker ids by article SHA-256 and index of the attribution.

    Returns:
        Propositions in the order of the text: attributions with a content, and sentences that no attribution
        touches, unless they are quotations.
        What a content points to (``answers``) is given as the ``order`` of that proposition.
    """
    page = _Page(article)
    if not page.spans:
        return []
    found = [
        part
        for index, one in enumerate(article.attributions)
        if one.content
        for part in parts(_of_attribution(page, index, speaker_of), article)
    ]
    touched = page.touched() | page.quoted()
    found += [_of_sentence(page, number) for number in range(len(page.spans)) if number not in touched]
    found.sort(key=lambda one: one.order)
    order = {one.index: n for n, one in reversed([*enumerate(found)]) if one.index is not None}
    found = [
        replace(one, order=n, answers=None if one.answers is None else order.get(one.answers))
        for n, one in enumerate(found)
    ]
    return [resolved(one, found) for one in found]


def _of_attribution(page: _Page, index: int, speaker_of: Mapping[tuple[str, int], str]) -> Proposition:
    article, this = page.article, page.article.attributions[index]
    folded = folded_content(article, this)[:LONGEST]
    span = TextSpan(min(c.start for c in this.content), max(c.end for c in this.content))
    reply = fold_word(this.cue.of(article.text)) in wordlists.replies()
    rejecting = rejects(folded)
    pointing = points_elsewhere(folded)
    subject = _subject(page, this, span)
    own = wordlists.own()
    speaker = speaker_of.get((article.sha256, index))
    mention = this.speaker_name or (this.speaker.of(article.text) if this.speaker else None)
    content = " ".join(piece.of(article.text) for piece in this.content)
    if any(word in own for word in folded) and this.speaker:
        subject = subject + _voice(article, this)
    return Proposition(
        index=index,
        span=span,
        speaker=speaker,
        stance=this.stance,
        order=this.cue.start,
        sentence=page.at(this.cue.start),
        wording=wording(mention, this.cue.of(article.text), content, this.stance, speaker),
        voice=frozenset(skeletons(_voice(article, this))),
        subject=frozenset(skeletons(subject)),
        states=states([*folded, *subject]),
        modality=modality(folded, this.stance, span.of(article.text)),
        rejects=rejecting or this.stance == "deny",
        negative=starts_negative(folded),
        answers=antecedent(article, index) if pointing or rejecting or reply else None,
        pointing=pointing,
        reply=reply,
        **_said(page, folded, page.at(this.cue.start)),
    )


def _of_sentence(page: _Page, number: int) -> Proposition:
    span, folded = page.spans[number], page.lines[number]
    return Proposition(
        index=None,
        span=span,
        speaker=None,
        stance="states",
        order=span.start,
        sentence=number,
        wording=wording(None, None, span.of(page.article.text), None, None),
        voice=frozenset(),
        subject=frozenset(),
        states=states(folded),
        modality=modality(folded, "states", span.of(page.article.text)),
        rejects=False,
        negative=False,
        answers=None,
        pointing=False,
        reply=False,
        **_said(page, folded, number),
    )


def _said(page: _Page, folded: list[str], number: int) -> dict[str, Any]:
    forms = skeletons(folded)
    line = page.lines[number]
    return {
        "article": page.article.sha256,
        "forms": forms,
        "stems": tuple(stem(word) for word in folded if is_word(word)),
        "denied": denied(without_rebuttal(folded)),
        "events": events(folded),
        "names": frozenset(pairwise(forms)),
        "places": places(folded) or places(line),
        "about": page.about(number),
        "whole": page.whole,
        "measures": tuple(measures(folded)),
        "times": _dated(times(folded), times(line), page.article.published),
        "around": times(line),
        "published": page.article.published,
        "earlier": any(word in wordlists.role("earlier") for word in line[:3]),
    }


def _subject(page: _Page, this: Attribution, span: TextSpan) -> list[str]:
    """Who acts by the grammar of the report: the accused, who stands outside the content, or the speaker who
    denies.
    """
    text = page.article.text
    if this.stance == "accuse" and this.cue.end < span.start <= this.cue.end + ACCUSED_WITHIN:
        return folded_words(text[this.cue.end : span.start])
    return _voice(page.article, this) if this.stance == "deny" else []


def _voice(article: Attributed, this: Attribution) -> list[str]:
    """The words of the speaker's mention and name."""
    mention = this.speaker.of(article.text) if this.speaker else ""
    return folded_words(mention) + folded_words(this.speaker_name or "")


def _dated(own: frozenset[str], line: frozenset[str], published: str | None) -> frozenset[str]:
    """A content's times with the year: its own, else its sentence's, else the article's."""
    if any(time.startswith("year") for time in own):
        return own
    years = {time for time in line if time.startswith("year")}
    if not years and published and published[:4].isdigit():
        years = {f"year:{published[:4]}"}
    return own | years


def _pieces(text: str, sentence: TextSpan) -> list[TextSpan]:
    """A sentence, or the pieces of one that is longer than any that can be compared."""
    if sentence.end - sentence.start <= LONGEST:
        return [sentence]
    found = words(text[sentence.start : sentence.end])
    groups = [found[at : at + LONGEST] for at in range(0, len(found), LONGEST)]
    return [TextSpan(sentence.start + group[0].start, sentence.start + group[-1].end) for group in groups]
