"""Quotation marks: which characters they are, which belong together, which way each faces where it stands."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal, NamedTuple

from attribution.text.folding import CONTROLS

Facing = Literal["open", "close"]

GLYPHS: dict[str, tuple[str, Facing | None]] = {
    "«": ("guillemet", "open"),
    "»": ("guillemet", "close"),
    "‹": ("single", "open"),
    "›": ("single", "close"),
    "“": ("curly", "open"),
    "”": ("curly", "close"),
    "„": ("curly", "open"),
    "‟": ("curly", None),
    '"': ("straight", None),
    "＂": ("straight", None),
    "″": ("straight", None),
}
"""Each mark's family, and which way it faces in print (None: either way)."""

QUOTATION_MARKS = "".join(GLYPHS)

_LEADS = frozenset("([{:،,؛;-–—/|*•=+")
_TRAILS = frozenset(".،,؛;:!؟?…۔)]}/-–—|*")
_RUN = re.compile(f"[{CONTROLS}]*[{QUOTATION_MARKS}][{QUOTATION_MARKS}{CONTROLS}]*|[\n\r\u2028\u2029]+")


class Mark(NamedTuple):
    """One quotation mark of a text.

    Attributes:
        offset: Where it stands.
        glyph: The character.
        family: Marks of one family can close each other.
        printed: Which way its glyph faces in this text (in a text of reversed pairs, ”…“, the other way than
            usual).
        facing: Which way it faces by the characters beside it; None where these do not tell.
        inch: Whether it stands right after a digit and could be the sign of inches or seconds.
        heads: Whether it is the first character of its paragraph.
    """

    offset: int
    glyph: str
    family: str
    printed: Facing | None
    facing: Facing | None
    inch: bool
    heads: bool


class Line(NamedTuple):
    """The marks of one paragraph that is not blank, and where the paragraph starts and ends."""

    start: int
    end: int
    marks: list[Mark]


def lines_of_marks(text: str) -> list[Line]:
    """Find all quotation marks of a text, paragraph by paragraph.

    Args:
        text: Raw text.

    Returns:
        One ``Line`` for each paragraph that is not blank, marks in the order of the text; linear in its
        length.
    """
    lines: list[Line] = []
    marks: list[Mark] = []
    start = 0
    for match in _RUN.finditer(text):
        if text[match.start()] in "\n\r\u2028\u2029":
            _end_line(lines, text, start, match.start(), marks)
            start, marks = match.end(), []
        else:
            marks += _marks_of_run(text, start, *match.span())
    _end_line(lines, text, start, len(text), marks)
    turned = _reversed_families(lines)
    if not turned:
        return lines
    return [Line(line.start, line.end, [_turn(mark, turned) for mark in line.marks]) for line in lines]


def _end_line(lines: list[Line], text: str, start: int, end: int, marks: list[Mark]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        lines.append(Line(start, end, marks))


def _marks_of_run(text: str, line: int, start: int, end: int) -> list[Mark]:
    """The marks of one run of them: all of a run see the same characters before and after it."""
    before = text[start - 1] if start > line else " "
    after = text[end] if end < len(text) else " "
    facing = _facing(before, after)
    heads = not text[line:start].strip() if start - line < 8 else False
    marks: list[Mark] = []
    for offset in range(start, end):
        glyph = text[offset]
        if glyph in GLYPHS:
            family, printed = GLYPHS[glyph]
            inch = before.isdigit() and offset == start and family == "straight"
            marks.append(Mark(offset, glyph, family, printed, facing, inch, heads and not marks))
    return marks


def _facing(before: str, after: str) -> Facing | None:
    starts = before.isspace() or before in _LEADS
    ends = after.isspace() or after in _TRAILS
    if starts == ends:
        return None
    return "open" if starts else "close"


def _reversed_families(lines: list[Line]) -> set[str]:
    """Families that this text uses the wrong way round more often than not."""
    votes: Counter[str] = Counter()
    for line in lines:
        for mark in line.marks:
            if mark.printed and mark.facing:
                votes[mark.family] += 1 if mark.printed == mark.facing else -1
    return {family for family, vote in votes.items() if vote < 0}


def _turn(mark: Mark, families: set[str]) -> Mark:
    if mark.printed is None or mark.family not in families:
        return mark
    return mark._replace(printed="close" if mark.printed == "open" else "open")
