"""``attribution report``: what a ledger holds, for people to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.errors import AttributionError
from attribution.records import LedgerState
from attribution.reports.bidi import Bidi, settle

report_app = typer.Typer(
    help="Show what a ledger holds.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(report_app, name="report")


@report_app.command("claims", short_help="Who spoke through whom, and what is contested.")
def claims_cli(
    ledger: options.Ledger,
    format: options.ReportFormat = options.Format.TEXT,
    bidi: options.BidiMode = Bidi.AUTO,
) -> None:
    """Show what was read, who spoke how often and through whom, and the contested claims.

    With --format json it is the whole ledger, as 'attribution export' writes it.
    """
    with outcome():
        show_claims(state_of(ledger), format, bidi)


@report_app.command("contested", short_help="Contested claims, both sides in their own words.")
def contested_cli(
    ledger: options.Ledger,
    format: options.ReportFormat = options.Format.TEXT,
    bidi: options.BidiMode = Bidi.AUTO,
) -> None:
    """Show the contested claims: both sides' own words, who spoke, the speech verb, article and publisher.

    With --format json it is {"claims": [...]} in the shape of 'attribution export', and each position has its
    verbatim "text", "cue", "speaker_name", "publisher" and "key" as well.
    """
    with outcome():
        show_contested(state_of(ledger), format, bidi)


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


def show_claims(state: LedgerState, format: options.Format, bidi: Bidi) -> None:
    """Print the claim report.

    Raises:
        AttributionError: A402 if ``bidi`` cannot be had.
    """
    from attribution.exports.ledger_json import document
    from attribution.reports.terminal import claims

    _show(state, format, bidi, claims, document)


def show_contested(state: LedgerState, format: options.Format, bidi: Bidi) -> None:
    """Print the contested claims.

    Raises:
        AttributionError: A402 if ``bidi`` cannot be had.
    """
    from attribution.reports.evidence import contested as as_data
    from attribution.reports.terminal import contested

    _show(state, format, bidi, contested, as_data)


def _show(
    state: LedgerState,
    format: options.Format,
    bidi: Bidi,
    write: Callable[..., None],
    as_data: Callable[[LedgerState], dict[str, object]],
) -> None:
    from attribution.exports.files import to_json
    from attribution.reports.page import Page

    if format is options.Format.JSON:
        typer.echo(to_json(as_data(state), indent=1))
    else:
        write(state, Page(sys.stdout, settle(bidi, sys.stdout, os.environ)))
