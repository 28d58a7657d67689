"""A ledger as an Excel workbook, right to left: contested claims, attributions, speakers, articles, read me.

Every cell is text: nothing is computed, and no date or number is changed. A text longer than the 32,767
characters of a cell is cut at its end; the sheet "read me" lists each such cell, and the spans of its row
say where the whole of it stands in the article.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution import __version__
from attribution.errors import AttributionError
from attribution.exports.files import written_bytes
from attribution.exports.tables import TABLES, Language, Table, arabic, table
from attribution.records import LedgerState

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""What a cell holds at most, in UTF-16 code units (Microsoft, "Excel specifications and limits")."""

MOST_ROWS = 1_048_576
"""What a sheet holds at most (the same)."""

CUT = " […]"
READ_ME = "read me"
_WIDE = {"content": 70, "words": 70, "claim": 60, "title": 40, "why": 40, "aliases": 40, "speaker": 28}
_NARROW = 16


def export(
    state: LedgerState,
    path: str | Path,
    *,
    language: Language = "en",
    on_error: Callable[[AttributionError], None],
) -> None:
    """Write ``state`` to ``path`` (``-``: standard output).

    Args:
        state: What is current in the ledger.
        path: Where to.
        language: Of column names, sheets and the sheet "read me".
        on_error: Takes A411 if cells were cut because Excel does not hold their text.

    Raises:
        AttributionError: A401 if it cannot be written, A412 if a table has more rows than a sheet.
    """
    import xlsxwriter

    tables = [table(state, name, language) for name in TABLES]
    for each in tables:
        if len(each.rows) >= MOST_ROWS:
            raise AttributionError("A412", each.name, rows=len(each.rows), most=MOST_ROWS - 1)
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        book.set_properties({"title": "arabic-attribution", "comments": f"arabic-attribution {__version__}"})
        cut = [cell for each in tables for cell in _add(book, each, language)]
        _add_read_me(book, cut, language)
    with written_bytes(path) as file:
        file.write(whole.getvalue())
    if cut:
        on_error(AttributionError("A411", path, count=len(cut)))


def fitted(text: str) -> str:
    """``text``, or as much of its beginning as a cell holds, with ``CUT`` after it."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _sheet(book: Workbook, name: str, language: Language) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(arabic()["sheets"][name] if language == "ar" else name)
    sheet.right_to_left()
    return sheet


def _formats(book: Workbook) -> tuple[Any, Any]:
    text = {"reading_order": 2, "text_wrap": True, "valign": "top", "align": "right"}
    return book.add_format({**text, "bold": True, "bottom": 1}), book.add_format(text)


def _add(book: Workbook, content: Table, language: Language) -> list[tuple[str, str]]:
    """Add a sheet; the places of the cells that were cut, as sheet and cell."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    sheet, (bold, plain) = _sheet(book, content.name, language), _formats(book)
    sheet.freeze_panes(1, 0)
    cut = []
    for column, (name, head) in enumerate(zip(TABLES[content.name].columns, content.columns, strict=True)):
        sheet.set_column(column, column, _WIDE.get(name, _NARROW))
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(content.rows, start=1):
        for column, cell in enumerate(row):
            if not cell:
                continue
            shown = fitted(cell)
            sheet.write_string(number, column, shown, plain)
            if shown is not cell:
                cut.append((sheet.get_name(), xl_rowcol_to_cell(number, column)))
    sheet.autofilter(0, 0, len(content.rows), len(content.columns) - 1)
    return cut


def _add_read_me(book: Workbook, cut: list[tuple[str, str]], language: Language) -> None:
    sheet, (_, plain) = _sheet(book, READ_ME, language), _formats(book)
    sheet.set_column(0, 0, 110)
    sheet.set_column(1, 1, _NARROW)
    notes: list[str] = json.loads(Path(__file__).with_name("notes.json").read_text(encoding="utf-8"))[
        language
    ]
    lines = [(note, "") for note in (f"arabic-attribution {__version__}", *notes)] + cut
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            if cell:
                sheet.write_string(number, column, cell, plain)
