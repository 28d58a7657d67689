"""Figures of counted articles with bootstrap intervals: articles are drawn again, as their attributions hang
together.

The method is the percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter
13), the article being the unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.pipeline.measure import FIGURES

DRAWS = 1000
LEVEL = 0.95
FEWEST = 10
"""Articles below which an interval would say more about the articles than about the pipeline; none is given then."""

RIGHT = FIGURES
GOLD = ("gold", "content_gold", "speaker_gold", "name_gold", "outlet_gold")
PREDICTED = ("predicted", "content_predicted", "speaker_predicted", "name_predicted", "outlet_predicted")

Floats = NDArray[np.float64]


class Sides(NamedTuple):
    """What one article adds: its gold attributions and its predicted ones, each with what was right."""

    gold: Counter[str]
    predicted: Counter[str]


class Interval(NamedTuple):
    """The middle 95 % of what articles drawn again give; ends are between 0 and 1."""

    low: float
    high: float


def figures(articles: Sequence[Sides]) -> dict[str, dict[str, float | None]]:
    """Precision ``p``, recall ``r``, F1 ``f`` of each figure, ``gold`` and ``predicted``.

    Precision is of predicted attributions, recall of gold ones; over all attributions of an article this is
    ``measure.figures``, over a part of them what is right need not lie in the same part on the other side.
    ``type`` and ``stance`` are accuracies over matched gold attributions, under ``f``; there ``gold`` and
    ``predicted`` are the matched ones. None where there is nothing to be right or wrong about.
    """
    gold, predicted = (rows.sum(axis=0)[None] for rows in _rows(articles))
    found: dict[str, dict[str, float | None]] = {}
    for figure in FIGURES:
        p, r, f = (None if np.isnan(value[0]) else float(value[0]) for value in _prf(figure, gold, predicted))
        counts = float(gold[0, _gold(figure)]), float(predicted[0, _predicted(figure)])
        found[figure] = {"p": p, "r": r, "f": f, "gold": counts[0], "predicted": counts[1]}
    return found


def intervals(articles: Sequence[Sides], draws: int = DRAWS, seed: int = 0) -> dict[str, Interval]:
    """The interval of each figure's F1 or accuracy; left out where fewer than ``FEWEST`` articles bear on it.

    Args:
        articles: One entry an article, also where it adds nothing.
        draws: How often as many articles are drawn again, with replacement.
        seed: Where chance starts.
    """
    if not articles:
        return {}
    gold, predicted = _rows(articles)
    size = len(articles)
    times = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), draws).astype(float)
    drawn = times @ gold, times @ predicted
    ends = 50 * (1 - LEVEL), 50 * (1 + LEVEL)
    found = {}
    for figure in FIGURES:
        if np.count_nonzero(gold[:, _gold(figure)] + predicted[:, _predicted(figure)]) < FEWEST:
            continue
        values = _prf(figure, *drawn)[2]
        values = values[~np.isnan(values)]
        if len(values):
            found[figure] = Interval(*(float(end) for end in np.percentile(values, ends)))
    return found


def _rows(articles: Sequence[Sides]) -> tuple[Floats, Floats]:
    """Both sides as numbers, shapes (articles, columns)."""
    gold = [[a.gold[key] for key in (*RIGHT, *GOLD)] for a in articles]
    predicted = [[a.predicted[key] for key in (*RIGHT, *PREDICTED)] for a in articles]
    return np.array(gold, dtype=float), np.array(predicted, dtype=float)


def _gold(figure: str) -> int:
    """The column of what a figure's recall is out of; for an accuracy, the matched cues."""
    if figure in ("type", "stance"):
        return RIGHT.index("cue")
    key = f"{figure}_gold"
    return len(RIGHT) + (GOLD.index(key) if key in GOLD else 0)


def _predicted(figure: str) -> int:
    if figure in ("type", "stance"):
        return RIGHT.index("cue")
    key = f"{figure}_predicted"
    return len(RIGHT) + (PREDICTED.index(key) if key in PREDICTED else 0)


def _prf(figure: str, gold: Floats, predicted: Floats) -> tuple[Floats, Floats, Floats]:
    """Precision, recall and F1 of each row; NaN where there is nothing to be right or wrong about."""
    column = RIGHT.index(figure)
    out_of = gold[:, _gold(figure)], predicted[:, _predicted(figure)]
    with np.errstate(invalid="ignore", divide="ignore"):
        r = gold[:, column] / out_of[0]
        if figure in ("type", "stance"):
            return r, r, r
        p = predicted[:, column] / out_of[1]
        nothing = (out_of[0] == 0) & (out_of[1] == 0)
        p = np.where(out_of[1] == 0, np.where(nothing, np.nan, 0.0), p)
        r = np.where(out_of[0] == 0, np.where(nothing, np.nan, 0.0), r)
        f = np.where(p + r > 0, 2 * p * r / (p + r), np.where(nothing, np.nan, 0.0))
    return p, r, f
