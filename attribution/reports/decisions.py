"""What people need to decide, and what they have decided: ids and places beside the words that they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attribution.records import Claim, LedgerState, Place, Position, Review, Speaker
from attribution.reports.evidence import Library
from attribution.reports.page import Page
from attribution.reports.words import count
from attribution.text import fold_text

INDENT = 4
DIGITS = 12
"""Hexadecimal digits by which an article is named, as in ids of attributions."""
ROOM = DIGITS + 15
"""Columns of a place."""


def speakers(state: LedgerState, page: Page, named: str | None = None, mentions: bool = False) -> None:
    """The speakers with their ids, the most quoted first.

    Args:
        state: What the ledger shows.
        page: Where to.
        named: Part of a name, however it is spelled; only those that have it.
        mentions: Whether to show each mention with its place.
    """
    times = Counter(one.speaker_id for one in state.attributions)
    found = [speaker for speaker in state.speakers if named is None or is_called(speaker, named)]
    page.text(count(len(found), "speaker"), style="bold")
    texts = {article.id: article.text for article in state.articles}
    for speaker in found:
        page.gap()
        page.field(speaker.id, speaker.name, room=len(speaker.id) + 2, style="bold")
        page.text(f"{speaker.kind} · {count(times[speaker.id], 'attribution')}", indent=INDENT, style="dim")
        for alias in speaker.aliases:
            page.field("also", alias, indent=INDENT)
        for mention in speaker.mentions if mentions else ():
            words = mention.span.of(texts[mention.article])
            page.field(place(mention.article, *mention.span), words, indent=INDENT, room=ROOM)


def claims(state: LedgerState, page: Page, wanted: str | None = None) -> None:
    """The claims with their ids, and the places of their positions; contested ones first.

    Args:
        state: What the ledger shows.
        page: Where to.
        wanted: Id of one claim; all of them unless given.
    """
    library = Library(state)
    found = [claim for claim in state.claims if wanted in (None, claim.id)]
    page.text(count(len(found), "claim"), style="bold")
    for claim in found:
        page.gap()
        page.field(claim.id, claim.text, room=len(claim.id) + 2, style="bold")
        if claim.contested or claim.why:
            label = "contested" if claim.contested else "why not"
            page.field(label, claim.why or str(claim.reason), indent=INDENT, english=True)
        reviews(claim, page)
        for position in claim.positions:
            words = library.evidence(position).text
            page.field(position.position, place(*_cue(position)), indent=INDENT)
            page.field("", words, indent=INDENT)


def reviews(claim: Claim, page: Page) -> None:
    """A line for each review of a claim."""
    for review in claim.reviews:
        page.field("reviewed", told(review), indent=INDENT, english=True)


def history(decided: Sequence[Review], in_force: Sequence[Review], page: Page) -> None:
    """All decisions with their numbers, in the order in which they were made."""
    held = {review.id for review in in_force}
    page.text(count(len(decided), "review"), style="bold")
    for review in decided:
        page.gap()
        undone = "" if review.id in held or review.verdict == "undone" else " · undone since"
        page.field(f"{review.id:>3}", told(review) + undone, room=5, english=True)
        for side in review.sides:
            page.field("", _extent(side), indent=INDENT, room=1, style="dim")


def told(review: Review) -> str:
    """A review in a line: what was decided, by whom, when, and why."""
    what = f"undoes {review.undoes}" if review.undoes else f"{review.of} {review.verdict}"
    value = f" «{review.value}»" if review.value and review.of == "speaker" else ""
    note = f" · {review.note}" if review.note else ""
    return f"{what}{value} · {review.reviewer} · {review.at[:10]}{note}"


def is_called(speaker: Speaker, named: str) -> bool:
    """Whether a part of one of the speaker's names is ``named``, whatever the spelling."""
    wanted = fold_text(named)
    return any(wanted in fold_text(form) for form in (speaker.name, *speaker.aliases))


def place(article: str, start: int, end: int) -> str:
    """How a place is named: ``4c29a1…:120-126``, with twelve digits of the article's SHA-256."""
    return f"{article[:DIGITS]}:{start}-{end}"


def _cue(position: Position) -> tuple[str, int, int]:
    """The cue of a position's attribution, which names it surely, or its own span."""
    if position.attribution is None:
        return position.article, *position.span
    start, end = position.attribution.rpartition(":")[2].split("-")
    return position.article, int(start), int(end)


def _extent(side: Sequence[Place]) -> str:
    first = place(side[0].article, *side[0].span) if side else ""
    return first + (f" and {count(len(side) - 1, 'more place')}" if len(side) > 1 else "")
