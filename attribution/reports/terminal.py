"""Reports on a terminal."""

from __future__ import annotations

from attribution.records import LedgerState
from attribution.reports import overview, speeches
from attribution.reports.contests import contest
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.words import count


def claims(state: LedgerState, page: Page) -> None:
    """The claim report: what was read, who spoke through whom, and what is contested."""
    overview.summary(state, page)
    if state.articles:
        overview.articles(state, page)
    if state.attributions:
        overview.speakers(state, page)
        speeches.show(state, page)
    _contests(state, page)


def contested(state: LedgerState, page: Page) -> None:
    """The contested claims alone."""
    overview.summary(state, page)
    _contests(state, page)


def _contests(state: LedgerState, page: Page) -> None:
    page.heading("Contested claims")
    library = Library(state)
    disputes = [claim for claim in state.claims if claim.contested]
    if not disputes:
        page.text("None: no claim of this ledger has opposing positions.")
    for number, claim in enumerate(disputes, start=1):
        contest(number, claim, library, page)
    for claim in state.claims:
        if not claim.contested and any(review.of == "contest" for review in claim.reviews):
            page.gap()
            page.text(claim.text)
            page.field("why", str(claim.why), english=True, style="dim")
    if others := len(state.claims) - len(disputes):
        page.gap()
        page.text(f"Not contested: {count(others, 'claim')}; 'attribution export' has them all.", style="dim")
