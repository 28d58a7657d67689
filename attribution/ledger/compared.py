"""Whether any two of some propositions are about one thing, and whether one contradicts the other.

Each pair is first looked at by itself, then among all the others (``attribution.ledger.among``), by trained trees
(``attribution.ledger.trees``), which ``attribution.ledger.fitting.contests`` fits.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution.ledger import among, trees
from attribution.ledger.among import Among
from attribution.ledger.blocking import ONE_EVENT
from attribution.ledger.contests import can_face
from attribution.ledger.contradictions import NAMES, described
from attribution.ledger.features import articles_alike, one_wording
from attribution.ledger.levels import Levels
from attribution.ledger.propositions import Proposition, elsewhere, other_things, things

VERBATIM = 0.95
"""Probability, at least, that the same words are about one thing."""
DIGITS = 6
"""Digits of a probability that count: sums over sets differ in the last ones from run to run."""
APART = -1.0
"""What stands for a probability where two must not meet."""
AGAIN = 0.02
"""Probability by themselves from which two are looked at once more, among the others."""

AMONG = (*NAMES, *among.NAMES)
CONTRADICTING = (*AMONG, "about one thing")

Pair = tuple[int, int]
Decide = Callable[[Any], NDArray[np.float64]]
"""Probabilities, (rows,), of features, (rows, features)."""


class Looks(NamedTuple):
    """What decides on pairs.

    Attributes:
        alone: Whether two are about one thing, by what is known of them, ``NAMES``.
        among: The same, by ``AMONG``.
        contradicts: Whether one says the opposite of the other, by ``CONTRADICTING``.
    """

    alone: Decide
    among: Decide
    contradicts: Decide


def shipped() -> Looks:
    """What ships."""
    return Looks(
        trees.shipped("alone", NAMES),
        trees.shipped("among", AMONG),
        trees.shipped("contradicts", CONTRADICTING),
    )


class Compared:
    """Propositions, any two of which can be asked for.

    Attributes:
        known: How likely the pairs are about one thing that were given to begin with, ``APART`` where they must not
            be.
    """

    def __init__(
        self,
        found: Sequence[Proposition],
        pairs: Iterable[Pair],
        looks: Looks,
        known: Callable[[int, int], NDArray[Any]] | None = None,
    ) -> None:
        """Compare some of them.

        Args:
            found: Propositions, read together.
            pairs: Those to begin with, by their indexes, the lower one first.
            looks: What decides.
            known: Gives what is known of two by themselves (``described``), where that is kept.
        """
        self._found, self._looks = found, looks
        self._described = known or (lambda one, other: described(found[one], found[other]))
        self._contradicts: dict[Pair, float] = {}
        self._number = {(one.article, one.order): n for n, one in enumerate(found)}
        self._alone: dict[Pair, float] = {}
        self._kept: dict[Pair, NDArray[np.float32]] = {}
        begun = list(pairs)
        self._look(begun)
        beside = {pair: self._alone[pair] for pair in begun if self._alone[pair] > 0.0}
        self._among = Among([one.article for one in found], beside)
        self.known = dict(zip(begun, self._look_again(begun), strict=True))
        self._likely = dict(self.known)
        self._beside: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), likely in self.known.items():
            self._beside[one][other] = self._beside[other][one] = likely
        self._levels = Levels(found, self.known)

    def likely(self, one: int, other: int) -> float:
        """How likely two are about one thing, the lower index first, read against the level of their event."""
        return against(self._levels, self._found[one], self._found[other], self._plain((one, other)))

    def contradicts(self, a: Proposition, b: Proposition) -> float:
        """How likely one of two says the opposite of the other."""
        pair = self._pair(a, b)
        if pair not in self._contradicts:
            likely = self._plain(pair)
            said = self._looks.contradicts([[*self._row(pair), likely]])[0] if likely > 0.0 else 0.0
            self._contradicts[pair] = round(float(said), DIGITS)
        return self._contradicts[pair]

    def opponents(self) -> dict[int, list[tuple[float, int]]]:
        """Of each that can contradict others those, likeliest first, with the mean (geometric) of how likely they are
        about one thing and how likely they contradict each other.
        """
        can = [pair for pair, likely in self.known.items() if likely >= AGAIN and can_face(*self._of(pair))]
        self._contradicts |= self._asked(
            self._looks.contradicts, can, lambda pair: np.append(self._row(pair), self.known[pair])
        )
        found: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for pair in can:
            mean = math.sqrt(self.known[pair] * self._contradicts[pair])
            for one, other in (pair, pair[::-1]):
                found[one].append((mean, other))
        return {one: sorted(others, key=lambda other: (-other[0], other[1])) for one, others in found.items()}

    def beside(self, one: int) -> Mapping[int, float]:
        """The others that one was compared with to begin with, and how likely they are about one thing."""
        return self._beside[one]

    def about(self, a: Proposition, b: Proposition) -> float:
        """How likely two are about one thing, whatever the level of their event."""
        return max(0.0, self._plain(self._pair(a, b)))

    def beyond(self, members: Sequence[Proposition]) -> list[list[float]]:
        """Of each of a group how likely it is about one thing with the three likeliest that are not of the group."""
        inside = {self._number[one.article, one.order] for one in members}
        found = []
        for number in sorted(inside):
            likely = [p for other, p in self._beside[number].items() if p > 0.0 and other not in inside]
            found.append([*sorted(likely, reverse=True), 0.0, 0.0, 0.0][:3])
        return found

    def size(self, members: Sequence[Proposition]) -> float:
        """With how many reports those of the articles of a group were compared, the mean of their logarithms."""
        sizes = [self._among.size(one.article) for one in members]
        return sum(sizes) / len(sizes)

    def rows(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Features of pairs in the order of ``AMONG``."""
        self._look(pairs)
        return np.array([self._row(pair) for pair in pairs], np.float32).reshape(-1, len(AMONG))

    def _pair(self, a: Proposition, b: Proposition) -> Pair:
        one, other = sorted((self._number[a.article, a.order], self._number[b.article, b.order]))
        return one, other

    def _plain(self, pair: Pair) -> float:
        if pair not in self._likely:
            self._look([pair])
            self._likely[pair] = self._look_again([pair])[0]
        return self._likely[pair]

    def _look(self, pairs: Sequence[Pair]) -> None:
        """Look at pairs by themselves; features are kept of those that are worth another look."""
        new = [pair for pair in pairs if pair not in self._alone]
        self._alone |= {pair: barred(*self._of(pair)) for pair in new}
        open_ = [pair for pair in new if self._alone[pair] > 0.0]
        for at in range(0, len(open_), trees.AT_ONCE):
            some = open_[at : at + trees.AT_ONCE]
            rows = np.array([self._described(*pair) for pair in some], np.float32)
            for pair, row, likely in zip(some, rows, self._looks.alone(rows), strict=True):
                self._alone[pair] = round(float(likely), DIGITS)
                if likely >= AGAIN:
                    self._kept[pair] = row

    def _look_again(self, pairs: Sequence[Pair]) -> list[float]:
        again = [pair for pair in pairs if self._alone[pair] >= AGAIN]
        found = self._asked(self._looks.among, again, self._row)
        return [found.get(pair, self._alone[pair]) for pair in pairs]

    def _asked(
        self, decide: Decide, pairs: Sequence[Pair], row: Callable[[Pair], NDArray[np.float32]]
    ) -> dict[Pair, float]:
        """What is decided of pairs by their rows, not all of which are held at once."""
        found: dict[Pair, float] = {}
        for at in range(0, len(pairs), trees.AT_ONCE):
            some = pairs[at : at + trees.AT_ONCE]
            said = decide([row(pair) for pair in some])
            found |= {pair: round(float(one), DIGITS) for pair, one in zip(some, said, strict=True)}
        return found

    def _row(self, pair: Pair) -> NDArray[np.float32]:
        own = self._kept.get(pair)
        if own is None:
            own = self._described(*pair).astype(np.float32)
        beside = self._among.features(*pair, max(0.0, self._alone[pair]))
        return np.concatenate([own, np.array(beside, np.float32)])

    def _of(self, pair: Pair) -> tuple[Proposition, Proposition]:
        return self._found[pair[0]], self._found[pair[1]]


def barred(a: Proposition, b: Proposition) -> float:
    """0 for two that are not near, ``APART`` for two that must not meet, else 1."""
    if not near(a, b):
        return 0.0
    return APART if other_things(a, b) or elsewhere(a, b) else 1.0


def against(levels: Levels, a: Proposition, b: Proposition, likely: float) -> float:
    """How likely two are about one thing, read against the level of their event; the same words are."""
    if likely > 0.0 and one_wording(a, b):
        return max(VERBATIM, likely)
    return round(levels(a, b, likely), DIGITS)


def near(a: Proposition, b: Proposition) -> bool:
    """Whether two propositions stand in one article, in two that can be about one event, or name one act of one
    state.
    """
    if a.article == b.article or articles_alike(a.whole, b.whole) >= ONE_EVENT:
        return True
    return bool(a.states & b.states and (a.events - things(a)) & (b.events - things(b)))
