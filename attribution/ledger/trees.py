"""Boosted trees: what makes a probability of features, read without the library that fitted them.

Those that ship, and what they were fitted on: ``trees.npz`` beside this file, written by
``attribution.ledger.fitting.contests``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TREES = Path(__file__).with_name("trees.npz")
AT_ONCE = 2_000
"""Rows that are looked at at once."""


@dataclass(frozen=True)
class Trees:
    """Trees of one kind; arrays are (trees, nodes), the first node is the root.

    Attributes:
        feature: Which feature a node asks for; -1 for a leaf.
        most: What it is at most on the left.
        left: Node to go on with.
        right: The other one.
        value: Of a leaf, what it adds to the log odds.
        start: Log odds before all trees.
    """

    feature: NDArray[np.int16]
    most: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    start: float

    def __call__(self, found: Any) -> NDArray[np.float64]:
        """Probabilities, (rows,), of features, (rows, features)."""
        rows = np.asarray(found, np.float32)
        odds = [self._odds(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
        found_odds = np.concatenate([np.zeros(0), *odds])
        return 1.0 / (1.0 + np.exp(-found_odds))

    def _odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        tree, row = np.arange(len(self.feature))[None, :], np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(self.feature)), np.int16)
        while True:
            asked = self.feature[tree, node]
            if (asked < 0).all():
                return self.start + self.value[tree, node].sum(axis=1, dtype=np.float64)
            below = rows[row, asked] <= self.most[tree, node]
            further = np.where(below, self.left[tree, node], self.right[tree, node])
            node = np.where(asked < 0, node, further)


@cache
def shipped(kind: str, names: Sequence[str]) -> Trees:
    """The trees of one kind that ship.

    Args:
        kind: Which.
        names: Names of the features that they are given, a tuple.

    Raises:
        ValueError: They were fitted on other features.
    """
    with np.load(TREES, allow_pickle=False) as stored:
        if tuple(stored[f"{kind}.names"]) != names:
            raise ValueError(f"{TREES.name}: trees of «{kind}» were fitted on other features; fit them anew")
        return Trees(**{one.name: stored[f"{kind}.{one.name}"] for one in fields(Trees)})


def store(kinds: Mapping[str, tuple[Sequence[str], Trees]], path: Path = TREES) -> None:
    """Write the trees that ship, each kind with the names of its features."""
    stored: dict[str, NDArray[Any]] = {}
    for kind, (names, trees) in kinds.items():
        stored[f"{kind}.names"] = np.array(names)
        stored |= {f"{kind}.{one.name}": np.asarray(getattr(trees, one.name)) for one in fields(trees)}
    np.savez_compressed(path, **stored)  # type: ignore[arg-type]
    shipped.cache_clear()
