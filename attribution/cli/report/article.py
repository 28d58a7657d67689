"""``attribution report article``: one article."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.cli.report.asked import Asked, command


@command("article", short_help="One article: what it attributes to whom.")
def article(
    asked: Asked,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The article's key, its file name, or the beginning of its SHA-256.",
            show_default=False,
        ),
    ],
) -> None:
    """Show one article: each attribution in the order of the text, and the claims that it bears on."""
    from attribution.reports.article import REPORT, find, only

    state = asked.state()
    asked.show(REPORT, only(state, find(state, name)), whole=state)
