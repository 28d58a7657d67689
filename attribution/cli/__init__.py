"""The commands of ``attribution``: one a file, each a thin skin over a function that can be imported."""

from importlib import import_module
from importlib.util import find_spec

from attribution.cli.app import app
from attribution.cli.examples import attach

COMMANDS = (
    "run",
    "read",
    "extract",
    "report",
    "speakers",
    "review",
    "ledger",
    "export",
    "serve",
    "evaluate",
    "train",
    "doccano",
    "agreement",
    "select",
    "doctor",
)
"""In the order in which ``attribution --help`` shows them."""

for name in COMMANDS:
    if find_spec(f"attribution.cli.{name}"):
        import_module(f"attribution.cli.{name}")
attach(app)

__all__ = ["COMMANDS", "app"]
