"""The command ``attribution``, to which every file beside this one adds its own."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from attribution import __version__

HELP = """Who said what, through whom, and who disputes it: attribution for Arabic news.

\b
To begin, give it articles (.txt, .html, .jsonl, or folders of them):
  attribution run articles/

\b
To keep what was found, and add to it later:
  attribution run articles/ --ledger news.sqlite
  attribution report contested --ledger news.sqlite
  attribution export --ledger news.sqlite --format json -o news.json
  attribution serve --ledger news.sqlite

\b
When something does not work, and to have the shell complete commands:
  attribution doctor
  attribution --install-completion

Reports quote the articles word for word and take no side. What cannot be read is named on standard error,
with what to do about it, and everything else is still done.

\b
Exit status: 0 all done, 2 wrong usage, 3 some input was refused, 130 stopped.
"""

app = typer.Typer(
    name="attribution",
    help=HELP,
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"attribution {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """See ``HELP``."""
    if sys.stdout.encoding.lower().replace("-", "") != "utf8" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
