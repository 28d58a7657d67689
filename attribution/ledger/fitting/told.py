"""What gold says of all pairs of an event and of groups, which trees are fitted on
(``attribution.ledger.fitting.forest``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from attribution.ledger.claims import met
from attribution.ledger.contests import can_face
from attribution.ledger.features import one_wording
from attribution.ledger.fitting.claims_gold import Pack, names, shared
from attribution.ledger.fitting.labelled import memberships, place
from attribution.ledger.propositions import Proposition


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
