"""What gold says of the pairs of a pack: which are of one claim, and which of those stand against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from attribution.ledger.blocking import candidates
from attribution.ledger.contests import can_face
from attribution.ledger.features import one_wording
from attribution.ledger.fitting.claims_gold import Pack, Place, names, place_of, shared
from attribution.ledger.grammar import folded_words, mass, skeletons
from attribution.ledger.grouping import met
from attribution.ledger.pairs import NAMES, described
from attribution.ledger.propositions import Proposition
from attribution.ledger.together import accompanied
from attribution.records import TextSpan

STRANGERS = 1_500
"""Pairs of different events among those that the model is fitted on."""
DIGITS = 6
"""Digits of a sum that count: over a set it differs in the last ones from run to run."""


def place(proposition: Proposition, pack: Pack) -> Place:
    """The place that gold gives a proposition."""
    article = next(a for a in pack.articles if a.sha256 == proposition.article)
    return place_of(article, proposition.index, proposition.span)


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


class Labelled(NamedTuple):
    """An event with what gold says of the pairs of its propositions.

    Attributes:
        pack: The event.
        found: Its propositions.
        begun: The pairs that are looked at to begin with.
        pairs: All pairs, the lower index first.
        about: Of each 1.0 where a claim has both, else 0.0.
        differs: Whether gold can tell: it names what matters and no more, so two copies of a sentence that it does not
            name are no pair that differs.
        against: Of each 1.0 where they stand on opposite sides of one claim, else 0.0.
        could: Whether they could make a contest.
        opposed: Pairs of one claim, by their places among ``pairs``, and 1.0 where one denies it and the other does
            not; once for each claim that has both and of which neither asks.
    """

    pack: Pack
    found: list[Proposition]
    begun: list[tuple[int, int]]
    pairs: list[tuple[int, int]]
    about: np.ndarray
    differs: np.ndarray
    against: np.ndarray
    could: np.ndarray
    opposed: list[tuple[int, float]]


def labelled(pack: Pack) -> Labelled:
    """Read an event, speakers being their folded names."""
    found, begun = met(
        pack.articles, {key: name for one in pack.articles for key, name in names(one).items()}
    )
    of, at = memberships(found, pack), [place(one, pack) for one in found]
    pairs = list(combinations(range(len(found)), 2))
    positions = {claim.id: claim.positions for claim in pack.claims}
    stands = [
        [frozenset((positions[c][at[i]], positions[c][at[j]])) for c in sorted(of[i] & of[j])]
        for i, j in pairs
    ]
    return Labelled(
        pack,
        found,
        begun,
        pairs,
        np.array([float(bool(both)) for both in stands]),
        np.array(
            [
                bool(both) or not _copied(found[i], found[j])
                for (i, j), both in zip(pairs, stands, strict=True)
            ]
        ),
        np.array([float(any(map(_against, both))) for both in stands]),
        np.array(
            [can_face(found[i], found[j]) and frozenset((at[i], at[j])) not in pack.unsure for i, j in pairs]
        ),
        [
            (n, float(_against(one)))
            for n, both in enumerate(stands)
            for one in both
            if "questions" not in one
        ],
    )


def overlaps(pack: Pack, groups: Iterable[Sequence[Proposition]]) -> list[float]:
    """Of each group which share of its places it has in common with a contested claim (Jaccard), the best."""
    gold = [claim.positions.keys() for claim in pack.claims if claim.contested]
    found = []
    for group in groups:
        at = {place(one, pack) for one in group}
        found.append(max((shared(at, claim) for claim in gold), default=0.0))
    return found


def _copied(a: Proposition, b: Proposition) -> bool:
    return one_wording(a, b) and a.article != b.article


def _against(both: frozenset[str]) -> bool:
    return "denies" in both and len(both) > 1 and "questions" not in both


def strangers(
    groups: Sequence[Sequence[Proposition]], most: int = STRANGERS
) -> tuple[np.ndarray, np.ndarray]:
    """Features of pairs that cannot be of one claim: candidates from articles on different events.

    Args:
        groups: The propositions of each event.
        most: Pairs at most, evenly drawn from the candidates in their order.

    Returns:
        Features, pairs × features, and which two of the groups each pair is of, pairs × 2.
    """
    found = [one for group in groups for one in group]
    event = [number for number, group in enumerate(groups) for _ in group]
    couples = [pair for pair in candidates(found) if event[pair[0]] != event[pair[1]]]
    drawn = couples[:: max(1, len(couples) // most)]
    read = accompanied(found, drawn)
    rows = [described(read[i], read[j]) for i, j in drawn]
    return np.array(rows, np.float32).reshape(-1, len(NAMES)), np.array(
        [(event[i], event[j]) for i, j in drawn]
    )
