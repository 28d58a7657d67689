"""A contested claim: both sides' own words, one below the other, and where to check them."""

from __future__ import annotations

from collections import defaultdict

from attribution.records import Claim
from attribution.reports.decisions import told
from attribution.reports.evidence import Evidence, Library
from attribution.reports.page import Page
from attribution.reports.words import NOBODY, REASONS, SIDES, UNKNOWN, Side, count

INDENT = 4


def contest(number: int, claim: Claim, library: Library, page: Page) -> None:
    """Show one contested claim: what it is, why it is contested, the sides, what was kept apart."""
    page.gap()
    reason = REASONS[claim.reason] if claim.reason else "opposing positions"
    page.field(f"{number:>2}", f"Contested: {reason}", room=INDENT, style="bold", label_style="bold")
    page.text(claim.text, indent=INDENT, style="bold")
    page.text(f"id {claim.id}", indent=INDENT, style="dim")
    if claim.why:
        page.field("why", claim.why, indent=INDENT, room=len("why  "), english=True)
    for review in claim.reviews:
        page.field("reviewed", told(review), indent=INDENT, english=True)
    shown = [library.evidence(position) for position in claim.positions]
    for side in SIDES:
        if taken := [evidence for evidence in shown if evidence.position.position in side.stands]:
            _side(side, taken, page)
    if claim.related:
        page.gap()
        page.rule("Kept apart from this claim", indent=INDENT, style="")
    for related in claim.related:
        other = library.claims.get(related.claim)
        page.text(other.text if other else related.claim, indent=INDENT + 2)
        page.field("because", related.why, indent=INDENT + 2, english=True)


def _side(side: Side, taken: list[Evidence], page: Page) -> None:
    page.gap()
    page.rule(side.heading, _extent(taken), indent=INDENT, style=side.colour)
    speakers: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in taken:
        speakers[_who(evidence)].append(evidence)
    for who, said in speakers.items():
        page.text(who, indent=INDENT + 2, style="bold")
        same: dict[tuple[str | None, ...], list[Evidence]] = defaultdict(list)
        for evidence in said:
            same[evidence.position.position, evidence.cue, evidence.text, evidence.outlet].append(evidence)
        for copies in same.values():
            _words(copies, side, page)


def _words(copies: list[Evidence], side: Side, page: Page) -> None:
    """One statement, once, and every article that has it in these words."""
    indent, evidence = INDENT + 4, copies[0]
    stand = evidence.position.position
    if evidence.cue:
        page.field(stand, evidence.cue, indent=indent, label_style=side.colour, style=side.colour)
    page.field("" if evidence.cue else stand, evidence.text, indent=indent, label_style=side.colour)
    if evidence.outlet:
        page.field("through", evidence.outlet, indent=indent)
    for copy in copies:
        article = copy.article
        facts = [article.key, article.published, article.publisher or UNKNOWN]
        page.field("in", " · ".join(fact for fact in facts if fact), indent=indent, style="dim")


def _who(evidence: Evidence) -> str:
    if evidence.position.position == "states":
        return evidence.article.publisher or evidence.article.key
    return evidence.speaker_name or NOBODY


def _extent(taken: list[Evidence]) -> str:
    """In how many articles a side is found, and how many origins they have where copies are among them."""
    origin_of = {evidence.article.id: evidence.article.origin or evidence.article.id for evidence in taken}
    articles, origins = len(origin_of), len(set(origin_of.values()))
    return count(articles, "article") + (f" of {count(origins, 'origin')}" if origins < articles else "")
