"""``attribution doctor``: what is installed, whether it works, and what to do where it does not."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.errors import EXIT_REFUSED

MARKS = {True: "MISSING", False: "note", None: "ok"}


@app.command("doctor", short_help="Look whether everything is there and works, and what to do if not.")
def doctor_cli(
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="FILE", help="Also open this ledger.", show_default=False),
    ] = None,
    pipeline: options.Pipeline = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: a list of findings.")] = False,
) -> None:
    """Look at Python, libraries, terminal, fonts, a ledger and the trained pipelines, one a line.

    "note" is what you may want to know: a package of an extra that you may never need, a terminal that does not
    put Arabic in order. "MISSING" is what has to be mended, and the exit status is 3 then. Pipelines are loaded
    and read a sentence, which takes seconds. Nothing is changed and nothing is fetched.
    """
    from attribution.cli.checkup import checkup

    missing = False
    rows = []
    for finding in checkup(os.environ, sys.stdout, ledger, pipeline):
        missing |= bool(finding.amiss and finding.needed)
        status = MARKS[finding.needed if finding.amiss else None]
        if as_json:
            row = {**finding._asdict(), "amiss": str(finding.amiss) if finding.amiss else None}
            rows.append({"status": status.lower(), **row})
            continue
        typer.echo(f"{status:<8} {finding.part:<9} {finding.name}: {finding.found}")
        if finding.amiss:
            typer.echo(f"{'':<18} {finding.amiss}")
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        typer.echo("Something is missing." if missing else "Everything that is needed is there and works.")
    if missing:
        raise typer.Exit(EXIT_REFUSED)
