"""Pairs of propositions looked at by themselves, by trained trees; and what is known of those that are worth another
look, circle by circle (``attribution.ledger.circles``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attribution.ledger import trees
from attribution.ledger.blocking import ONE_EVENT
from attribution.ledger.circles import OWN, circles, own
from attribution.ledger.contradictions import NAMES, described
from attribution.ledger.features import articles_alike
from attribution.ledger.network import log_odds
from attribution.ledger.propositions import Proposition, elsewhere, other_things, things
from attribution.ledger.triangles import Table

DIGITS = 6
"""Digits of a probability that count: sums over sets differ in the last ones from run to run."""
APART = -1.0
"""What stands for a probability where two must not meet."""
LARGEST = 200
"""Propositions that are looked at together, at most: memory grows with the square of their number."""
AGAIN = 0.02
"""Probability by themselves from which what is known of two is worth another look."""

Pair = tuple[int, int]
Decide = Callable[[Any], NDArray[np.float64]]
"""Probabilities, (rows,), of features, (rows, features)."""


class Alone:
    """Propositions, of which pairs can be looked at by themselves.

    Attributes:
        found: The propositions.
        likely: How likely the pairs are about one thing that were looked at, ``APART`` where they must not be.
    """

    def __init__(
        self,
        found: Sequence[Proposition],
        decide: Decide,
        known: Callable[[int, int], NDArray[Any]] | None = None,
    ) -> None:
        """Take propositions.

        Args:
            found: Propositions, read together.
            decide: Tells whether two are about one thing, by ``NAMES``.
            known: Gives what is known of two (``described``), where that is kept.
        """
        self.found, self._decide = found, decide
        self._described = known or (lambda one, other: described(found[one], found[other]))
        self.likely: dict[Pair, float] = {}
        self._kept: dict[Pair, NDArray[np.float32]] = {}

    def look(self, pairs: Sequence[Pair]) -> None:
        """Look at pairs, the lower index first; what is known is kept of those that are worth another look."""
        self.likely |= {(one, other): barred(self.found[one], self.found[other]) for one, other in pairs}
        open_ = [pair for pair in pairs if self.likely[pair] > 0.0]
        for at in range(0, len(open_), trees.AT_ONCE):
            some = open_[at : at + trees.AT_ONCE]
            rows = np.array([self._described(*pair) for pair in some], np.float32)
            for pair, row, likely in zip(some, rows, self._decide(rows), strict=True):
                self.likely[pair] = round(float(likely), DIGITS)
                if likely >= AGAIN:
                    self._kept[pair] = row

    def tables(self) -> Iterator[tuple[list[int], Table]]:
        """What is known of each circle, with the indexes of its propositions in the order of the table."""
        reports: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.found):
            reports[one.article].append(number)
        for circle in circles(self.found, self._kept):
            numbers = [n for article in circle for n in sorted(reports[article], key=self._order)]
            for some in _blocks(numbers):
                yield some, self._table(some)

    def _order(self, number: int) -> int:
        return self.found[number].order

    def _table(self, numbers: Sequence[int]) -> Table:
        members = [self.found[number] for number in numbers]
        at = {number: place for place, number in enumerate(numbers)}
        pairs = [pair for pair in map(_sorted, combinations(numbers, 2)) if pair in self._kept]
        articles = {article: n for n, article in enumerate(dict.fromkeys(one.article for one in members))}
        return Table(
            np.array([(at[one], at[other]) for one, other in pairs], np.int64).reshape(-1, 2),
            np.array([self._kept[pair] for pair in pairs], np.float32).reshape(-1, len(NAMES)),
            np.array([log_odds(self.likely[pair]) for pair in pairs], np.float32),
            np.array([own(one) for one in members], np.float32).reshape(-1, len(OWN)),
            np.array([articles[one.article] for one in members], np.int64),
        )


def _blocks(numbers: list[int]) -> Iterator[list[int]]:
    """A circle as it is; of a large one parts, so that any two of it are in one of them."""
    if len(numbers) <= LARGEST:
        yield numbers
        return
    half = LARGEST // 2
    parts = [numbers[at : at + half] for at in range(0, len(numbers), half)]
    yield from (one + other for one, other in combinations(parts, 2))


def _sorted(pair: Pair) -> Pair:
    return min(pair), max(pair)


def barred(a: Proposition, b: Proposition) -> float:
    """0 for two that are not near, ``APART`` for two that must not meet, else 1."""
    if not near(a, b):
        return 0.0
    return APART if other_things(a, b) or elsewhere(a, b) else 1.0


def near(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions stand in one article, in two that can be about one event, or name one act of one
    state.
    """
    if a.article == b.article or articles_alike(a.whole, b.whole) >= ONE_EVENT:
        return True
    return bool(a.states & b.states and (a.events - things(a)) & (b.events - things(b)))
