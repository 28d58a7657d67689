"""``attribution speakers``: who is who, as the ledger found it and as a person decides."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.deciding import Later, Note, Reviewer, announce, decide
from attribution.cli.outcome import outcome
from attribution.cli.report import state_of
from attribution.reports.bidi import Bidi, settle

speakers_app = typer.Typer(
    help="Who is who across articles. What you decide holds through every later run; "
    "'attribution review list' shows it, 'attribution review undo' takes it back.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(speakers_app, name="speakers", short_help="Who is who: list, merge, split, rename.")


@speakers_app.command("list", short_help="Speakers with ids, names and mentions.")
def list_cli(
    ledger: options.Ledger,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Part of a name.", show_default=False)
    ] = None,
    mentions: Annotated[bool, typer.Option("--mentions", help="Show each mention and its place.")] = False,
    format: options.ReportFormat = options.Format.TEXT,
    bidi: options.BidiMode = Bidi.AUTO,
) -> None:
    """List the speakers, the most quoted first, with the ids and places that the other commands want."""
    from attribution.exports.files import to_json
    from attribution.reports.decisions import is_called, speakers
    from attribution.reports.page import Page

    with outcome():
        state = state_of(ledger)
        if format is options.Format.JSON:
            found = [one.model_dump() for one in state.speakers if name is None or is_called(one, name)]
            typer.echo(to_json({"speakers": found}, indent=1))
        else:
            speakers(state, Page(sys.stdout, settle(bidi, sys.stdout, os.environ)), name, mentions)


@speakers_app.command("merge", short_help="Several speakers are one.")
def merge_cli(
    ledger: options.Ledger,
    ids: Annotated[list[str], typer.Argument(metavar="ID ID…", help="Their ids.", show_default=False)],
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Say that speakers are one. It keeps id and name of the first; the others' names become its aliases."""
    from attribution.ledger.judgements import merge_speakers

    with outcome():
        announce(decide(ledger, lambda state: merge_speakers(state, ids), reviewer, note, later=later))


@speakers_app.command("split", short_help="Some mentions are of another speaker.")
def split_cli(
    ledger: options.Ledger,
    mentions: Annotated[
        list[str],
        typer.Argument(
            metavar="MENTION…", help="Places as 'speakers list --mentions' shows them.", show_default=False
        ),
    ],
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Say that the mentions are of one speaker, and of another than the rest of that speaker's."""
    from attribution.ledger.judgements import split_speaker

    with outcome():
        announce(decide(ledger, lambda state: split_speaker(state, mentions), reviewer, note, later=later))


@speakers_app.command("rename", short_help="A speaker's name is another.")
def rename_cli(
    ledger: options.Ledger,
    speaker: Annotated[str, typer.Argument(metavar="ID", help="The speaker's id.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to show.", show_default=False)],
    note: Note = None,
    reviewer: Reviewer = None,
    later: Later = False,
) -> None:
    """Give a speaker the name that reports and exports are to show; the old one becomes an alias."""
    from attribution.ledger.judgements import rename_speaker

    with outcome():
        announce(
            decide(ledger, lambda state: rename_speaker(state, speaker, name), reviewer, note, later=later)
        )
