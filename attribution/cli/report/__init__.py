"""``attribution report``: what a ledger holds, one report a file."""

from importlib import import_module

from attribution.cli.report.showing import show_claims, state_of

REPORTS = (
    *("claims", "contested", "speakers", "outlets", "chain"),
    *("timeline", "drift", "framing", "article"),
)
"""In the order in which ``attribution report --help`` shows them."""

for name in ("html", *REPORTS):
    import_module(f"attribution.cli.report.{name}")

__all__ = ["REPORTS", "show_claims", "state_of"]
