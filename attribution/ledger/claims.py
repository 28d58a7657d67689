"""Claims: the propositions of all articles gathered by what they are about, each with its position, contested
or not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from attribution.ledger.blocking import ONE_EVENT, candidates
from attribution.ledger.clusters import clusters
from attribution.ledger.contests import LIKELY, Contest, Facing, contest, facing, position, why
from attribution.ledger.contradictions import Contradicts, contradiction
from attribution.ledger.decided_claims import NOTHING, Decided
from attribution.ledger.disputes import CONTESTED, Disputes, likely_contested
from attribution.ledger.features import articles_alike, one_wording, reinforces
from attribution.ledger.figures import disputed
from attribution.ledger.joining import joined
from attribution.ledger.levels import Levels
from attribution.ledger.pairs import probability
from attribution.ledger.propositions import Proposition, elsewhere, other_things, things
from attribution.ledger.related import neighbours
from attribution.ledger.sides import Weigh, evidence, signs
from attribution.ledger.statements import read
from attribution.ledger.together import accompanied
from attribution.ledger.voices import voices
from attribution.records import Attributed, Claim, Position, attribution_id

TOGETHER = 0.22
"""Mean probability from which groups are joined."""
VERBATIM = 0.95
"""Probability, at least, that the same words are about one thing."""
DIGITS = 6
"""Digits of a probability that count: sums over sets differ in the last ones from run to run."""
APART = -1.0
"""What stands for a probability where two must not meet."""

Likely = Callable[[Proposition, Proposition], float]


class Deciding(NamedTuple):
    """What decides on claims; the shipped models unless given.

    Attributes:
        likely: Probability that two propositions are about one thing.
        weigh: How two propositions about one thing stand to each other.
        contradicts: How likely one says the opposite of the other.
        disputes: How likely a group is a contested claim.
    """

    likely: Likely = probability
    weigh: Weigh = evidence
    contradicts: Contradicts = contradiction
    disputes: Disputes = likely_contested


SHIPPED = Deciding()


class Group(NamedTuple):
    """Propositions about one thing, which side each is on (1 or -1), and which of them face each other."""

    members: list[Proposition]
    sides: list[int]
    every: list[Facing]


def gather(
    articles: Sequence[Attributed],
    speaker_of: Mapping[tuple[str, int], str],
    decided: Decided = NOTHING,
    deciding: Deciding = SHIPPED,
) -> list[Claim]:
    """Gather the claims of articles.

    Args:
        articles: Articles with their attributions.
        speaker_of: Speaker ids by article SHA-256 and index of the attribution.
        decided: What people have decided about claims; nothing unless given.
        deciding: What decides where nobody has.

    Returns:
        Claims with two positions or more, and those of one that are neighbours of a contested claim;
        contested ones first.
    """
    groups = grouped(articles, speaker_of, decided, deciding)
    by_sha = {article.sha256: article for article in articles}

    def found(group: Group) -> Contest | None:
        contested = group.every and deciding.disputes(*group) >= CONTESTED
        return contest(group.members, group.every, deciding.weigh) if contested else None

    claims = decided.judged([_claim(group, found(group), by_sha) for group in groups])
    beside = neighbours([group.members for group in groups], claims)
    named = {one.claim for related in beside.values() for one in related}
    claims = [claim.model_copy(update={"related": tuple(beside.get(claim.id, ()))}) for claim in claims]
    kept = [c for c in claims if len(c.positions) >= 2 or c.id in named or decided.names(c)]
    return sorted(kept, key=lambda claim: not claim.contested)


def grouped(
    articles: Sequence[Attributed],
    speaker_of: Mapping[tuple[str, int], str],
    decided: Decided = NOTHING,
    deciding: Deciding = SHIPPED,
) -> list[Group]:
    """The propositions of articles in groups, each about one thing; arguments as ``gather`` has them."""
    found, pairs = met(articles, speaker_of)

    @cache
    def plain(first: int, second: int) -> float:
        a, b = found[first], found[second]
        if not near(a, b):
            return 0.0
        if other_things(a, b) or elsewhere(a, b):
            return APART
        return round(deciding.likely(a, b), DIGITS)

    likelihood = {pair: plain(*pair) for pair in pairs}
    levels = Levels(found, likelihood)

    @cache
    def asked(first: int, second: int) -> float:
        a, b, alone = found[first], found[second], plain(first, second)
        if alone > 0.0 and one_wording(a, b):
            return max(VERBATIM, alone)
        return round(levels(a, b, alone), DIGITS)

    known = {pair: asked(*pair) for pair in pairs}
    told = {pair: p for pair, p in known.items() if all(found[n].index is not None for n in pair)}
    figures = disputed(found, known, asked)
    taken = {number for group in figures for number in group}
    rest = {pair: p for pair, p in told.items() if not taken & set(pair)}
    groups = clusters(len(found), rest, asked, TOGETHER, carried(found))
    groups = [group for group in groups if group[0] not in taken and found[group[0]].index is not None]

    @cache
    def stood(group: tuple[int, ...]) -> Group:
        members = [found[number] for number in group]
        sides = signs(members, deciding.weigh)
        return Group(members, sides, facing(members, sides, deciding.contradicts))

    def opposed(group: Sequence[int]) -> tuple[int, int] | None:
        chance, yes, no = next(iter(stood(tuple(group)).every), (0.0, 0, 0))
        return (group[yes], group[no]) if chance >= LIKELY else None

    groups = joined(groups, opposed, likelihood)
    stated = voices(found, likelihood)
    groups = figures + [
        sorted({*group, *(sentence for report in group for sentence in stated.get(report, ()))})
        for group in groups
    ]
    groups = decided.groups(groups, found, {article.sha256: article for article in articles})
    return [stood(tuple(group)) for group in groups]


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


def near(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions stand in one article, in two that can be about one event, or name one act of one
    state.
    """
    if a.article == b.article or articles_alike(a.whole, b.whole) >= ONE_EVENT:
        return True
    return bool(a.states & b.states and (a.events - things(a)) & (b.events - things(b)))


def carried(found: Sequence[Proposition]) -> list[tuple[int, int]]:
    """Pairs of a denial, or an accusation, and the same speaker's next words that carry it on."""
    return [(n, n + 1) for n in range(len(found) - 1) if reinforces(found[n], found[n + 1])]


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
