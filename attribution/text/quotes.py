"""Quotations by their marks: pairs with nesting, over paragraphs, and defective ones, each mended on its own.

Marks of one family are paired inside each paragraph, then what is left over there across families (“…″ and
«…" occur), then what is still open with later paragraphs: a quotation over paragraphs either repeats its
opening mark at the head of each or is closed paragraphs later. An opening mark that nothing closes ends with
the last sentence before the next one of its family, else with its paragraph; a closing mark that nothing
opens makes no quotation. Both are reported, and neither touches another quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from attribution.errors import MESSAGES
from attribution.records import TextSpan
from attribution.text.marks import Line, Mark, lines_of_marks
from attribution.text.pairing import Pairing, pair

DefectKind = Literal["unclosed", "unopened", "mismatched"]

CODES: dict[DefectKind, str] = {"unclosed": "A150", "unopened": "A151", "mismatched": "A152"}

MAX_PARAGRAPHS = 4
"""Over how many paragraphs without a mark of its family an opening mark is followed."""

_SENTENCE_END = re.compile(r"[.!؟?۔](?=\s)")


class Quotation(NamedTuple):
    """One quotation.

    Attributes:
        open: Its opening mark.
        close: Its closing mark; None where it was never closed.
        inner: What stands between the marks, white space at its edges left out.
        depth: How many quotations it lies in.
        continued: Opening marks that are repeated at the head of its later paragraphs.
    """

    open: TextSpan
    close: TextSpan | None
    inner: TextSpan
    depth: int = 0
    continued: tuple[TextSpan, ...] = ()

    @property
    def span(self) -> TextSpan:
        """The quotation with its marks."""
        return TextSpan(self.open.start, self.close.end if self.close else self.inner.end)


class Defect(NamedTuple):
    """A quotation mark that is not as it should be: a warning, never a refusal."""

    offset: int
    kind: DefectKind

    @property
    def code(self) -> str:
        """Its code in ``attribution.errors.MESSAGES``."""
        return CODES[self.kind]

    def __str__(self) -> str:
        message = MESSAGES[self.code]
        return f"[{self.code}] character {self.offset}: {message.what}; {message.todo}."


class Quotations(NamedTuple):
    """All quotations of a text in the order of their opening marks, and its defects in their order."""

    pairs: tuple[Quotation, ...]
    defects: tuple[Defect, ...]


def quotations(text: str) -> Quotations:
    """Find the quotations of a text.

    Args:
        text: Raw text.

    Returns:
        Pairs that lie in or beside each other, never across. Takes time linear in the length of the text.
    """
    finder = _Finder(text)
    for line in lines_of_marks(text):
        finder.add(line, pair(line.marks))
    finder.give_up()
    return Quotations(_nest(text, finder.found), tuple(sorted(finder.defects)))


class _Running(NamedTuple):
    """An opening mark that its own paragraph does not close, and where it ends if no other closes it."""

    mark: Mark
    end: int
    continued: list[TextSpan]
    waited: int = 0


class _Finder:
    """Goes through a text paragraph by paragraph, with at most one quotation still open between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.defects: list[Defect] = []
        self.running: _Running | None = None

    def add(self, line: Line, pairing: Pairing) -> None:
        """Take in the next paragraph."""
        used = self._follow(self.running, line, pairing) if self.running else None
        for index, mark in enumerate(line.marks):
            partner, opens = pairing.partners[index], pairing.roles[index] == "open"
            if index == used:
                continue
            if partner is not None and opens:
                self._close(mark, line.marks[partner], mended=partner in pairing.mended)
            elif partner is None and opens:
                self._leave_open(mark, line, pairing, index)
            elif partner is None and not mark.inch:
                self.defects.append(Defect(mark.offset, "unopened"))

    def give_up(self) -> None:
        """End the quotation that is still open, if there is one, without a closing mark."""
        if self.running:
            self._end(self.running.mark, self.running.end, self.running.continued)
            self.running = None

    def _follow(self, running: _Running, line: Line, pairing: Pairing) -> int | None:
        """Follow the open quotation into a paragraph: the mark that closes it or carries it on, by index."""
        index = next((i for i, mark in enumerate(line.marks) if mark.family == running.mark.family), None)
        if index is None:
            self.running = running._replace(waited=running.waited + 1)
            if running.waited == MAX_PARAGRAPHS:
                self.give_up()
            return None
        mark, partner = line.marks[index], pairing.partners[index]
        if pairing.roles[index] == "close" and partner is None and pairing.outermost[index] and not mark.inch:
            self.running = None
            self._close(running.mark, mark, running.continued)
            return index
        if not (mark.heads and pairing.roles[index] == "open"):
            self.give_up()
            return None
        running.continued.append(_span(mark))
        if partner is not None:
            self.running = None
            self._close(
                running.mark, line.marks[partner], running.continued, mended=partner in pairing.mended
            )
        else:
            self.running = _Running(running.mark, self._unclosed_end(line, pairing, index), running.continued)
            if pairing.limits[index] is not None:
                self.give_up()
        return index

    def _leave_open(self, mark: Mark, line: Line, pairing: Pairing, index: int) -> None:
        end = self._unclosed_end(line, pairing, index)
        if self.running is None and pairing.outermost[index] and pairing.limits[index] is None:
            self.running = _Running(mark, end, [])
        else:
            self._end(mark, end, [])

    def _unclosed_end(self, line: Line, pairing: Pairing, index: int) -> int:
        limit = pairing.limits[index]
        if limit is None:
            return line.end
        start, end = line.marks[limit - 1].offset + 1, line.marks[limit].offset
        if pairing.roles[limit] == "open":
            for match in _SENTENCE_END.finditer(self.text, start, end):
                end = match.end()
        return end

    def _close(
        self, first: Mark, last: Mark, continued: Iterable[TextSpan] = (), mended: bool = False
    ) -> None:
        inner = _trim(self.text, first.offset + 1, last.offset)
        self.found.append(Quotation(_span(first), _span(last), inner, continued=tuple(continued)))
        turned = first.printed == "close" or (last.printed == "open" and first.glyph != "„")
        if mended or turned:
            self.defects.append(Defect(last.offset, "mismatched"))

    def _end(self, mark: Mark, end: int, continued: Iterable[TextSpan]) -> None:
        inner = _trim(self.text, mark.offset + 1, end)
        self.found.append(Quotation(_span(mark), None, inner, continued=tuple(continued)))
        self.defects.append(Defect(mark.offset, "unclosed"))


def _span(mark: Mark) -> TextSpan:
    return TextSpan(mark.offset, mark.offset + 1)


def _trim(text: str, start: int, end: int) -> TextSpan:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return TextSpan(start, end)


def _nest(text: str, found: list[Quotation]) -> tuple[Quotation, ...]:
    """Order quotations, give each its depth, and cut unclosed ones where they would lie across others."""
    nested: list[Quotation] = []
    around: list[int] = []
    for quotation in sorted(found):
        while around and nested[around[-1]].span.end <= quotation.open.start:
            around.pop()
        while around and nested[around[-1]].inner.end < quotation.span.end:
            parent = nested[around[-1]]
            if quotation.close is None:
                end = parent.inner.end
                quotation = quotation._replace(inner=_trim(text, min(quotation.inner.start, end), end))
            else:
                inner = _trim(text, parent.inner.start, quotation.open.start)
                nested[around.pop()] = parent._replace(inner=inner)
        around.append(len(nested))
        nested.append(quotation._replace(depth=len(around) - 1))
    return tuple(nested)
