"""``attribution report framing``: how the verbs divide."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("framing", short_help="How publishers' verbs divide: neutral, endorsing, doubting, denying.")
def framing(asked: Asked) -> None:
    """Show how the verbs of each publisher and on each speaker divide, and whether that is more than chance."""
    from attribution.reports.framings import REPORT

    asked.show(REPORT)
