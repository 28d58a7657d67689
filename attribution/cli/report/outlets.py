"""``attribution report outlets``: who or what relayed the words."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("outlets", short_help="Through whom the words came to the articles.")
def outlets(asked: Asked) -> None:
    """Show the outlets that relayed words to the articles (agencies, channels, statements), and whose words.

    The publisher of an article is no outlet.
    """
    from attribution.reports.sources import OUTLETS

    asked.show(OUTLETS)
