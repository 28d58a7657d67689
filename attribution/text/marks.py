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
_STOPS = frozenset(".،,؛;")
_PROCLITIC = re.compile(r"(?:(?<!\w)[وفبلك]|ـ)\Z")
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
        sure: Whether it stands after a proclitic («بـ"القوة"»), where a mark can only open.
        inch: Whether it stands right after a digit and could be the sign of inches or seconds.
        heads: Whether it is the first character of its paragraph.
    """

    offset: int
    glyph: str
    family: str
    printed: Facing | None
    facing: Facing | None
    sure: bool
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
    before = text[max(line, start - 3) : start] or " "
    after = text[end : end + 3] or " "
    sure = after[0].isalnum() and _PROCLITIC.search(before) is not None
    facing: Facing | None = "open" if sure else _facing(before, after)
    heads = start - line < 8 and not text[line:start].strip()
    marks: list[Mark] = []
    for offset in range(start, end):
        glyph = text[offset]
        if glyph in GLYPHS:
            family, printed = GLYPHS[glyph]
            inch = before[-1].isdigit() and offset == start and family == "straight"
            marks.append(Mark(offset, glyph, family, printed, facing, sure, inch, heads and not marks))
    return marks


def _facing(before: str, after: str) -> Facing | None:
    """Which way marks face between the three characters before and the three after them."""
    starts = before[-1].isspace() or before[-1] in _LEADS
    ends = after[0].isspace() or after[0] in _TRAILS
    if starts and ends:
        if before.rstrip()[-1:] == ":":
            return "open"
        return "close" if after.lstrip()[:1] in _STOPS and not after.lstrip().startswith("..") else None
    if starts == ends:
        return None
    return "open" if starts else "close"


def _reversed_families(lines: list[Line]) -> set[str]:
    """Families that this text uses the wrong way round: both of their glyphs more often than not.

    Each mark that its place shows the direction of has a vote, and so has the first of each family in a
    paragraph, which should open.
    """
    votes: Counter[tuple[str, Facing]] = Counter()
    for line in lines:
        seen = set()
        for mark in line.marks:
            if mark.printed is None:
                continue
            if mark.family not in seen:
                seen.add(mark.family)
                votes[mark.family, mark.printed] += 1 if mark.printed == "open" else -1
            if mark.facing:
                votes[mark.family, mark.printed] += 1 if mark.printed == mark.facing else -1
    return {family for family, _ in votes if votes[family, "open"] < 0 and votes[family, "close"] < 0}


def _turn(mark: Mark, families: set[str]) -> Mark:
    if mark.printed is None or mark.family not in families:
        return mark
    return mark._replace(printed="close" if mark.printed == "open" else "open")
