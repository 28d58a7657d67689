"""Claims: the propositions of all articles gathered by what they are about, each with its position, contested
or not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from attribution.ledger.contests import Contest, contest, position, why
from attribution.ledger.decided_claims import NOTHING, Decided
from attribution.ledger.disputes import Group
from attribution.ledger.grouping import Deciding, Grouping, met, shipped
from attribution.ledger.propositions import Proposition
from attribution.ledger.related import neighbours
from attribution.records import Attributed, Claim, Position, attribution_id


def gather(
    articles: Sequence[Attributed],
    speaker_of: Mapping[tuple[str, int], str],
    decided: Decided = NOTHING,
    deciding: Deciding | None = None,
) -> list[Claim]:
    """Gather the claims of articles.

    Args:
        articles: Articles with their attributions.
        speaker_of: Speaker ids by article SHA-256 and index of the attribution.
        decided: What people have decided about claims; nothing unless given.
        deciding: What decides where nobody has; what ships unless given.

    Returns:
        Claims with two positions or more, and those of one that are neighbours of a contested claim;
        contested ones first.
    """
    deciding = deciding or shipped()
    return claims_of(Grouping(*met(articles, speaker_of), deciding), articles, decided)


def claims_of(grouping: Grouping, articles: Sequence[Attributed], decided: Decided = NOTHING) -> list[Claim]:
    """The claims of propositions in groups; the rest as ``gather`` has it."""
    by_sha = {article.sha256: article for article in articles}
    groups = grouping.decided(decided, by_sha)
    contests = [
        contest(group.members, group.every, grouping.weigh) if contested else None
        for group, contested in groups
    ]
    every = [_claim(group, found, by_sha) for (group, _), found in zip(groups, contests, strict=True)]
    claims = decided.judged(every)
    beside = neighbours([group.members for group, _ in groups], claims)
    named = {one.claim for related in beside.values() for one in related}
    claims = [claim.model_copy(update={"related": tuple(beside.get(claim.id, ()))}) for claim in claims]
    kept = [c for c in claims if len(c.positions) >= 2 or c.id in named or decided.names(c)]
    return sorted(kept, key=lambda claim: not claim.contested)


def _claim(group: Group, found: Contest | None, by_sha: Mapping[str, Attributed]) -> Claim:
    members, sides = group.members, group.sides
    positions = tuple(_position(one, side, by_sha) for one, side in zip(members, sides, strict=True))
    spoken = [one for one, side in zip(members, sides, strict=True) if side > 0] or members
    return Claim(
        id=_id(positions),
        text=_text(spoken, by_sha),
        contested=found is not None,
        reason=found and found.reason,
        why=found and why(found.reason, _name(members[found.yes], by_sha), _name(members[found.no], by_sha)),
        positions=positions,
    )


def _position(one: Proposition, side: int, by_sha: Mapping[str, Attributed]) -> Position:
    cue = None if one.index is None else by_sha[one.article].attributions[one.index].cue
    return Position(
        article=one.article,
        attribution=None if cue is None else attribution_id(one.article, cue),
        span=one.span,
        speaker_id=one.speaker,
        position=position(one, side),
    )


def _text(spoken: Sequence[Proposition], by_sha: Mapping[str, Attributed]) -> str:
    """The clearest words: a report's, asserted, with what is meant in them, neither bare nor long."""

    def clarity(one: Proposition) -> tuple[bool, bool, bool, float]:
        return one.index is not None, one.modality == "assertion", not one.pointing, -abs(len(one.forms) - 12)

    best = max(spoken, key=clarity)
    return best.span.of(by_sha[best.article].text)


def _name(one: Proposition, by_sha: Mapping[str, Attributed]) -> str:
    article = by_sha[one.article]
    if one.index is None:
        return article.publisher or article.id
    return article.attributions[one.index].speaker_name or "unknown"


def _id(positions: Sequence[Position]) -> str:
    places = sorted(f"{p.article}:{p.span.start}-{p.span.end}:{p.attribution}" for p in positions)
    return hashlib.sha256("\n".join(places).encode()).hexdigest()[:16]
