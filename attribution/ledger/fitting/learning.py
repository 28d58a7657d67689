"""Learning to tell pairs and groups: trees that the ledger decides by (``attribution.ledger.trees``), by gradient
boosting as scikit-learn has it (Ke et al., 2017), and logistic regression, by Newton's method.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from attribution.ledger.trees import Trees

PENALTY = 10.0
SETTLED = 1e-6
"""A step of Newton's method that ends it."""


class Shape(NamedTuple):
    """How many trees, how large, how careful: those for pairs unless said otherwise."""

    trees: int = 200
    leaves: int = 15
    least: int = 60
    rate: float = 0.06
    share: float = 0.4
    penalty: float = 5.0


PAIRS = Shape()


def boosted(x: np.ndarray, y: np.ndarray, counts: np.ndarray | None = None, shape: Shape = PAIRS) -> Trees:
    """Trees that tell 1.0 from 0.0.

    Args:
        x: Features, (rows, features).
        y: 1.0 or 0.0 of each row; what is between counts as so much of the one and the rest of the other.
        counts: What each row counts; 1 unless given.
        shape: Of the trees.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    right = y * (np.ones(len(y)) if counts is None else counts)
    wrong = (1.0 - y) * (np.ones(len(y)) if counts is None else counts)
    either = np.flatnonzero(right), np.flatnonzero(wrong)
    fitted = HistGradientBoostingClassifier(
        learning_rate=shape.rate,
        max_iter=shape.trees,
        max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.least,
        max_features=shape.share,
        l2_regularization=shape.penalty,
        early_stopping=False,
        random_state=0,
    ).fit(
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


def fit(
    x: np.ndarray,
    y: np.ndarray,
    penalty: float = PENALTY,
    counts: np.ndarray | float = 1.0,
    steps: int = 25,
    start: np.ndarray | None = None,
) -> np.ndarray:
    """Weights of a logistic regression.

    Args:
        x: Features, pairs × features; the first column is 1.
        y: 1.0 where the pair is of one claim, else 0.0.
        penalty: L2 penalty on all weights but the first.
        counts: What each pair counts.
        steps: Newton steps at most.
        start: Weights to begin with.

    Returns:
        One weight a feature.
    """
    weights = np.zeros(x.shape[1]) if start is None else start
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (p - y)) + ridge * weights
        hessian = (x.T * (counts * p * (1.0 - p) + 1e-9)) @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step
        if float(abs(step).max()) < SETTLED:
            break
    return weights


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Area under precision and recall."""
    ranked = y[np.argsort(-score)]
    return float((ranked * np.cumsum(ranked) / np.arange(1, len(ranked) + 1)).sum() / ranked.sum())
