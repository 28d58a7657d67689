"""Whether any two of some propositions are about one thing, and whether one contradicts the other.

Each pair is first looked at by itself (``attribution.ledger.alone``), then with all others of its circle, by a trained
network (``attribution.ledger.triangles``); both are fitted by ``attribution.ledger.fitting.contests``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from numpy.typing import NDArray

from attribution.ledger import trees, triangles
from attribution.ledger.alone import AGAIN, DIGITS, Alone, Decide, Pair, barred
from attribution.ledger.circles import OWN
from attribution.ledger.contests import can_face
from attribution.ledger.contradictions import NAMES
from attribution.ledger.features import one_wording
from attribution.ledger.propositions import Proposition
from attribution.ledger.triangles import Seen, Table

VERBATIM = 0.95
"""Probability, at least, that the same words are about one thing."""
TOGETHER = (*NAMES, *OWN)


class Looks(NamedTuple):
    """What decides on pairs.

    Attributes:
        alone: Whether two are about one thing, by what is known of them, ``NAMES``.
        together: What all pairs of a circle are to each other, by ``TOGETHER``.
    """

    alone: Decide
    together: Callable[[Table], Seen]


class Said(NamedTuple):
    """What the network says of two: how likely they are about one thing, contradict each other, are of one contested
    claim.
    """

    about: float
    against: float
    contested: float


def shipped() -> Looks:
    """What ships."""
    together = partial(triangles.seen, networks=triangles.shipped(TOGETHER))
    return Looks(trees.shipped("alone", NAMES), together)


class Compared:
    """Propositions, any two of which can be asked for.

    Attributes:
        known: How likely the pairs are about one thing that were given to begin with, ``alone.APART`` where they must
            not be.
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
            known: Gives what is known of two by themselves, where that is kept.
        """
        begun = list(pairs)
        self._found, self._alone = found, Alone(found, looks.alone, known)
        self._number = {(one.article, one.order): n for n, one in enumerate(found)}
        self._alone.look(begun)
        self._circled: dict[tuple[str, str], list[tuple[dict[int, int], Seen]]] = defaultdict(list)
        for numbers, table in self._alone.tables():
            seen = {number: place for place, number in enumerate(numbers)}, looks.together(table)
            articles = {found[number].article for number in numbers}
            for here in articles:
                for there in articles:
                    self._circled[here, there].append(seen)
        self._about, self._said = cache(self._looked_at), cache(self._mean)
        self.known = {pair: self._about(pair) for pair in begun}
        self._beside: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), likely in self.known.items():
            self._beside[one][other] = self._beside[other][one] = likely

    def likely(self, one: int, other: int) -> float:
        """How likely two are about one thing, the lower index first; the same words are."""
        likely = self._about((one, other))
        if likely > 0.0 and one_wording(self._found[one], self._found[other]):
            return max(VERBATIM, likely)
        return likely

    def about(self, a: Proposition, b: Proposition) -> float:
        """How likely two are about one thing."""
        return max(0.0, self._about(self._pair(a, b)))

    def contradicts(self, a: Proposition, b: Proposition) -> float:
        """How likely one of two says the opposite of the other."""
        pair = self._pair(a, b)
        return self._said(pair).against if self._about(pair) > 0.0 else 0.0

    def contested(self, a: Proposition, b: Proposition) -> float:
        """How likely two are of one contested claim."""
        return self._said(self._pair(a, b)).contested

    def denies(self, one: Proposition) -> float:
        """How likely one is on the side of those who deny, if its claim is contested."""
        number = self._number[one.article, one.order]
        circled = self._circled[one.article, one.article]
        said = [float(seen.denies[at[number]]) for at, seen in circled if number in at]
        return round(sum(said) / len(said), DIGITS)

    def opponents(self) -> dict[int, list[tuple[float, int]]]:
        """Of each that can contradict others those, likeliest first, with the mean (geometric) of how likely they are
        about one thing and how likely they contradict each other.
        """
        found: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for pair, likely in self.known.items():
            if likely >= AGAIN and can_face(self._found[pair[0]], self._found[pair[1]]):
                mean = math.sqrt(likely * self._said(pair).against)
                for one, other in (pair, pair[::-1]):
                    found[one].append((mean, other))
        return {one: sorted(others, key=lambda other: (-other[0], other[1])) for one, others in found.items()}

    def beside(self, one: int) -> Mapping[int, float]:
        """The others that one was compared with to begin with, and how likely they are about one thing."""
        return self._beside[one]

    def beyond(self, members: Sequence[Proposition]) -> list[list[float]]:
        """Of each of a group how likely it is about one thing with the three likeliest that are not of the group."""
        inside = {self._number[one.article, one.order] for one in members}
        found = []
        for number in sorted(inside):
            likely = [p for other, p in self._beside[number].items() if p > 0.0 and other not in inside]
            found.append([*sorted(likely, reverse=True), 0.0, 0.0, 0.0][:3])
        return found

    def size(self, members: Sequence[Proposition]) -> float:
        """How many reports the circles of a group have, the mean of their logarithms."""
        sizes = [max(len(at) for at, _ in self._circled[one.article, one.article]) for one in members]
        return sum(map(math.log, sizes)) / len(sizes)

    def worth(self, members: Sequence[Proposition]) -> float:
        """How much of a contested claim a group is expected to be (Jaccard), by the circles that have most of it."""
        numbers = [self._number[one.article, one.order] for one in members]
        articles = dict.fromkeys(one.article for one in members)
        circles = {id(at): (at, seen) for one in articles for at, seen in self._circled[one, one]}
        inside = [([at[number] for number in numbers if number in at], seen) for at, seen in circles.values()]
        most = max((len(group) for group, _ in inside), default=0)
        if most < 2:
            return 0.0
        worth = [seen.worth(group) for group, seen in inside if len(group) == most]
        return round(sum(worth) / len(worth), DIGITS)

    def _pair(self, a: Proposition, b: Proposition) -> Pair:
        one, other = sorted((self._number[a.article, a.order], self._number[b.article, b.order]))
        return one, other

    def _looked_at(self, pair: Pair) -> float:
        one, other = (self._found[number] for number in pair)
        if (one.article, other.article) in self._circled:
            bar = barred(one, other)
            return self._said(pair).about if bar > 0.0 else bar
        if pair not in self._alone.likely:
            self._alone.look([pair])
        return self._alone.likely[pair]

    def _mean(self, pair: Pair) -> Said:
        """The mean of what is said in each circle that has both; nothing is where none has."""
        one, other = pair
        every = [
            [said[at[one], at[other]] for said in (seen.about, seen.against, seen.contested)]
            for at, seen in self._circled.get((self._found[one].article, self._found[other].article), ())
            if one in at and other in at
        ]
        if not every:
            return Said(0.0, 0.0, 0.0)
        return Said(*(round(float(sum(each)) / len(every), DIGITS) for each in zip(*every, strict=True)))
