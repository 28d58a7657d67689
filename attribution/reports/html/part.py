"""A part of a ledger that can be a page: no claim of it has one side alone."""

from __future__ import annotations

from attribution.ledger.selection import whole_claims
from attribution.records import LedgerState


def with_all_sides(state: LedgerState, part: LedgerState) -> LedgerState:
    """A part, with the articles and attributions that the other sides of its claims rest on.

    Args:
        state: The ledger.
        part: Some of its articles, attributions and claims.
    """
    if part is state:
        return state
    whole = whole_claims(state, part)
    articles = {article.id for article in (*part.articles, *whole.articles)}
    said = {one.id for one in (*part.attributions, *whole.attributions)}
    speakers = {speaker.id for speaker in (*part.speakers, *whole.speakers)}
    attributions = tuple(one for one in state.attributions if one.id in said)
    speakers &= {one.speaker_id or "" for one in attributions}
    return LedgerState(
        articles=tuple(article for article in state.articles if article.id in articles),
        attributions=attributions,
        speakers=tuple(speaker for speaker in state.speakers if speaker.id in speakers),
        claims=whole.claims,
    )
