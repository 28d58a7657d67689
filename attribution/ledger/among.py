"""What a pair of reports is among all the others: whether either is nearer to a third, whether both are near the same
ones, how near the reports of their articles are to each other on the whole.

A likeness tells little by itself: where every report of an event shares its names, all are alike. Who is nearest whom
tells more.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from attribution.ledger.network import log_odds

LIKELY, POSSIBLE = 0.4, 0.2
"""Probabilities from which a report is counted as near."""
SHARES = (0.75, 0.88, 0.95)
"""Shares of the pairs of an article of which the log odds are taken."""
NAMES = (
    "among: probability",
    "among: log odds",
    "among: nearer to one, less",
    "among: nearer to one, more",
    "among: nearest other, less",
    "among: nearest other, more",
    "among: beyond the nearest other of both",
    "among: beyond the nearest other of one",
    "among: likely others, less",
    "among: likely others, more",
    "among: possible others, less",
    "among: possible others, more",
    "among: nearest three, less",
    "among: nearest three, more",
    "among: all others, less",
    "among: all others, more",
    "among: near both, best",
    "among: near both, second",
    "among: near both, third",
    "among: near both, all",
    "among: cosine of the others",
    "among: near one only, all",
    "among: near one only, most",
    "among: nearer in the other's article, less",
    "among: nearer in the other's article, more",
    "among: reports compared",
    *(f"among: log odds, share {share}" for share in SHARES),
    "among: log odds beyond the usual",
)

Pair = tuple[int, int]


class Among:
    """How near reports are to each other by themselves, and what that makes of a pair."""

    def __init__(self, articles: Sequence[str], known: Mapping[Pair, float]) -> None:
        """Take the pairs that were compared.

        Args:
            articles: The article of each report.
            known: Probability of each pair that was compared, by their numbers, lower first.
        """
        self._articles = articles
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), likely in known.items():
            self._near[one][other] = self._near[other][one] = likely
        self._sorted = {one: sorted(near.values()) for one, near in self._near.items()}
        self._within: dict[tuple[int, str], list[float]] = defaultdict(list)
        for one, near in self._near.items():
            for other, likely in near.items():
                self._within[one, articles[other]].append(likely)
        for within in self._within.values():
            within.sort()
        self._levels = _levels(articles, known)

    def size(self, article: str) -> float:
        """Logarithm of the number of reports that those of an article were compared with, and of its own."""
        return self._levels.get(article, NO_LEVEL)[0]

    def features(self, one: int, other: int, likely: float) -> list[float]:
        """Features of a pair in the order of ``NAMES``; the same for (other, one).

        Args:
            one: A report.
            other: Another.
            likely: How likely they are about one thing, looked at by themselves.
        """
        a, b = (self._near.get(report, {}) for report in (one, other))
        high_a, high_b = (self._sorted.get(report, []) for report in (one, other))
        rivals = [_nearest(high_a, a.get(other)), _nearest(high_b, b.get(one))]
        both = [*sorted((min(p, b[n]) for n, p in a.items() if n in b), reverse=True), 0.0, 0.0, 0.0]
        apart = [abs(p - b.get(n, 0.0)) for n, p in a.items() if n != other]
        apart += [p for n, p in b.items() if n not in a and n != one]
        size = math.sqrt(math.fsum(p * p for p in high_a) * math.fsum(p * p for p in high_b))
        inside = [
            _above(self._within.get((report, self._articles[far]), ()), likely)
            for report, far in ((one, other), (other, one))
        ]
        levels = [
            (x + y) / 2.0
            for x, y in zip(
                *(self._levels.get(self._articles[n], NO_LEVEL) for n in (one, other)), strict=True
            )
        ]
        odds = log_odds(likely)
        return [
            likely,
            odds,
            *sorted((_above(high_a, likely), _above(high_b, likely))),
            *sorted(rivals),
            likely - max(rivals),
            likely - min(rivals),
            *sorted((_above(high_a, LIKELY), _above(high_b, LIKELY))),
            *sorted((_above(high_a, POSSIBLE), _above(high_b, POSSIBLE))),
            *sorted((sum(high_a[-3:]) / 3.0, sum(high_b[-3:]) / 3.0)),
            *sorted((math.fsum(high_a), math.fsum(high_b))),
            *both[:3],
            math.fsum(both),
            math.fsum(p * b[n] for n, p in a.items() if n in b) / size if size else 0.0,
            math.fsum(apart),
            max(apart, default=0.0),
            *sorted(inside),
            *levels,
            odds - levels[2],
        ]


NO_LEVEL = (0.0,) * (1 + len(SHARES))


def _levels(articles: Sequence[str], known: Mapping[Pair, float]) -> dict[str, tuple[float, ...]]:
    """Of each article with how many reports its own were compared, and log odds at ``SHARES`` of the pairs."""
    odds: dict[str, list[float]] = defaultdict(list)
    met: dict[str, set[int]] = defaultdict(set)
    for pair, likely in known.items():
        for article in {articles[number] for number in pair}:
            odds[article].append(log_odds(likely))
            met[article].update(pair)
    return {
        article: (math.log(len(met[article])), *map(float, np.quantile(every, SHARES)))
        for article, every in odds.items()
    }


def _above(ascending: Sequence[float], likely: float) -> float:
    """How many of some are above."""
    return float(len(ascending) - bisect_right(ascending, likely))


def _nearest(ascending: Sequence[float], own: float | None) -> float:
    """The greatest but for one's own, which is one of them if it is known."""
    if own is None:
        return ascending[-1] if ascending else 0.0
    beside = ascending[-2] if len(ascending) > 1 else 0.0
    return beside if ascending[-1] == own else ascending[-1]
