"""Fitting the confidence component, and how far its probabilities are from what turns out right.

Each map is a logistic regression on log-odds (Platt scaling, 1999, with more than one input), fitted by
Newton's method with a small penalty on the weights. The distance is the expected calibration error (Naeini,
Cooper and Hauskrecht, 2015): over bins of attributions, how far their mean confidence is from the share that
is right, weighted by how many lie in the bin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.errors import AttributionError
from attribution.pipeline.confidence import BIAS, INPUTS, WHOLE, Weights, calibrated, log_odds
from attribution.training.outcomes import Judged

RIGHT = {
    "cue": "cue",
    "speaker": "speaker_agrees",
    "content": "content_agrees",
    "outlet": "outlet_agrees",
    WHOLE: "full80",
}
"""For each confidence the count of an outcome that says whether it was right."""

BINS = 10
PENALTY = 1.0
FEWEST = 50
"""Attributions below which nothing is fitted."""

Floats = NDArray[np.float64]


class Row(NamedTuple):
    """One predicted attribution: its article's number, raw probabilities, and which parts are right."""

    article: int
    raw: dict[str, float]
    right: dict[str, bool]


class Error(NamedTuple):
    """Expected calibration errors, with ten bins of equally many attributions and with ten of equal width."""

    mass: float
    width: float


def rows(articles: Iterable[Judged]) -> list[Row]:
    """The predicted attributions of judged articles; what was matched with nothing has no part right."""
    return [
        Row(
            number,
            dict(outcome.attribution.confidence or {}),
            {part: bool(outcome.counts[count]) for part, count in RIGHT.items()},
        )
        for number, judged in enumerate(articles)
        for outcome in judged.predicted
    ]


def fit(rows: Sequence[Row]) -> Weights:
    """The weights of ``pipeline.confidence`` that make the rows likeliest, rounded to four places.

    Raises:
        AttributionError: A521 for fewer than ``FEWEST`` rows.
    """
    if len(rows) < FEWEST:
        raise AttributionError("A521", count=len(rows))
    weights = {}
    for part, inputs in INPUTS.items():
        x = np.array([[log_odds(row.raw.get(name, 0.0)) for name in inputs] + [1.0] for row in rows])
        y = np.array([row.right[part] for row in rows], dtype=float)
        weights[part] = dict(zip((*inputs, BIAS), _logistic(x, y), strict=True))
    return weights


def cross_validated(rows: Sequence[Row], folds: int = 10, seed: int = 0) -> list[dict[str, float]]:
    """The confidences of each row from weights fitted on the other folds; all rows of an article are in one.

    Args:
        rows: From ``rows``.
        folds: Parts that the articles are dealt out to.
        seed: Where chance starts.
    """
    articles = sorted({row.article for row in rows})
    np.random.default_rng(seed).shuffle(articles)
    fold = {article: number % folds for number, article in enumerate(articles)}
    fitted = [fit([row for row in rows if fold[row.article] != number]) for number in range(folds)]
    return [calibrated(row.raw, fitted[fold[row.article]]) for row in rows]


def errors(confidence: Sequence[float], right: Sequence[bool]) -> Error:
    """How far confidences are from what was right.

    Args:
        confidence: Probabilities, at least one.
        right: Whether each was right.
    """
    p, y = np.array(confidence, dtype=float), np.array(right, dtype=float)
    by_mass = np.array_split(np.argsort(p, kind="stable"), BINS)
    number = np.minimum((p * BINS).astype(int), BINS - 1)
    by_width = [np.flatnonzero(number == bin) for bin in range(BINS)]
    return Error(*(_distance(p, y, bins) for bins in (by_mass, by_width)))


def chance(confidence: Sequence[float], draws: int = 200, seed: int = 0) -> Error:
    """The errors that confidences would show on average if they were perfectly calibrated: what chance alone
    makes of so few."""
    p, rng = np.array(confidence, dtype=float), np.random.default_rng(seed)
    shown = [errors(confidence, rng.random(len(p)) < p) for _ in range(draws)]
    return Error(*(float(np.mean(kind)) for kind in zip(*shown, strict=True)))


def _distance(p: Floats, y: Floats, bins: Iterable[NDArray[np.int64]]) -> float:
    return float(sum(abs((p[bin] - y[bin]).sum()) for bin in bins) / len(p))


def _logistic(x: Floats, y: Floats, steps: int = 50) -> list[float]:
    """Weights of the columns of ``x``, shape (rows, inputs + 1); the last, the bias, is not penalised."""
    penalty = np.diag([PENALTY] * (x.shape[1] - 1) + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty @ weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return [round(float(weight), 4) for weight in weights]
