"""How likely two propositions are about one thing: trained weights that make one probability of a pair.

Weights and their origin: ``weights.json`` beside this file, written by ``attribution.ledger.fitting.pairs``.
"""

from __future__ import annotations

import numpy as np

from attribution.ledger.features import NAMES, features
from attribution.ledger.fitted import logistic, shipped
from attribution.ledger.propositions import Proposition


def probability(a: Proposition, b: Proposition, given: np.ndarray | None = None) -> float:
    """How likely the two say (or deny) one thing.

    Args:
        a: One proposition.
        b: Another.
        given: Weights in the order of ``NAMES``; those that ship unless given.
    """
    return logistic(features(a, b), weights() if given is None else given)


def weights() -> np.ndarray:
    """The shipped weights, in the order of ``NAMES``."""
    return shipped("weights", NAMES)
