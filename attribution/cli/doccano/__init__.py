"""``attribution doccano``: annotators' corrections by way of a Doccano server; one command a file."""

from importlib import import_module

import typer

from attribution.cli.app import app

doccano_app = typer.Typer(
    help="Have articles corrected in Doccano: serve, annotator, push, status, pull, check, stop.",
    short_help="Have articles corrected by annotators in Doccano.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(doccano_app, name="doccano")

for name in ("serve", "annotator", "push", "status", "pull", "check", "stop"):
    import_module(f"attribution.cli.doccano.{name}")
