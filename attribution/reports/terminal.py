"""The claim report, and the contested claims alone."""

from __future__ import annotations

from attribution.exports.ledger_json import document
from attribution.records import LedgerState
from attribution.reports import evidence, overview
from attribution.reports.contests import contest
from attribution.reports.drifts import show_differing
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.report import Report, Row, shown
from attribution.reports.words import count

STATEMENTS_SHOWN = 2
COLUMNS = (
    *("id", "text", "contested", "reason", "why", "position_position", "position_speaker_name"),
    *("position_publisher", "position_published", "position_key", "position_cue", "position_outlet"),
    *("position_text", "position_attribution", "position_article", "position_span"),
)


def claims(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The claim report: what was read, who spoke through whom, what differs, and what is contested."""
    overview.summary(state, page)
    if state.articles:
        overview.articles(state, page)
    if state.attributions:
        overview.speakers(state, page)
        show_differing(state, page, STATEMENTS_SHOWN)
    _contests(state, page, limit)


def contested(state: LedgerState, page: Page, limit: int | None = None) -> None:
    """The contested claims alone."""
    overview.summary(state, page)
    _contests(state, page, limit)


def _contests(state: LedgerState, page: Page, limit: int | None) -> None:
    page.heading("Contested claims")
    library = Library(state)
    disputes = [claim for claim in state.claims if claim.contested]
    if not disputes:
        page.text("None: no claim of this ledger has opposing positions.")
        page.text(
            "Articles of other publishers on the same events may have them: 'attribution run' adds more."
        )
    several, more = shown(disputes, limit, len(disputes))
    for number, claim in enumerate(several, start=1):
        contest(number, claim, library, page)
    for claim in state.claims:
        if not claim.contested and any(review.of == "contest" for review in claim.reviews):
            page.gap()
            page.text(claim.text)
            page.field("why", str(claim.why), english=True, style="dim")
    if more:
        page.gap()
        page.text(f"… and {count(more, 'more contested claim')}; --limit 0 shows all.", style="dim")
    if others := len(state.claims) - len(disputes):
        page.gap()
        page.text(f"Not contested: {count(others, 'claim')}; 'attribution export' has them all.", style="dim")


def _contested_rows(state: LedgerState) -> list[Row]:
    return [row for row in evidence.rows(state) if row["contested"]]


CLAIMS = Report("claims", evidence.rows, claims, COLUMNS, each="positions", document=document)
CONTESTED = Report("claims", _contested_rows, contested, COLUMNS, each="positions")
