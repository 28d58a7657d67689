"""``attribution report chain``: who told whom."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("chain", short_help="Who told whom: publisher, outlet, speaker, of any depth.")
def chain(asked: Asked) -> None:
    """Show how words came from their speaker to the publisher (إسناد), the longest chains first.

    A report within another's words («قالت الوكالة إن الوزير نفى …») goes through both.
    """
    from attribution.reports.chains import REPORT

    asked.show(REPORT)
