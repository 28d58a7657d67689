"""An exact test of two shares, and the correction for many such tests."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma

_ROUNDING = 1e-7
"""Two tables whose probabilities differ by less than this share are as probable as one another (as in R)."""


def fisher(here: int, of_here: int, there: int, of_there: int) -> float:
    """Fisher's exact test, two-sided: whether ``here`` of ``of_here`` differs from ``there`` of ``of_there``.

    Each case counts as independent of the others. Two-sided as R and SciPy have it: the probability, all
    margins given, of every table that is no more probable than the one observed.

    Args:
        here: Cases with the property on one side.
        of_here: All cases on that side.
        there: Cases with the property on the other side.
        of_there: All cases on the other side.

    Returns:
        The p-value, 0 to 1; 1 where a side is empty.
    """
    total = here + there
    ways = {
        k: _log_ways(of_here, k) + _log_ways(of_there, total - k)
        for k in range(max(0, total - of_there), min(total, of_here) + 1)
    }
    highest, observed = max(ways.values()), ways[here]
    shares = {k: exp(way - highest) for k, way in ways.items()}
    as_rare = sum(share for k, share in shares.items() if ways[k] <= observed + _ROUNDING)
    return min(1.0, as_rare / sum(shares.values()))


def _log_ways(total: int, chosen: int) -> float:
    """The logarithm of the number of ways to choose some of a total."""
    return lgamma(total + 1) - lgamma(chosen + 1) - lgamma(total - chosen + 1)


def holm(p_values: Sequence[float]) -> list[float]:
    """Correct p-values for being many (Holm 1979): chance gives one below .05 in 5 % of such tables at most.

    Args:
        p_values: Of all tests of one table.

    Returns:
        The corrected values, in the same order.
    """
    corrected = [1.0] * len(p_values)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        highest = max(highest, min(1.0, p_values[at] * (len(p_values) - rank)))
        corrected[at] = highest
    return corrected
