"""Guideline checks on annotated articles: what an annotator has probably overlooked, never changed by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from attribution.doccano.documents import OWN
from attribution.records import Attributed, Attribution, TextSpan
from attribution.text.quotes import Quotation, quotations
from attribution.text.words import WORD, is_word, words

CHECKS = {
    "left-out": "was left out when it was pulled",
    "no-content": "a cue without content",
    "no-speaker": "a cue with neither speaker nor outlet",
    "speaker-in-content": "the speaker stands inside its own content",
    "cue-in-content": "the cue stands inside its own content",
    "cue-twice": "two attributions have this cue",
    "half-quoted": "only one of a pair of quotation marks is in the content",
    "full-stop": "the content takes in the full stop of its sentence",
    "type": "the type does not fit the quotation marks",
    "name": "a word of the speaker's name is nowhere in the text",
    "word": "the span begins or ends inside a word, or with a blank",
    "long-cue": "a cue of more than four words",
}
"""What is looked for, and how it is told."""


class Suspicion(NamedTuple):
    """Something to look at again.

    Attributes:
        check: A key of ``CHECKS``.
        span: Where.
        shown: The text there, or what was left out.
    """

    check: str
    span: TextSpan
    shown: str

    def __str__(self) -> str:
        return f"{self.span.start}:{self.span.end} «{self.shown}»: {CHECKS[self.check]} [{self.check}]"


def check(article: Attributed) -> list[Suspicion]:
    """What of an article's attributions goes against the guidelines.

    Args:
        article: With its attributions, as ``pull`` writes it or any other.

    Returns:
        Suspicions in the order of the text. Some are right as they stand.
    """
    found = [Suspicion("left-out", TextSpan(0, 0), text) for text in _left_out(article)]
    quoted = quotations(article.text).pairs
    edges = [*words(article.text)]
    starts, ends = {w.start for w in edges}, {w.end for w in edges}
    known = {match.group() for match in WORD.finditer(article.text)}
    cues = Counter(a.cue for a in article.attributions)
    for a in article.attributions:
        spans = [("cue-twice", a.cue)] if cues[a.cue] > 1 else []
        spans += [*_of_parts(article.text, a), *_of_marks(article.text, a, quoted)]
        spans += [("word", s) for _, s in a.spans() if s.start not in starts or s.end not in ends]
        if a.speaker and any(not _has(known, word) for word in WORD.findall(a.speaker_name or "")):
            spans.append(("name", a.speaker))
        found += [Suspicion(name, span, span.of(article.text)[:80]) for name, span in spans]
    return sorted(set(found), key=lambda s: (s.span, s.check))


def _of_parts(text: str, a: Attribution) -> Iterator[tuple[str, TextSpan]]:
    if not a.content:
        yield "no-content", a.cue
    if a.speaker is None and a.outlet is None and a.speaker_name:
        yield "no-speaker", a.cue
    for piece in a.content:
        if a.speaker and a.speaker.overlaps(piece):
            yield "speaker-in-content", a.speaker
        if a.cue.overlaps(piece):
            yield "cue-in-content", a.cue
    if sum(is_word(w) for w in WORD.findall(a.cue.of(text))) > 4:
        yield "long-cue", a.cue


def _of_marks(text: str, a: Attribution, quoted: tuple[Quotation, ...]) -> Iterator[tuple[str, TextSpan]]:
    inside = 0
    for q in quoted:
        marks = [mark for mark in (q.open, q.close) if mark]
        covered = [mark for mark in marks if any(mark.overlaps(piece) for piece in a.content)]
        if len(marks) == 2 and len(covered) == 1:
            yield "half-quoted", covered[0]
        inside += len(covered) == len(marks)
    for piece in a.content:
        last = piece.of(text)[-1]
        if last in ".。" and not any(q.span.start <= piece.end - 1 < q.span.end for q in quoted):
            yield "full-stop", piece
    if a.content and a.type == "direct" and not any(q.span.overlaps(p) for q in quoted for p in a.content):
        yield "type", a.content[0]
    if a.type == "indirect" and any(_is_quoted(text, p, quoted) for p in a.content):
        yield "type", a.content[0]


def _is_quoted(text: str, piece: TextSpan, quoted: tuple[Quotation, ...]) -> bool:
    """Whether a piece is one whole quotation of several words, from mark to mark."""
    return any(q.span == piece and len(words(q.inner.of(text))) > 3 for q in quoted)


def _has(known: set[str], word: str) -> bool:
    """Whether a word stands in the text, with or without what Arabic writes onto its head."""
    return word in known or any(k.endswith(word) for k in known) or not is_word(word)


def _left_out(article: Attributed) -> list[str]:
    return list((article.model_extra or {}).get(OWN, {}).get("left_out", ()))
