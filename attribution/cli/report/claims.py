"""``attribution report claims``: what was read, who spoke, what differs, what is contested."""

from __future__ import annotations

from attribution.cli.report.asked import Asked, command


@command("claims", short_help="Who spoke through whom, and what is contested.")
def claims(asked: Asked) -> None:
    """Show what was read, who spoke how often and through whom, and the contested claims.

    With --format json it is the ledger as 'attribution export' writes it; jsonl and csv have the claims, with
    their positions.
    """
    from attribution.reports.terminal import CLAIMS

    asked.show(CLAIMS)
