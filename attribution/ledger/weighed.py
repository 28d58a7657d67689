"""Reports in groups, each about one thing, by weights over what is known of two of them.

Weights know less than trees (``attribution.ledger.competing``) and are as good where articles do not look like those
that both were fitted on: so trees come first, and what they leave is grouped here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from attribution.ledger.alone import DIGITS, barred
from attribution.ledger.clustering import Clustering, Members
from attribution.ledger.compared import VERBATIM
from attribution.ledger.contradictions import Contradicts, contradiction
from attribution.ledger.disputes import Disputes, likely_contested
from attribution.ledger.features import one_wording
from attribution.ledger.levels import Levels
from attribution.ledger.pairs import probability
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Weigh, evidence
from attribution.ledger.wholes import Group, stood

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

    def groups(self) -> list[Members]:
        """Groups of indexes; a report is in one, a sentence in the publisher's own voice may be in several."""
        found = self.found

        @cache
        def plain(first: int, second: int) -> float:
            a, b = found[first], found[second]
            open_ = barred(a, b)
            return round(self.deciding.likely(a, b), DIGITS) if open_ > 0.0 else open_

        known = {pair: plain(*pair) for pair in self._pairs}
        levels = Levels(found, known)

        @cache
        def likely(first: int, second: int) -> float:
            a, b, chance = found[first], found[second], plain(first, second)
            if chance > 0.0 and one_wording(a, b):
                return max(VERBATIM, chance)
            return round(levels(a, b, chance), DIGITS)

        return Clustering(found, known, likely, self.stood).at(TOGETHER)

    def contested(self, group: Members) -> float:
        """How likely a group is a contested claim."""
        return self.deciding.disputes(*self.stood(group))

    def _stood(self, group: Members) -> Group:
        members = [self.found[number] for number in group]
        return stood(members, self.deciding.weigh, self.deciding.contradicts)
