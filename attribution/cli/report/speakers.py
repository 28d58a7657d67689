"""``attribution report speakers``: who spoke."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("speakers", short_help="Who spoke: how often, where, through whom, in which disputes.")
def speakers(asked: Asked) -> None:
    """Show the speakers, the most quoted first, with other names, publishers, outlets, framing and disputes."""
    from attribution.reports.sources import SPEAKERS

    asked.show(SPEAKERS)
