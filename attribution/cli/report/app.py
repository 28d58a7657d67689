"""The group ``attribution report``, to which every file beside this one adds its own."""

from __future__ import annotations

import typer

from attribution.cli.app import app

report_app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(report_app, name="report")
