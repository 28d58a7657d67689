"""``attribution report timeline``: a claim's life, a speaker's words over time."""

from __future__ import annotations

from typing import Annotated

import typer

from attribution.cli.report.asked import Asked, command
from attribution.errors import AttributionError


@command("timeline", short_help="Claims, or a speaker's words, by date.")
def timeline(
    asked: Asked,
    claim: Annotated[
        str | None,
        typer.Option(metavar="ID", help="One claim, by its id or the beginning of it.", show_default=False),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="With --speaker: only what has these words.", show_default=False),
    ] = None,
) -> None:
    """Show when claims were first seen, repeated, denied, reversed, retracted or stated as fact.

    With --speaker NAME it shows what that speaker said, day by day. Dates are those of the articles: one of
    today can repeat a denial of last week.
    """
    from attribution.ledger.selection import select_claims
    from attribution.reports.timelines import CLAIMS, SPEAKER

    state = asked.state()
    if claim is not None:
        chosen = tuple(each for each in state.claims if each.id.startswith(claim.lower()))
        if not chosen:
            raise AttributionError("A422", claim)
        state = state.model_copy(update={"claims": chosen})
    if asked.wanted.speaker and claim is None:
        asked.about(about).show(SPEAKER, state)
    else:
        asked.about(about).show(CLAIMS, state, cut=select_claims)
