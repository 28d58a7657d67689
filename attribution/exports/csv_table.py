"""One table of a ledger as CSV (RFC 4180) that spreadsheets open in Arabic and do not compute.

UTF-8 with a byte order mark, lines end in CR LF. A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or
``@`` for a formula (OWASP, "CSV injection"); such a cell gets an apostrophe before it, and so does one that
begins with an apostrophe, so that ``bare`` always gives back the article's own characters.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from attribution.exports.files import written
from attribution.exports.tables import Language, table
from attribution.records import LedgerState

BYTE_ORDER_MARK = "\ufeff"
GUARD = "'"
_FORMULAS = frozenset("=+-@＝＋－＠" + GUARD)
_INVISIBLE = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


def export(
    state: LedgerState, path: str | Path, *, name: str = "attributions", language: Language = "en"
) -> None:
    """Write one table to ``path`` (``-``: standard output), a row an attribution unless ``name`` is another.

    Raises:
        AttributionError: A401 if it cannot be written.
    """
    _, columns, rows = table(state, name, language)
    with written(path) as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([guarded(cell) for cell in row] for row in rows)


def guarded(cell: str) -> str:
    """``cell`` with an apostrophe before it where a spreadsheet might compute it, and as it is otherwise.

    Blanks, tabs and marks of direction before the sign do not hide it: spreadsheets skip some of them.
    """
    first = next((letter for letter in cell if unicodedata.category(letter) not in _INVISIBLE), "")
    return GUARD + cell if first in _FORMULAS and first else cell


def bare(cell: str) -> str:
    """What ``guarded`` was given."""
    return cell[1:] if cell.startswith(GUARD) else cell
