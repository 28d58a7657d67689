"""How likely two propositions take opposite sides of one claim: trained weights over what is known of the pair.

Fitted on the packs and on real news, where most of those who speak of one thing do not contradict each other; weights
and their origin: ``weights.json`` beside this file, written by ``attribution.ledger.fitting.pairs``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from attribution.ledger import features, sides
from attribution.ledger.fitted import logistic, shipped
from attribution.ledger.propositions import Proposition

NAMES = (*features.NAMES, *(f"side: {name}" for name in sides.NAMES[1:]))

Contradicts = Callable[[Proposition, Proposition], float]


def described(a: Proposition, b: Proposition) -> np.ndarray:
    """Features of a pair in the order of ``NAMES``; the same for (b, a)."""
    return np.concatenate([features.features(a, b), sides.features(a, b)[1:]])


def contradiction(a: Proposition, b: Proposition, given: np.ndarray | None = None) -> float:
    """Probability that one says what the other denies, or says otherwise.

    Args:
        a: One proposition.
        b: Another.
        given: Weights in the order of ``NAMES``; those that ship unless given.
    """
    return logistic(described(a, b), weights() if given is None else given)


def weights() -> np.ndarray:
    """The shipped weights, in the order of ``NAMES``."""
    return shipped("contests", NAMES)
