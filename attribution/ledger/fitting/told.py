"""What gold says of all pairs of an event, which trees and the network over pairs are fitted on
(``attribution.ledger.fitting.forest``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from attribution.ledger.claims import met
from attribution.ledger.contests import can_face
from attribution.ledger.features import one_wording
from attribution.ledger.fitting.claims_gold import Pack, names
from attribution.ledger.fitting.labelled import against, memberships, place, stands
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
        contested: Of each 1.0 where a contested claim has both, else 0.0.
        opposed: Pairs of one claim, by their places among ``pairs``, and 1.0 where one denies it and the other does
            not; once for each claim that has both and of which neither asks.
        denies: Of each proposition of a contested claim 1.0 where it denies it, 0.0 where it does not; NaN for the
            others, for those who ask, and for those who do both.
    """

    pack: Pack
    found: list[Proposition]
    begun: list[tuple[int, int]]
    pairs: list[tuple[int, int]]
    about: np.ndarray
    differs: np.ndarray
    against: np.ndarray
    could: np.ndarray
    contested: np.ndarray
    opposed: list[tuple[int, float]]
    denies: np.ndarray

    def matrix(self, of: np.ndarray) -> np.ndarray:
        """What is known of each pair as (propositions, propositions), the same from either side."""
        whole = np.zeros((len(self.found), len(self.found)), np.float32)
        for (one, other), value in zip(self.pairs, of, strict=True):
            whole[one, other] = whole[other, one] = value
        return whole


def labelled(pack: Pack) -> Labelled:
    """Read an event, speakers being their folded names."""
    found, begun = met(pack.articles, names(*pack.articles))
    at = [place(one, pack) for one in found]
    pairs = list(combinations(range(len(found)), 2))
    known = stands(found, pack)
    every = [known.get(pair, []) for pair in pairs]
    of = memberships(found, pack)
    contested = {claim.id: claim.positions for claim in pack.claims if claim.contested}
    return Labelled(
        pack,
        found,
        begun,
        pairs,
        np.array([float(bool(both)) for both in every]),
        np.array(
            [bool(both) or not _copied(found[i], found[j]) for (i, j), both in zip(pairs, every, strict=True)]
        ),
        np.array([float(any(map(against, both))) for both in every]),
        np.array(
            [can_face(found[i], found[j]) and frozenset((at[i], at[j])) not in pack.unsure for i, j in pairs]
        ),
        np.array([float(bool(of[i] & of[j] & contested.keys())) for i, j in pairs]),
        [(n, float(against(one))) for n, both in enumerate(every) for one in both if "questions" not in one],
        np.array(
            [
                _denies([contested[claim][at[n]] for claim in claims & contested.keys()])
                for n, claims in enumerate(of)
            ],
            np.float32,
        ),
    )


def _denies(positions: Sequence[str]) -> float:
    sides = {position == "denies" for position in positions}
    return float("nan") if len(sides) != 1 or "questions" in positions else float(sides.pop())


def _copied(a: Proposition, b: Proposition) -> bool:
    return one_wording(a, b) and a.article != b.article
