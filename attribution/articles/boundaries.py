"""Where an article ends: «كلمات دلالية:» closes it, «إقرأ أيضاً:» opens another one in the same file.

The markers are the word list ``boundaries``: ``next`` opens what follows, ``ends`` closes the article,
``note`` is a line about it; ``ends`` and ``note`` lines cut only where no prose comes after them, so that a
source named at the head of an article, or a link in the midst of it («إقرأ أيضاً: عنوان»), leaves it whole.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attribution.records import TextSpan
from attribution.text import fold_text, load, paragraphs

PROSE = 60
"""Characters from which on a line with a full stop counts as prose rather than as a headline or a link."""

LONG_PROSE = 150
"""Characters from which on a line without one does."""

_REACH = 40
"""Characters of a line in which its marker stands, with what introduces it."""


class Marker(NamedTuple):
    """One entry of the word list.

    Attributes:
        effect: ``next``, ``ends`` or ``note``.
        field: The metadata field that its line holds after the colon, if any.
        open: Whether any words may follow on its line; otherwise nothing or a colon must.
    """

    effect: str
    field: str | None
    open: bool


class Line(NamedTuple):
    """A paragraph that is not blank, its marker if it begins with one, and what its colon leads to."""

    span: TextSpan
    marker: Marker | None
    value: str


class Part(NamedTuple):
    """One article of a file.

    Attributes:
        span: Its text in the file.
        lines: Its lines, with those at its end that ``span`` leaves out: they say where it was published.
        after: The line that led to it; None for the first article of a file.
    """

    span: TextSpan
    lines: list[Line]
    after: str | None


def parts(text: str) -> list[Part]:
    """Tell the articles of one file apart.

    Args:
        text: The file's raw text.

    Returns:
        The first article, from the file's very first character on so that its offsets are the file's, and
        each later one that holds prose; lists of links and headlines are left out.
    """
    groups: list[tuple[str | None, list[Line]]] = [(None, [])]
    for span in paragraphs(text):
        line = _read(text, span)
        if line.marker and line.marker.effect == "next" and not line.value and groups[0][1]:
            groups.append((span.of(text), []))
        else:
            groups[-1][1].append(line)
    found = []
    for after, lines in groups:
        if (after is None and lines) or any(_is_prose(text, line) for line in lines):
            start = 0 if after is None else lines[0].span.start
            found.append(Part(TextSpan(start, _end(text, lines)), lines, after))
    return found


def _read(text: str, span: TextSpan) -> Line:
    raw = text[span.start : min(span.end, span.start + _REACH)]
    found = _pattern().match(fold_text(raw))
    if found is None:
        return Line(span, None, "")
    marker = _markers()[" ".join(found["marker"].split())]
    if not (marker.open or found["end"] is not None):
        return Line(span, None, "")
    _, _, value = text[span.start : span.end].partition(":")
    return Line(span, marker, value.strip(" :\t()[]."))


def _is_prose(text: str, line: Line) -> bool:
    length = line.span.end - line.span.start
    if line.marker or length < PROSE:
        return False
    return length >= LONG_PROSE or any(stop in line.span.of(text)[PROSE // 2 :] for stop in ".؟!…")


def _end(text: str, lines: list[Line]) -> int:
    """Where an article ends: before the markers at its end, and the short lines among them after prose."""
    prose = [number for number, line in enumerate(lines) if _is_prose(text, line)]
    first = prose[-1] + 1 if prose else len(lines)
    while first > 1 and not prose and lines[first - 1].marker:
        first -= 1
    cut = next((number for number in range(max(first, 1), len(lines)) if lines[number].marker), len(lines))
    return lines[cut - 1].span.end


@cache
def _markers() -> dict[str, Marker]:
    """Markers by how their lines begin, folded."""
    return {
        fold_text(entry["marker"]): Marker(entry["effect"], entry.get("field"), entry.get("open", False))
        for entry in load("boundaries")
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, _markers()), key=len, reverse=True)
    marker = "|".join(name.replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"[-–—•*|()\[\]{{}}\s.…]*(?P<marker>{marker})(?P<end>[\s.…)]*(?:[:：]|\Z))?")
