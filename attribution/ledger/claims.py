"""Claims: the propositions of all articles gathered by what they are about, each with its position, contested or not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from attribution.ledger.blocking import candidates
from attribution.ledger.clusters import clusters
from attribution.ledger.contests import contest, position, why
from attribution.ledger.pairs import probability
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import signs
from attribution.ledger.statements import read
from attribution.records import Attributed, Claim, Position, attribution_id

TOGETHER = 0.4
"""Mean probability from which groups are joined."""
VOICE = 0.5
"""Probability from which a sentence in the publisher's own voice belongs to a claim."""

Likely = Callable[[Proposition, Proposition], float]


def gather(
    articles: Sequence[Attributed], speaker_of: Mapping[tuple[str, int], str], likely: Likely = probability
) -> list[Claim]:
    """Gather the claims of articles.

    Args:
        articles: Articles with their attributions.
        speaker_of: Speaker ids by article SHA-256 and index of the attribution.
        likely: Probability that two propositions are about one thing; the shipped model unless given.

    Returns:
        Claims with two positions or more, contested ones first, then in the order of their first position.
    """
    found = [one for article in articles for one in read(article, speaker_of) if one.stance not in ("demand", "warn")]
    known = {pair: likely(found[pair[0]], found[pair[1]]) for pair in candidates(found)}
    by_sha = {article.sha256: article for article in articles}
    claims = []
    for members in clusters(len(found), known, TOGETHER):
        group = _with_voice(members, found, known)
        if len(group) >= 2:
            claims.append(_claim([found[n] for n in group], by_sha, likely))
    return sorted(claims, key=lambda claim: not claim.contested)


def _with_voice(members: list[int], found: Sequence[Proposition], known: Mapping[tuple[int, int], float]) -> list[int]:
    """Members without sentences that match no attribution among them."""
    told = [n for n in members if found[n].index is not None]
    return [
        n
        for n in members
        if found[n].index is not None
        or any(known.get((min(n, other), max(n, other)), 0.0) >= VOICE for other in told)
    ]


def _claim(group: list[Proposition], by_sha: Mapping[str, Attributed], likely: Likely) -> Claim:
    sides = signs(group)
    found = contest(group, sides, likely)
    positions = tuple(_position(one, side, by_sha) for one, side in zip(group, sides, strict=True))
    spoken = [one for one, side in zip(group, sides, strict=True) if side > 0] or group
    return Claim(
        id=_id(positions),
        text=_text(spoken, by_sha),
        contested=found is not None,
        reason=found and found.reason,
        why=found and why(found.reason, _name(group[found.yes], by_sha), _name(group[found.no], by_sha)),
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
    """The clearest words: asserted rather than asked, with the most telling words in not too many."""

    def clarity(one: Proposition) -> tuple[bool, bool, float]:
        return one.modality == "assertion", not one.pointing, -abs(len(one.forms) - 12)

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
