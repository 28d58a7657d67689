"""Paragraphs and sentences.

A paragraph ends at a line break. A sentence ends with its paragraph or after . ! ؟ ? … ۔ with the closing
marks behind it, where white space follows; a full stop between two Arabic words ends one without it
(«انتهى.وبدأ»). No sentence ends

- after an initial, an abbreviation or the number of an item («د. سامي», «1. كذا»), nor at the two points «..»
  that stand for a dash;
- inside a closed quotation of up to ``LONG_QUOTATION`` characters: a quotation is read whole, with the words
  that introduce it. Inside a longer one sentences end as elsewhere, as they do in a quotation that is never
  closed.
"""

from __future__ import annotations

import re
from functools import cache

from attribution.records import TextSpan
from attribution.text.lexicon import load
from attribution.text.marks import QUOTATION_MARKS
from attribution.text.quotes import quotations

LONG_QUOTATION = 300
"""Characters; a quotation beyond this is split into its sentences."""

_PARAGRAPH = re.compile(r"[^\s](?:[^\n\r\u2028\u2029]*[^\s])?")
_END = re.compile(
    rf"[.!?؟…۔]+[{QUOTATION_MARKS})\]}}]*(?=\s)|(?<=[\u0621-\u065f]{{3}})\.(?=[\u0621-\u064a]{{2}})"
)
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")


def paragraphs(text: str) -> list[TextSpan]:
    """The paragraphs of a text: its lines without the white space round them, blank ones left out."""
    return [TextSpan(*match.span()) for match in _PARAGRAPH.finditer(text)]


def sentences(text: str) -> list[TextSpan]:
    """Split a text into sentences.

    Args:
        text: Raw text.

    Returns:
        Spans in order, without white space at their edges; every character that is not white space lies in
        one.
    """
    whole = [
        q.span for q in quotations(text).pairs if q.close and q.span.end - q.span.start <= LONG_QUOTATION
    ]
    spans = []
    quotation = 0
    for paragraph in paragraphs(text):
        start = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            while quotation < len(whole) and whole[quotation].end < match.end():
                quotation += 1
            inside = (
                quotation < len(whole)
                and whole[quotation].start <= match.start()
                and match.end() < whole[quotation].end
            )
            if not inside and not _goes_on(text, start, match):
                spans.append(TextSpan(start, match.end()))
                start = match.end()
                while start < paragraph.end and text[start].isspace():
                    start += 1
        if start < paragraph.end:
            spans.append(TextSpan(start, paragraph.end))
    return spans


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the points at ``match`` end no sentence: two of them, or after an initial and the like."""
    marks = match[0]
    if marks == "..":
        return True
    if marks != ".":
        return False
    word = _LAST_WORD.search(text, max(start, match.start() - 16), match.start())
    if word is None:
        return False
    return (
        len(word[0]) == 1
        or word[0].lower() in _abbreviations()
        or (word.start() == start and word[0].isdigit())
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(entry["abbreviation"].lower() for entry in load("abbreviations"))
