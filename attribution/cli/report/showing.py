"""Writing a report: from a ledger, cut to what is asked for, in one of the formats."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from attribution.cli import options
from attribution.cli.outcome import tell
from attribution.errors import AttributionError
from attribution.exports.files import STDOUT, written
from attribution.ledger.selection import Selection, select
from attribution.records import LedgerState
from attribution.reports.bidi import Bidi, settle

if TYPE_CHECKING:
    from attribution.reports.report import Report

Cut = Callable[[LedgerState, Selection], LedgerState]


class Format(str, Enum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


class Lang(str, Enum):
    """The language of the page's own words."""

    AR = "ar"
    EN = "en"


def state_of(ledger: str) -> LedgerState:
    """What is current in a ledger; says so if a run was stopped before its claims were gathered.

    Raises:
        AttributionError: A301 to A308 if it cannot be read.
    """
    from attribution.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        if waiting := opened.pending():
            tell(str(AttributionError("A309", opened.where, count=waiting)))
        return opened.state()


def show(
    report: Report,
    state: LedgerState,
    *,
    format: Format = Format.TEXT,
    bidi: Bidi = Bidi.AUTO,
    out: str = STDOUT,
    limit: int | None = None,
    lang: Lang | None = None,
    wanted: Selection | None = None,
    cut: Cut = select,
    whole: LedgerState | None = None,
) -> None:
    """Write a report.

    Args:
        report: Which.
        state: The ledger.
        format: Text, or a format for programs.
        bidi: How Arabic is written in text.
        out: A file, or ``-`` for standard output.
        limit: How many of a long list the text shows; 0 for all, None for as many as are good to read.
        lang: The language of the page; Arabic unless given.
        wanted: What of the ledger is asked for.
        cut: How the ledger is cut to that.
        whole: The ledger that ``state`` is a part of, if it is one.

    Raises:
        AttributionError: A401 if ``out`` cannot be written, A402 if ``bidi`` cannot be had, A440 if
            ``lang`` is given for anything but the page.
    """
    from attribution.reports.report import as_json, as_jsonl, write_csv

    if lang and format is not Format.HTML:
        raise AttributionError("A440", format.value)

    asked = wanted or Selection()
    part = cut(state, asked)
    stream = sys.stdout
    settled = settle(bidi, stream, os.environ) if out == STDOUT or bidi is not Bidi.AUTO else Bidi.OFF
    with written(out) as file:
        if format is Format.JSON:
            file.write(as_json(report, part))
        elif format is Format.JSONL:
            file.writelines(as_jsonl(report, part))
        elif format is Format.CSV:
            write_csv(report, part, file)
        elif format is Format.HTML:
            from attribution.reports.html.part import with_all_sides
            from attribution.reports.html.write import page

            file.writelines(page(with_all_sides(whole or state, part), "en" if lang is Lang.EN else "ar"))
        else:
            from attribution.reports.page import Page
            from attribution.reports.selected import selected

            on_paper = Page(file, settled)
            if selected(state, part, asked, on_paper):
                report.show(part, on_paper, limit)


def show_claims(state: LedgerState, format: options.Format, bidi: Bidi) -> None:
    """Print the claim report, or the whole ledger as JSON.

    Raises:
        AttributionError: A402 if ``bidi`` cannot be had.
    """
    from attribution.reports.terminal import CLAIMS

    show(CLAIMS, state, format=Format(format.value), bidi=bidi)
