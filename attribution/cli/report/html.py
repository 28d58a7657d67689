"""``attribution report --format html``: the whole ledger as one web page."""

from __future__ import annotations

import inspect
from typing import Annotated, Any, get_args

import typer

from attribution.cli.outcome import outcome
from attribution.cli.report.app import report_app
from attribution.cli.report.asked import SHARED, asked_of
from attribution.cli.report.showing import Format

OWN = (
    "ledger",
    "speaker",
    "publisher",
    "outlet",
    "stance",
    "since",
    "until",
    "text",
    "format",
    "out",
    "lang",
)
"""The options of the page: those of every report that mean something to it."""


def report(context: typer.Context, **given: Any) -> None:
    """Show what a ledger holds: one report by its name, or all of it as a web page.

    attribution report --format html --ledger FILE -o report.html writes a page that needs no network:
    contested claims with their sides face to face, the articles with everything marked, plots.
    """
    asked = [name for name, value in given.items() if value]
    if context.invoked_subcommand:
        if asked:
            context.fail("options stand after the report's name: attribution report NAME --ledger FILE")
        return
    if given["format"] is not Format.HTML:
        context.fail("give the name of a report, or --format html for the page")
    if not given["ledger"]:
        context.fail("Missing option '--ledger'.")
    from attribution.reports.terminal import CLAIMS

    others = {name: SHARED[name][1] for name in SHARED if name not in OWN}
    with outcome():
        asked_of({**others, **given, "out": given["out"] or SHARED["out"][1]}).show(CLAIMS)


def _parameter(name: str) -> inspect.Parameter:
    """One of the shared options, not required: a report that is named has its own."""
    kind, *told = get_args(SHARED[name][0])
    optional = Annotated[(kind | None, *told)]  # type: ignore[valid-type]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=optional, default=None)


report.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
    [inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    + [_parameter(name) for name in OWN]
)
report_app.callback(invoke_without_command=True)(report)
