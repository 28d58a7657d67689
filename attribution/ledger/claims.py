"""Claims: the propositions of all articles gathered by what they are about, each with its position, contested
or not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from attribution.ledger.alone import near
from attribution.ledger.blocking import candidates
from attribution.ledger.clustering import Members
from attribution.ledger.competing import Competing, Grown
from attribution.ledger.competing import shipped as grown
from attribution.ledger.contests import Contest, contest, position, why
from attribution.ledger.decided_claims import NOTHING, Decided
from attribution.ledger.disputes import CONTESTED
from attribution.ledger.propositions import Proposition
from attribution.ledger.related import neighbours
from attribution.ledger.statements import read
from attribution.ledger.together import accompanied
from attribution.ledger.weighed import Weighed, Weights
from attribution.ledger.wholes import Group
from attribution.records import Attributed, Claim, Position, attribution_id


class Deciding(NamedTuple):
    """What decides on claims: trees first, weights on what they leave; None for no trees."""

    weights: Weights
    trees: Grown | None


def shipped() -> Deciding:
    """What ships."""
    return Deciding(Weights(), grown())


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
    found, pairs = met(articles, speaker_of)
    weighed = Weighed(found, pairs, deciding.weights)
    competing = Competing(found, pairs, deciding.trees) if deciding.trees else None
    return claims_of(weighed, competing, articles, decided)


def claims_of(
    weighed: Weighed, competing: Competing | None, articles: Sequence[Attributed], decided: Decided = NOTHING
) -> list[Claim]:
    """The claims of propositions: contests that trees find, and of the rest what weights do."""
    by_sha = {article.sha256: article for article in articles}
    first = competing.contests() if competing else []
    rest, parted = left(weighed.groups(), {number for group in first for number in group}, weighed.found)
    groups = decided.groups([*map(list, first), *rest], weighed.found, by_sha)
    known = set(first)

    def told(members: Sequence[int]) -> tuple[Group, Contest | None]:
        whole = tuple(members)
        if competing and whole in known:
            group = competing.stood(whole)
            return group, contest(group.members, group.every, competing.weigh) if group.every else None
        group = weighed.stood(whole)
        contested = group.every and whole not in parted and weighed.contested(whole) >= CONTESTED
        return group, contest(group.members, group.every, weighed.deciding.weigh) if contested else None

    stood = [told(members) for members in groups]
    claims = decided.judged([_claim(group, found, by_sha) for group, found in stood])
    beside = neighbours([group.members for group, _ in stood], claims)
    named = {one.claim for related in beside.values() for one in related}
    claims = [claim.model_copy(update={"related": tuple(beside.get(claim.id, ()))}) for claim in claims]
    kept = [c for c in claims if len(c.positions) >= 2 or c.id in named or decided.names(c)]
    return sorted(kept, key=lambda claim: not claim.contested)


def left(
    groups: Iterable[Members], taken: Set[int], found: Sequence[Proposition]
) -> tuple[list[list[int]], set[Members]]:
    """What is left of groups when reports are taken out; and which of them have lost some."""
    reports = {number for number in taken if found[number].index is not None}
    rest, parted = [], set()
    for group in groups:
        kept = [number for number in group if number not in reports]
        if any(found[number].index is not None for number in kept):
            rest.append(kept)
            if len(kept) < len(group):
                parted.add(tuple(kept))
    return rest, parted


def met(
    articles: Sequence[Attributed], speaker_of: Mapping[tuple[str, int], str]
) -> tuple[list[Proposition], list[tuple[int, int]]]:
    """The propositions of articles that can be of a claim, read together, and the pairs to look at."""
    found = [
        one
        for article in articles
        for one in read(article, speaker_of)
        if one.stance not in ("demand", "warn")
    ]
    pairs = candidates(found)
    return accompanied(found, [(a, b) for a, b in pairs if near(found[a], found[b])]), pairs


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
