"""How likely two propositions are about one thing: trained weights that make one probability of a pair.

Weights and their origin: ``weights.json`` beside this file, written by ``attribution.ledger.fitting.pairs``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from attribution.ledger.features import NAMES, features
from attribution.ledger.propositions import Proposition

WEIGHTS = Path(__file__).with_name("weights.json")


def probability(a: Proposition, b: Proposition) -> float:
    """How likely the two say (or deny) one thing, by the shipped weights."""
    return float(1.0 / (1.0 + np.exp(-features(a, b) @ weights())))


@lru_cache(maxsize=1)
def weights() -> np.ndarray:
    """The shipped weights, in the order of ``NAMES``."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return np.array([stored[name] for name in NAMES])
