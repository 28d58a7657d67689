"""Code points and UTF-16 units: Doccano's page counts the latter, and an emoji is two of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from attribution.records import TextSpan


class Units:
    """One text's offsets in both ways of counting."""

    def __init__(self, text: str) -> None:
        """Find the characters that are two units."""
        self._length = len(text)
        self._wide = [place for place, character in enumerate(text) if character > "\uffff"]
        self._units = [place + number for number, place in enumerate(self._wide)]

    def to_units(self, span: TextSpan) -> tuple[int, int]:
        """A span of code points in UTF-16 units."""
        start, end = (offset + bisect_left(self._wide, offset) for offset in span)
        return start, end

    def to_points(self, start: int, end: int) -> TextSpan | None:
        """A span of UTF-16 units in code points; None unless it is one of this text.

        It is none where it is empty or backwards, reaches beyond the text, or begins or ends in the middle of
        a character.
        """
        found = self._point(start), self._point(end)
        if found[0] is None or found[1] is None or not 0 <= found[0] < found[1] <= self._length:
            return None
        return TextSpan(found[0], found[1])

    def _point(self, unit: int) -> int | None:
        before = bisect_right(self._units, unit - 1)
        if before and self._units[before - 1] == unit - 1:
            return None
        return unit - before
