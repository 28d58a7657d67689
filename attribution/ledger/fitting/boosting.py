"""Fitting the trees that the ledger decides by (``attribution.ledger.trees``): gradient boosting as scikit-learn has it
(Ke et al., 2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribution.ledger.trees import Trees

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier


class Shape(NamedTuple):
    """How many trees, how large, how careful: those for pairs unless said otherwise."""

    trees: int = 200
    leaves: int = 15
    least: int = 60
    rate: float = 0.06
    share: float = 0.4
    penalty: float = 5.0


PAIRS = Shape()


def classifier(shape: Shape) -> HistGradientBoostingClassifier:
    """What the library fits, always from the same first number."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        learning_rate=shape.rate,
        max_iter=shape.trees,
        max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.least,
        max_features=shape.share,
        l2_regularization=shape.penalty,
        early_stopping=False,
        random_state=0,
    )


def boosted(x: np.ndarray, y: np.ndarray, counts: np.ndarray | None = None, shape: Shape = PAIRS) -> Trees:
    """Trees that tell 1.0 from 0.0.

    Args:
        x: Features, (rows, features).
        y: 1.0 or 0.0 of each row; what is between counts as so much of the one and the rest of the other.
        counts: What each row counts; 1 unless given.
        shape: Of the trees.
    """
    each = np.ones(len(y)) if counts is None else counts
    right, wrong = y * each, (1.0 - y) * each
    either = np.flatnonzero(right), np.flatnonzero(wrong)
    fitted = classifier(shape).fit(
        np.concatenate([np.asarray(x, np.float32)[rows] for rows in either]),
        np.repeat([1.0, 0.0], [len(rows) for rows in either]),
        sample_weight=np.concatenate([right[either[0]], wrong[either[1]]]),
    )
    grown = [tree.nodes for (tree,) in fitted._predictors]
    nodes = max(len(one) for one in grown)

    def filled(field: str, kind: type) -> np.ndarray:
        whole: np.ndarray = np.zeros((len(grown), nodes), kind)
        for row, one in zip(whole, grown, strict=True):
            row[: len(one)] = one[field]
        return whole

    leaf = filled("is_leaf", bool)
    feature = np.where(leaf, -1, filled("feature_idx", np.int16)).astype(np.int16)
    value = np.where(leaf, filled("value", np.float32), np.float32(0))
    most = filled("num_threshold", np.float32)
    start = float(np.ravel(fitted._baseline_prediction)[0])
    return Trees(feature, most, filled("left", np.int16), filled("right", np.int16), value, start)
