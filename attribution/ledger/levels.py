"""How like the reports of an event are to each other whatever they say, and what a likeness is worth beside that.

Where every report of an event is near every other, for they share its names and its numbers, likeness tells less than
where each paper has its own words; and the more reports there are, the fewer of all pairs are of one claim. So a
probability is read against those of the reports around it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from attribution.ledger.network import log_odds
from attribution.ledger.propositions import Proposition

SHARE = 0.88
"""Share of the pairs of reports of one event that are not of one claim: .88 in the packs."""
USUAL = -0.75
"""Log odds that this share of pairs stays below, on the average of the packs."""
LOWEST = -1.8
"""Log odds below which the reports of an article have so little to do with each other that there is no event."""
HIGHEST = 0.5
"""Log odds above which a level does not count in full."""
MOVED = 0.9
"""How much of the difference to the usual level is taken away."""
MANY = 50
"""Reports of one event from which each further one makes a pair less likely: the packs have 30 to 60."""
RARER = 3.0
"""How much log odds fall with the logarithm of their number; 1 would be claims of one size whatever that is."""
FEWEST = 10
"""Pairs from which there is a level at all."""


class Levels:
    """The level of each article's event."""

    def __init__(self, found: Sequence[Proposition], known: Mapping[tuple[int, int], float]) -> None:
        """Find the levels.

        Args:
            found: All propositions.
            known: Probability that they are about one thing, of all pairs of reports that can be of one event.
        """
        odds: dict[str, list[float]] = defaultdict(list)
        met: dict[str, set[int]] = defaultdict(set)
        for pair, likely in known.items():
            if likely <= 0.0 or any(found[number].index is None for number in pair):
                continue
            for article in {found[number].article for number in pair}:
                odds[article].append(log_odds(likely))
                met[article].update(pair)
        self.shift = {
            article: self._level(every) + RARER * max(0.0, math.log(len(met[article]) / MANY))
            for article, every in odds.items()
            if len(every) >= FEWEST
        }

    def _level(self, odds: Sequence[float]) -> float:
        level = float(np.quantile(odds, SHARE))
        return MOVED * (min(level, HIGHEST) - USUAL) if level >= LOWEST else 0.0

    def __call__(self, a: Proposition, b: Proposition, likely: float) -> float:
        """The probability ``likely`` of a pair, read against its event."""
        if likely <= 0.0:
            return likely
        shift = (self.shift.get(a.article, 0.0) + self.shift.get(b.article, 0.0)) / 2.0
        return 1.0 / (1.0 + math.exp(shift - log_odds(likely)))
