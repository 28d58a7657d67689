"""Reports in groups, each about one thing, by weights over what is known of two of them.

Weights know less than trees (``attribution.ledger.competing``) and are as good where articles do not look like those
that both were fitted on: so trees come first, and what they leave is grouped here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from attribution.ledger.clusters import clusters
from attribution.ledger.compared import APART, DIGITS, VERBATIM, near
from attribution.ledger.contests import LIKELY, facing
from attribution.ledger.contradictions import Contradicts, contradiction
from attribution.ledger.disputes import Disputes, likely_contested
from attribution.ledger.features import one_wording, reinforces
from attribution.ledger.figures import disputed
from attribution.ledger.joining import joined
from attribution.ledger.levels import Levels
from attribution.ledger.pairs import probability
from attribution.ledger.propositions import Proposition, elsewhere, other_things
from attribution.ledger.sides import Weigh, evidence, signs
from attribution.ledger.voices import voices
from attribution.ledger.wholes import Group

TOGETHER = 0.22
"""Mean probability from which groups are joined."""

Likely = Callable[[Proposition, Proposition], float]


class Weights(NamedTuple):
    """What decides by weights; those that ship unless given.

    Attributes:
        likely: Probability that two propositions are about one thing.
        weigh: How two propositions about one thing stand to each other.
        contradicts: How likely one says the opposite of the other.
        disputes: How likely a group is a contested claim.
    """

    likely: Likely = probability
    weigh: Weigh = evidence
    contradicts: Contradicts = contradiction
    disputes: Disputes = likely_contested


SHIPPED = Weights()


class Weighed:
    """Propositions in groups.

    Attributes:
        found: The propositions.
        deciding: What decides.
    """

    def __init__(
        self, found: Sequence[Proposition], pairs: Sequence[tuple[int, int]], deciding: Weights = SHIPPED
    ) -> None:
        """Take propositions, read together, and the pairs of them to look at."""
        self.found, self.deciding = found, deciding
        self._pairs = pairs
        self.stood = cache(self._stood)

    def groups(self) -> list[list[int]]:
        """Groups of indexes; a report is in one, a sentence in the publisher's own voice may be in several."""
        found, pairs = self.found, self._pairs

        @cache
        def plain(first: int, second: int) -> float:
            a, b = found[first], found[second]
            if not near(a, b):
                return 0.0
            if other_things(a, b) or elsewhere(a, b):
                return APART
            return round(self.deciding.likely(a, b), DIGITS)

        likelihood = {pair: plain(*pair) for pair in pairs}
        levels = Levels(found, likelihood)

        @cache
        def asked(first: int, second: int) -> float:
            a, b, alone = found[first], found[second], plain(first, second)
            if alone > 0.0 and one_wording(a, b):
                return max(VERBATIM, alone)
            return round(levels(a, b, alone), DIGITS)

        known = {pair: asked(*pair) for pair in pairs}
        told = {pair: p for pair, p in known.items() if all(found[n].index is not None for n in pair)}
        figures = disputed(found, known, asked)
        taken = {number for group in figures for number in group}
        rest = {pair: p for pair, p in told.items() if not taken & set(pair)}
        groups = clusters(len(found), rest, asked, TOGETHER, carried(found))
        groups = [group for group in groups if group[0] not in taken and found[group[0]].index is not None]

        def opposed(group: Sequence[int]) -> tuple[int, int] | None:
            chance, yes, no = next(iter(self.stood(tuple(group)).every), (0.0, 0, 0))
            return (group[yes], group[no]) if chance >= LIKELY else None

        groups = joined(groups, opposed, likelihood)
        stated = voices(found, likelihood)
        return figures + [
            sorted({*group, *(sentence for report in group for sentence in stated.get(report, ()))})
            for group in groups
        ]

    def contested(self, group: Sequence[int]) -> float:
        """How likely a group is a contested claim."""
        return self.deciding.disputes(*self.stood(tuple(group)))

    def _stood(self, group: tuple[int, ...]) -> Group:
        members = [self.found[number] for number in group]
        sides = signs(members, self.deciding.weigh)
        return Group(members, sides, facing(members, sides, self.deciding.contradicts))


def carried(found: Sequence[Proposition]) -> list[tuple[int, int]]:
    """Pairs of a denial, or an accusation, and the same speaker's next words that carry it on."""
    return [(n, n + 1) for n in range(len(found) - 1) if reinforces(found[n], found[n + 1])]
