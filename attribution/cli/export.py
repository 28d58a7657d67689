"""``attribution export``: a ledger in a format of others."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome
from attribution.cli.report import state_of


class Format(str, Enum):
    """What a ledger can be exported as."""

    JSON = "json"


@app.command("export", short_help="Write a ledger to a file for other programs.")
def export_cli(
    ledger: options.Ledger,
    out: options.Output,
    format: Annotated[Format, typer.Option("--format", help="The format of the file.")] = Format.JSON,
) -> None:
    """Write a ledger to a file, in one piece: it is there when all of it is written.

    json: {"articles", "speakers", "attributions", "claims"}; spans are [start, end] in Unicode code points of
    the article's text, and the "id" of an article is the SHA-256 of that text.
    """
    with outcome():
        export(ledger, out, format)


def export(ledger: str, out: str, format: Format) -> None:
    """Write a ledger to a file.

    Raises:
        AttributionError: A301 to A308 if the ledger cannot be read, A401 if the file cannot be written.
    """
    from attribution.exports import ledger_json

    writers = {Format.JSON: ledger_json.export}
    writers[format](state_of(ledger), out)
