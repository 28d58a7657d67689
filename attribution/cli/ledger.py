"""``attribution ledger``: what a ledger holds in numbers, whether it is sound, and working it out again."""

from __future__ import annotations

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.errors import AttributionError

ledger_app = typer.Typer(
    help="Look after a ledger.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(ledger_app, name="ledger", short_help="Look after a ledger: verify, derive, info.")


@ledger_app.command("verify", short_help="Check every row back to the text it came from.")
def verify_cli(ledger: options.Ledger) -> None:
    """Check every row back to the text it came from, and say what was checked.

    Texts have their SHA-256; spans lie within their texts and hold words; what rows refer to is there;
    nothing is current twice; claims are worded as an article has them; speakers, origins and claims are what
    follows from the articles and reviews. What is broken is named with its table and row.
    """
    from attribution.ledger import Ledger

    with outcome() as refusals, Ledger.open(ledger, create=False) as opened:
        if waiting := opened.pending():
            tell(str(AttributionError("A309", opened.where, count=waiting)))
        found = opened.verify()
        for what, count in found.checked.items():
            typer.echo(f"{count:>9,}  {what}")
        for error in found.broken:
            refusals(error)
        if not found.broken:
            typer.echo("Nothing is broken.")


@ledger_app.command("derive", short_help="Work out speakers, origins and claims again.")
def derive_cli(ledger: options.Ledger) -> None:
    """Work out speakers, origins and claims of all articles again, as people have reviewed them."""
    from attribution.ledger import Ledger

    with outcome(stopped="The ledger is as it was."), Ledger.open(ledger, create=False) as opened:
        typer.echo("Worked out anew." if opened.derive() else "Nothing has changed.")


@ledger_app.command("info", short_help="What a ledger holds, in numbers.")
def info_cli(ledger: options.Ledger) -> None:
    """Show the rows of each table: those that are current, and those that were superseded."""
    from attribution.ledger import Ledger

    with outcome(), Ledger.open(ledger, create=False) as opened:
        typer.echo(f"{opened.where}\n{'current':>9}  {'superseded':>10}")
        for table, (now, before) in opened.counts().items():
            typer.echo(f"{now:>9,}  {before:>10,}  {table}")
        typer.echo(f"{opened.pending():>9,}  {'':>10}  articles or reviews waiting to be worked out")
