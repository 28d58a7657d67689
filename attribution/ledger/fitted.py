"""Fitted weights: where those that ship are kept, and what they make of features.

Written by ``attribution.ledger.fitting.pairs``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def shipped(kind: str, names: Sequence[str]) -> np.ndarray:
    """The weights of one kind that ship, in the order of ``names`` (a tuple)."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))[kind]
    return np.array([stored[name] for name in names])


def logistic(found: np.ndarray, weights: np.ndarray) -> float:
    """The probability that weights give to features."""
    return float(1.0 / (1.0 + np.exp(-found @ weights)))
