"""What is known of two propositions by themselves: what they share, what sets them apart, what speaks for their being
opposed.
"""

from __future__ import annotations

import numpy as np

from attribution.ledger import features, sides
from attribution.ledger.propositions import Proposition

NAMES = (*features.NAMES, *(f"side: {name}" for name in sides.NAMES[1:]))


def described(a: Proposition, b: Proposition) -> np.ndarray:
    """Features of a pair in the order of ``NAMES``; the same for (b, a)."""
    return np.concatenate([features.features(a, b), sides.features(a, b)[1:]])
