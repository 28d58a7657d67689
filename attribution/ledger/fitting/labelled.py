"""What gold says of the pairs of a pack: which are of one claim, and which of those stand against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import numpy as np

from attribution.ledger import contradictions, disputes, sides
from attribution.ledger.blocking import candidates
from attribution.ledger.claims import met
from attribution.ledger.contests import can_face
from attribution.ledger.contradictions import described
from attribution.ledger.features import NAMES, features, one_wording
from attribution.ledger.fitting.claims_gold import Pack, Place, names, place_of, shared
from attribution.ledger.fitting.models import Models, groups_of
from attribution.ledger.grammar import folded_words, mass, skeletons
from attribution.ledger.propositions import Proposition
from attribution.ledger.together import accompanied
from attribution.records import TextSpan

STRANGERS = 1_500
"""Pairs of different events among those that the model is fitted on."""
DIGITS = 6
"""Digits of a sum that count: over a set it differs in the last ones from run to run."""
LEAST = 1.0 / 3.0
"""Jaccard from which a group is a claim of gold."""
SPARED = 4
"""Of the pairs that do not contradict each other one in so many is looked at."""


def place(proposition: Proposition, pack: Pack) -> Place:
    """The place that gold gives a proposition."""
    article = next(a for a in pack.articles if a.sha256 == proposition.article)
    return place_of(article, proposition.index, proposition.span)


def propositions(pack: Pack) -> list[Proposition]:
    """All propositions of a pack, read together, speakers being their folded names."""
    return met(pack.articles, names(*pack.articles))[0]


def memberships(found: Sequence[Proposition], pack: Pack) -> list[set[str]]:
    """Gold claims of each proposition; of the parts of one content, the one that shares most with the claim's
    text has it.
    """
    at: dict[Place, list[int]] = {}
    for number, one in enumerate(found):
        at.setdefault(place(one, pack), []).append(number)
    of: list[set[str]] = [set() for _ in found]
    for claim in pack.claims:
        told = set(skeletons(folded_words(claim.text)))
        for where in claim.positions.keys() & at.keys():
            meant = claim.spans.get(where)
            shares = [
                (
                    _common(meant, found[n].span)
                    if meant
                    else round(mass(told & set(found[n].forms)), DIGITS),
                    -n,
                )
                for n in at[where]
            ]
            of[-max(shares)[1]].add(claim.id)
    return of


def _common(one: TextSpan, other: TextSpan) -> float:
    """Share of the characters of two spans that both have."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


def pairs(pack: Pack) -> tuple[np.ndarray, np.ndarray]:
    """Features and targets of the pairs of a pack.

    Gold names what matters and no more: two copies of a sentence that it does not name are no pair that differs.
    """
    found = propositions(pack)
    of = memberships(found, pack)
    couples = [
        (i, j)
        for i, j in combinations(range(len(found)), 2)
        if of[i] & of[j] or not (one_wording(found[i], found[j]) and found[i].article != found[j].article)
    ]
    return compared(found, couples), np.array([float(bool(of[i] & of[j])) for i, j in couples])


def compared(
    found: Sequence[Proposition],
    couples: Sequence[tuple[int, int]],
    of: Callable[[Proposition, Proposition], Sequence[float] | np.ndarray] = features,
    size: int = len(NAMES),
) -> np.ndarray:
    """Features of pairs, (pairs, features).

    Args:
        found: Propositions.
        couples: Pairs of their indexes.
        of: Gives the features of a pair.
        size: How many features that are.
    """
    return np.array([of(found[i], found[j]) for i, j in couples]).reshape(-1, size)


def opposed(pack: Pack) -> tuple[np.ndarray, np.ndarray]:
    """Features and targets of the pairs of one claim: 1.0 where one denies it and the other does not."""
    found = propositions(pack)
    couples, targets = [], []
    for pair, every in stands(found, pack).items():
        for both in every:
            if "questions" not in both:
                couples.append(pair)
                targets.append(float(against(both)))
    return compared(found, couples, sides.features, len(sides.NAMES)), np.array(targets)


def contradicting(pack: Pack) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, targets and weights of the pairs that could make a contest: 1.0 where they stand on opposite sides of
    one claim. Of the others one in ``SPARED`` is kept, and counts that often.
    """
    found = propositions(pack)
    at = [place(one, pack) for one in found]
    facing = [
        (i, j)
        for i, j in combinations(range(len(found)), 2)
        if can_face(found[i], found[j]) and frozenset((at[i], at[j])) not in pack.unsure
    ]
    opponents = {pair for pair, every in stands(found, pack).items() if any(map(against, every))}
    yes = [pair for pair in facing if pair in opponents]
    no = [pair for pair in facing if pair not in opponents][::SPARED]
    x = compared(found, [*yes, *no], described, len(contradictions.NAMES))
    y = np.array([1.0] * len(yes) + [0.0] * len(no))
    return x, y, np.where(y, 1.0, float(SPARED))


def disputed(pack: Pack, models: Models) -> tuple[np.ndarray, np.ndarray]:
    """Features of the groups that are found in a pack by given weights, and targets: 1.0 for those that share at least
    a third of their places with a contested claim.
    """
    groups, weigh = groups_of(pack.articles, models)
    facing = [group for group in groups if group.every]
    common = overlaps(pack, [group.members for group in facing])
    x = [disputes.described(*group, weigh) for group in facing]
    return np.array(x).reshape(-1, len(disputes.NAMES)), np.array([float(one >= LEAST) for one in common])


def overlaps(pack: Pack, groups: Iterable[Sequence[Proposition]]) -> list[float]:
    """Of each group which share of its places it has in common with a contested claim (Jaccard), the best."""
    gold = [claim.positions.keys() for claim in pack.claims if claim.contested]
    found = []
    for group in groups:
        at = {place(one, pack) for one in group}
        found.append(max((shared(at, claim) for claim in gold), default=0.0))
    return found


def rightly(pack: Pack, members: Sequence[Proposition], sides: Sequence[int]) -> float | None:
    """Share of a group's reports that are on the side on which the contested claim has them that it is most of; None
    where it is of none.

    Args:
        pack: The event.
        members: Propositions about one thing.
        sides: 1 or -1 for each.
    """
    at = [place(one, pack) for one in members]
    contested = [claim.positions for claim in pack.claims if claim.contested]
    claim = max(contested, key=lambda claim: shared(set(at), claim.keys()), default={})
    if not claim or shared(set(at), claim.keys()) < LEAST:
        return None
    right = [
        (claim[where] == "denies") == (side < 0)
        for where, side in zip(at, sides, strict=True)
        if where in claim
    ]
    return sum(right) / len(right)


def stands(found: Sequence[Proposition], pack: Pack) -> dict[tuple[int, int], list[frozenset[str]]]:
    """Of each pair of one claim the positions that both take, once for each claim that they share."""
    of, at = memberships(found, pack), [place(one, pack) for one in found]
    positions = {claim.id: claim.positions for claim in pack.claims}
    return {
        (i, j): [frozenset((positions[c][at[i]], positions[c][at[j]])) for c in sorted(of[i] & of[j])]
        for i, j in combinations(range(len(found)), 2)
        if of[i] & of[j]
    }


def against(both: frozenset[str]) -> bool:
    """Whether of two positions on one claim one denies it and the other neither denies it nor asks."""
    return "denies" in both and len(both) > 1 and "questions" not in both


def strangers(
    groups: Sequence[Sequence[Proposition]],
    most: int = STRANGERS,
    of: Callable[[Proposition, Proposition], Sequence[float] | np.ndarray] = features,
    size: int = len(NAMES),
) -> tuple[np.ndarray, np.ndarray]:
    """Features of pairs that cannot be of one claim: candidates from articles on different events.

    Args:
        groups: The propositions of each event.
        most: Pairs at most, evenly drawn from the candidates in their order.
        of: Gives the features of a pair.
        size: How many features that are.

    Returns:
        Features, pairs × features, and which two of the groups each pair is of, pairs × 2.
    """
    found = [one for group in groups for one in group]
    event = [number for number, group in enumerate(groups) for _ in group]
    couples = [pair for pair in candidates(found) if event[pair[0]] != event[pair[1]]]
    drawn = couples[:: max(1, len(couples) // most)]
    read = accompanied(found, drawn)
    events = np.array([(event[i], event[j]) for i, j in drawn], int).reshape(-1, 2)
    return compared(read, drawn, of, size), events
