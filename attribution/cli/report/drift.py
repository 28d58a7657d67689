"""``attribution report drift``: one statement in several articles, word by word."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("drift", short_help="One statement as different articles gave it, word by word.")
def drift(asked: Asked) -> None:
    """Show the statements that several articles have, and in what they differ.

    Words left out, added or put otherwise, the verb's framing, direct or indirect speech, the outlet. Each
    version is compared with the fullest; what was really said is not known.
    """
    from attribution.reports.drifts import REPORT

    asked.show(REPORT)
