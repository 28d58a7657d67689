"""What a report is, and the formats that each is written in: text, JSON, JSON Lines, CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TextIO

from attribution.exports.csv_table import BYTE_ORDER_MARK, guarded
from attribution.exports.files import to_json
from attribution.exports.tables import SEPARATOR
from attribution.records import LedgerState
from attribution.reports.page import Page

Row = dict[str, Any]


class Report(NamedTuple):
    """A report, as the terminal and other programs get it.

    Attributes:
        name: Its name, and the key of its rows in JSON.
        rows: The rows of a ledger, or of a part of it; always the same keys.
        show: Writes them for people; of long lists as many as the last argument says (None: as many as are
            good to read, 0: all).
        columns: The columns of CSV: keys of the rows, and those of ``each`` as ``event_date`` for ``events``.
        each: The key of a list in each row whose members have a row of their own in CSV.
        document: The JSON document where it is not ``{name: rows}``.
    """

    name: str
    rows: Callable[[LedgerState], list[Row]]
    show: Callable[[LedgerState, Page, int | None], None]
    columns: tuple[str, ...]
    each: str | None = None
    document: Callable[[LedgerState], dict[str, Any]] | None = None


def as_json(report: Report, state: LedgerState) -> str:
    """One JSON document."""
    document = report.document(state) if report.document else {report.name: report.rows(state)}
    return to_json(document, indent=1) + "\n"


def as_jsonl(report: Report, state: LedgerState) -> Iterator[str]:
    """One line of JSON for each row."""
    return (to_json(row) + "\n" for row in report.rows(state))


def write_csv(report: Report, state: LedgerState, file: TextIO) -> None:
    """CSV as ``attribution export`` writes it: a byte order mark, CR LF, no cell that a spreadsheet computes."""
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(report.columns)
    for row in report.rows(state):
        for cells in _spread(row, report.each):
            writer.writerow([guarded(_cell(cells.get(column))) for column in report.columns])


def shown(items: Sequence[Any], limit: int | None, usual: int) -> tuple[Sequence[Any], int]:
    """As many items as a page is to show, and how many are left; 0 is no limit."""
    most = usual if limit is None else limit or len(items)
    return items[:most], max(0, len(items) - most)


def _spread(row: Row, each: str | None) -> Iterator[Row]:
    if each is None:
        yield row
        return
    for member in row[each] or [{}]:
        yield {**row, **{f"{each[:-1]}_{key}": value for key, value in member.items()}}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
        return SEPARATOR.join(value)
    return to_json(value) if value or isinstance(value, bool | int | float) else ""
