"""What a pipeline gets right when it may keep back what it is unsure of: the accuracy–coverage curve.

Predicted attributions are put in the order of their confidence; at coverage .8 the most confident 80 % are
kept, and accuracy is the share of those that are right. (El-Yaniv and Wiener, On the foundations of
noise-free selective classification, 2010, call it the risk–coverage curve.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from attribution.errors import AttributionError
from attribution.pipeline.measure import prf
from attribution.training.outcomes import Judged

COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
WHOLE = "attribution"


class Point(NamedTuple):
    """One point of the curve.

    Attributes:
        coverage: The share of predicted attributions that is kept.
        kept: Their number.
        threshold: The least confidence among them: what ``--min-confidence`` would have to be.
        full50: The share of the kept that is right, half of the content being enough.
        full80: The same for four fifths of the content.
        full80_f: F1 of what is kept against all gold attributions.
    """

    coverage: float
    kept: int
    threshold: float
    full50: float
    full80: float
    full80_f: float


def coverage(articles: Sequence[Judged], at: Sequence[float] = COVERAGES) -> list[Point]:
    """The curve of predictions with a calibrated confidence; no points where nothing was predicted.

    Of attributions that are equally confident the first in the file is kept; so a threshold may let pass a
    few more than its point has.

    Args:
        articles: From ``evaluate``.
        at: Shares to keep, above 0 and up to 1.

    Raises:
        AttributionError: A520 where an attribution has no confidence for the whole of it.
    """
    ranked = []
    for judged in articles:
        for attribution, counts in judged.predicted:
            sure = (attribution.confidence or {}).get(WHOLE)
            if sure is None:
                raise AttributionError("A520", judged.article.id)
            ranked.append((sure, counts["full50"], counts["full80"]))
    ranked.sort(key=lambda row: -row[0])
    gold = sum(len(judged.gold) for judged in articles)
    points = []
    for share in at if ranked else ():
        kept = ranked[: math.ceil(share * len(ranked) - 1e-9)]
        half, four_fifths = (sum(row[i] for row in kept) for i in (1, 2))
        points.append(
            Point(
                share,
                len(kept),
                kept[-1][0],
                half / len(kept),
                four_fifths / len(kept),
                prf(four_fifths, len(kept), gold)["f"],
            )
        )
    return points
