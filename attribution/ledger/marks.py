"""Marks of a wording that its states do not show: how rare its words are, what is negated, numbers, opposites."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from attribution.ledger.grammar import told
from attribution.ledger.stems import skeleton, stem
from attribution.ledger.wording import Wording
from attribution.ledger.wordlists import antonyms, negating, weight

LONGEST = 40
"""Words of a wording that are looked at."""
FIRST = 3
"""How many words are the first ones."""
SIZE = 19


@lru_cache(maxsize=20_000)
def marks(one: Wording) -> NDArray[np.float32]:
    """The marks of a wording, ``SIZE`` numbers.

    Of its words the mean, the most, and the most of the first three: weight, negation, denied, number, the cue
    denies, side of a pair of opposites; and the least of the last.
    """
    folded, under = told(one.content)
    rows = [_marks(one, word, under) for word in folded[:LONGEST]]
    every = np.array(rows or [[0.0] * 6], dtype="f")
    return np.concatenate(
        [every.mean(axis=0), every.max(axis=0), every[:FIRST].max(axis=0), every[:, 5:].min(axis=0)]
    )


def _marks(one: Wording, folded: str, under: frozenset[str]) -> list[float]:
    base = stem(folded)
    opposite = antonyms().get(base)
    return [
        weight(base, "stem") / 6.0,
        float(base in negating()),
        float(skeleton(folded) in under),
        float(folded[:1].isdigit()),
        float(one.stance == "deny"),
        0.0 if opposite is None else 1.0 - 2.0 * opposite[1],
    ]
