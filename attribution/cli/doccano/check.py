"""``attribution doccano check``: what annotators have probably overlooked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from attribution.cli.doccano import doccano_app
from attribution.cli.outcome import outcome, tell


@doccano_app.command("check", short_help="Look for slips against the guidelines.")
def check_cli(
    corrected: Annotated[
        list[Path],
        typer.Argument(metavar="CORRECTED", help="Annotated articles, .jsonl.", show_default=False),
    ],
) -> None:
    """Look through annotated articles for slips against the guidelines, and name file, line, article and place.

    Nothing is changed, and some of what is named is right as it stands: look at it again.
    """
    from attribution.doccano.checks import check
    from attribution.training.gold import read_gold

    with outcome():
        counted: Counter[str] = Counter()
        for path in corrected:
            for number, article in enumerate(read_gold(path), start=1):
                for suspicion in check(article):
                    counted[suspicion.check] += 1
                    typer.echo(f"{path}:{number} {article.id} {suspicion}")
        each = ", ".join(f"{count} {name}" for name, count in counted.most_common())
        tell(f"{counted.total()} places to look at{': ' if each else '.'}{each}")
