"""Which groups of reports are contested: trained weights over a group as a whole.

One pair that seems to contradict each other is often a mistake about that pair; what all of them say together is less
often one. Weights and their origin: ``weights.json`` beside this file, written by
``attribution.ledger.fitting.pairs``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from attribution.ledger.contests import Facing
from attribution.ledger.fitted import logistic, shipped
from attribution.ledger.network import log_odds
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Weigh, evidence
from attribution.ledger.together import verdict

CONTESTED = 0.3
"""Probability from which a group is a contested claim."""
NAMES = (
    "bias",
    "opposed: any two",
    "opposed: second of those who face each other",
    "contradiction: any two",
    "other numbers",
    "denial",
    "share of those who deny",
    "length",
)
USUAL = 20.0
"""Words of a report."""

Disputes = Callable[[Sequence[Proposition], Sequence[int], Sequence[Facing]], float]


def described(
    group: Sequence[Proposition], sides: Sequence[int], every: Sequence[Facing], weigh: Weigh = evidence
) -> np.ndarray:
    """Features of a group in the order of ``NAMES``.

    Args:
        group: Two propositions about one thing or more.
        sides: 1 or -1 for each.
        every: Those that face each other.
        weigh: On what ground two of them stand against each other.
    """
    between = sorted((verdict(group[one.yes], group[one.no]).opposed for one in every), reverse=True)
    kinds = {weigh(group[one.yes], group[one.no]).kind for one in every}
    none = math.prod(1.0 - one.chance for one in every)
    return np.array(
        [
            1.0,
            max(verdict(a, b).opposed for a, b in combinations(group, 2)),
            between[1] if len(between) > 1 else 0.0,
            log_odds(1.0 - none),
            float("numbers" in kinds),
            float("denial" in kinds),
            sum(side < 0 for side in sides) / len(sides),
            sum(len(one.forms) for one in group) / len(group) / USUAL,
        ]
    )


def likely_contested(
    group: Sequence[Proposition],
    sides: Sequence[int],
    every: Sequence[Facing],
    weigh: Weigh = evidence,
    given: np.ndarray | None = None,
) -> float:
    """Probability that a group is a contested claim; 0 where nobody faces anybody.

    Args:
        group: Propositions about one thing.
        sides: 1 or -1 for each.
        every: Those that face each other.
        weigh: On what ground two of them stand against each other.
        given: Weights in the order of ``NAMES``; those that ship unless given.
    """
    if not every:
        return 0.0
    return logistic(described(group, sides, every, weigh), weights() if given is None else given)


def weights() -> np.ndarray:
    """The shipped weights, in the order of ``NAMES``."""
    return shipped("disputes", NAMES)
