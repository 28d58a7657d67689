"""``attribution report contested``: the contested claims alone."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("contested", short_help="Contested claims, both sides in their own words.")
def contested(asked: Asked) -> None:
    """Show the contested claims: both sides' own words, who spoke, the speech verb, article and publisher.

    Filters choose claims: one that a chosen attribution takes part in is shown with all its sides.

    With --format json it is {"claims": [...]} in the shape of 'attribution export', and each position has its
    verbatim "text", "cue", "speaker_name", "outlet", "publisher", "published" and "key" as well.
    """
    from attribution.ledger.selection import select_claims
    from attribution.reports.terminal import CONTESTED

    asked.show(CONTESTED, cut=select_claims)
