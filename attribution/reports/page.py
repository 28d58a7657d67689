"""A page of a report on a terminal: calm, one measure wide, and at most one stretch of Arabic a line.

Two Arabic cells beside one another would change places on a terminal that reorders by line, and one side's
words would stand under the other's name. Hence no columns of text and no vertical borders: what belongs
together stands below one another, the Arabic last in its line. Text of articles is never read as markup.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from attribution.reports.bidi import Bidi, dressed, is_directed, is_rtl, printable

MEASURE = 88
"""Columns at most: longer lines are hard to read."""

LABEL = 11
"""Columns of a label and the space after it."""


class Page:
    """Writes lines to a console.

    Args:
        stream: Where to; colours only if it is a terminal and ``NO_COLOR`` is not set.
        bidi: How Arabic is written; settled already.
        width: Columns; those of the terminal unless given.
    """

    def __init__(self, stream: TextIO, bidi: Bidi, width: int | None = None) -> None:
        """Begin a page."""
        self.console = Console(
            file=stream,
            width=width,
            markup=False,
            highlight=False,
            emoji=False,
            force_jupyter=False,  # in a notebook rich would display each line on its own, and not write it
        )
        self.width = min(self.console.width, MEASURE)
        self.bidi = bidi

    def gap(self) -> None:
        """An empty line."""
        self._print(Text())

    def heading(self, words: str) -> None:
        """The heading of a part, underlined across the page."""
        self.gap()
        self._print(Text(words, style="bold"))
        self._print(Text("─" * self.width, style="dim"))

    def rule(self, words: str, note: str = "", *, indent: int, style: str) -> None:
        """The heading of a section: words, a line, and a note at its end."""
        room = self.width - indent - len(words) - 1
        if note and len(note) + 4 <= room:
            room -= len(note) + 1
            note = f" {note}"
        else:
            note = ""
        line = Text(" " * indent).append(words, style=f"bold {style}")
        line.append(f" {'─' * room}", style=f"dim {style}").append(note, style="dim")
        self._print(line)

    def text(self, value: str, *, indent: int = 0, style: str = "") -> None:
        """A paragraph; one that begins in Arabic stands at the right unless ``bidi`` is off."""
        for line in self._lines(value, self.width - indent, style):
            self._print(Text(" " * indent) + line)

    def field(
        self,
        label: str,
        value: str,
        *,
        indent: int = 0,
        room: int = LABEL,
        style: str = "",
        label_style: str = "dim",
        english: bool = False,
    ) -> None:
        """A paragraph with a label before its first line, in ``room`` columns.

        Args:
            label: What the paragraph is.
            value: The paragraph; more of them if it has line feeds.
            indent: Columns left empty before the label.
            room: Columns of the label.
            style: Style of the paragraph.
            label_style: Style of the label.
            english: Whether it is an English sentence, even if its first word is Arabic.
        """
        lines = self._lines(value, self.width - indent - room, style, english)
        for number, line in enumerate(lines):
            start = label if number == 0 else ""
            self._print(Text(" " * indent) + Text(start.ljust(room), style=label_style) + line)

    def _lines(self, value: str, width: int, style: str, english: bool = False) -> list[Text]:
        lines = []
        for paragraph in printable(value).strip().split("\n"):
            rtl = is_rtl(paragraph if is_directed(paragraph) else value) and not english
            for line in Text(paragraph).wrap(self.console, max(width, 10)):
                line.rstrip()
                to_the_right = rtl and self.bidi is not Bidi.OFF
                pad = " " * (width - line.cell_len) if to_the_right else ""
                lines.append(Text(pad).append(dressed(line.plain, self.bidi, rtl), style=style))
        return lines

    def _print(self, line: Text) -> None:
        self.console.print(line, soft_wrap=True)
