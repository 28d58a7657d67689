"""Reading an article's propositions: one for each attribution with a content, one for each sentence in its own voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from attribution.ledger import wordlists
from attribution.ledger.anaphora import antecedent, folded_content, points_elsewhere
from attribution.ledger.measures import measures, times
from attribution.ledger.parts import parts
from attribution.ledger.propositions import (
    Proposition,
    denied,
    events,
    folded_words,
    mass,
    modality,
    places,
    rejects,
    skeletons,
    starts_negative,
    states,
    without_rebuttal,
)
from attribution.ledger.stems import stem
from attribution.records import Attributed, Attribution, TextSpan
from attribution.text import fold_word, is_word, sentences

LIGHT = 8.0
"""Weight of words below which a number does not say what it is of («71 % في الفترة نفسها»): the content before it does."""
ACCUSED_WITHIN = 80
"""Characters between an accusing cue and its content in which the accused is named."""


class _Page:
    """An article cut into sentences, each folded once."""

    def __init__(self, article: Attributed) -> None:
        self.article = article
        self.spans = sentences(article.text)
        self.lines = [folded_words(article.text[start:end]) for start, end in self.spans]

    def at(self, offset: int) -> int:
        """Which sentence holds ``offset``."""
        return next((n for n, span in enumerate(self.spans) if offset < span.end), len(self.spans) - 1)

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
        Propositions in the order of the text: attributions with a content, and sentences that no attribution touches.
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
    found += [
        _of_sentence(page, number)
        for number, span in enumerate(page.spans)
        if not any(_touches(span, attribution) for attribution in article.attributions)
    ]
    found.sort(key=lambda one: one.order)
    order = {one.index: n for n, one in reversed([*enumerate(found)]) if one.index is not None}
    found = [
        replace(one, order=n, answers=None if one.answers is None else order.get(one.answers))
        for n, one in enumerate(found)
    ]
    return [_resolved(one, found) for one in found]


def _resolved(one: Proposition, all_of_article: list[Proposition]) -> Proposition:
    """``one`` with the words of what it points to or leaves out, and with what it rejects marked as denied."""
    if one.pointing and one.answers is not None:
        other = all_of_article[one.answers]
        denied_words = frozenset(other.forms) - other.denied if one.rejects else other.denied
        return replace(_filled(one, other), denied=denied_words)
    if one.measures and not one.rejects and mass(one.forms) < LIGHT and one.order:
        before = all_of_article[one.order - 1]
        if before.sentence >= one.sentence - 1 and _counts_alike(one, before):
            return _filled(one, before)
    if one.rejects and not one.negative:
        return replace(one, denied=frozenset(one.forms) - one.denied)
    return one


def _filled(one: Proposition, other: Proposition) -> Proposition:
    """``one`` with the words of ``other``, without its numbers where ``one`` has numbers of its own."""
    kept = [n for n, form in enumerate(other.forms) if not (one.measures and form[0].isdigit())]
    unit = next((m.unit for m in other.measures if m.unit), "")
    return replace(
        one,
        forms=one.forms + tuple(other.forms[n] for n in kept),
        stems=one.stems + tuple(other.stems[n] for n in kept),
        events=one.events | other.events,
        names=one.names | other.names,
        states=one.states | other.states,
        measures=tuple(m if m.unit else m._replace(unit=unit) for m in one.measures) or other.measures,
        times=one.times if _more_than_year(one.times) else one.times | other.times,
        subject=one.subject | other.subject,
    )


def _more_than_year(times_named: frozenset[str]) -> bool:
    return any(not time.startswith("year") for time in times_named)


def _counts_alike(one: Proposition, other: Proposition) -> bool:
    units = {m.unit for m in one.measures} - {""}
    return bool(other.measures) and (not units or bool(units & {m.unit for m in other.measures}))


def _of_attribution(page: _Page, index: int, speaker_of: Mapping[tuple[str, int], str]) -> Proposition:
    article, this = page.article, page.article.attributions[index]
    folded = folded_content(article, this)
    span = TextSpan(min(c.start for c in this.content), max(c.end for c in this.content))
    reply = fold_word(this.cue.of(article.text)) in wordlists.replies()
    rejecting = rejects(folded)
    pointing = points_elsewhere(folded)
    subject = _subject(page, this, span)
    own = wordlists.own()
    if any(word in own for word in folded) and this.speaker:
        subject = subject + _voice(article, this)
    return Proposition(
        index=index,
        span=span,
        speaker=speaker_of.get((article.sha256, index)),
        stance=this.stance,
        order=this.cue.start,
        sentence=page.at(this.cue.start),
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
        "names": frozenset(zip(forms, forms[1:], strict=False)),
        "places": places(folded) or places(line),
        "about": page.about(number),
        "measures": tuple(measures(folded)),
        "times": _dated(times(folded), times(line), page.article.published),
        "around": times(line),
        "published": page.article.published,
        "earlier": any(word in ("كان", "كانت", "وكان", "وكانت", "سبق", "وسبق") for word in line[:3]),
    }


def _subject(page: _Page, this: Attribution, span: TextSpan) -> list[str]:
    """Who acts by the grammar of the report: the accused, who stands outside the content, or the speaker who denies."""
    text = page.article.text
    if this.stance == "accuse" and this.cue.end < span.start <= this.cue.end + ACCUSED_WITHIN:
        return folded_words(text[this.cue.end : span.start])
    return _voice(page.article, this) if this.stance == "deny" else []


def _voice(article: Attributed, this: Attribution) -> list[str]:
    """The words of the speaker's mention and name."""
    mention = this.speaker.of(article.text) if this.speaker else ""
    return folded_words(mention) + folded_words(this.speaker_name or "")


def _dated(own: frozenset[str], line: frozenset[str], published: str | None) -> frozenset[str]:
    """A content's times with the year: its own, else its sentence's, else that in which the article appeared."""
    if any(time.startswith("year") for time in own):
        return own
    years = {time for time in line if time.startswith("year")}
    if not years and published and published[:4].isdigit():
        years = {f"year:{published[:4]}"}
    return own | years


def _touches(sentence: TextSpan, attribution: Attribution) -> bool:
    return any(sentence.overlaps(span) for label, span in attribution.spans() if label in ("CUE", "CONTENT"))
