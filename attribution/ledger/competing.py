"""Contests: groups of reports that are proposed more or less narrowly and compete, of which trees tell how much of a
contested claim each is.

Where one question ends and the next begins is seldom plain: who was killed, by whom, and who says so. Groups are
therefore proposed at several likenesses, and around any two that seem to contradict each other; how much of a contest
each is, is asked of it as a whole, and of those that share reports the one is taken that is most of one. Where articles
do not look like those that the trees were fitted on they find little; ``attribution.ledger.weighed`` groups what is
left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from numpy.typing import NDArray

from attribution.ledger import compared, turning, wholes
from attribution.ledger.alone import Decide
from attribution.ledger.clustering import Clustering, Members
from attribution.ledger.compared import Compared, Looks
from attribution.ledger.contests import facing
from attribution.ledger.network import log_odds
from attribution.ledger.packing import chosen
from attribution.ledger.propositions import Proposition
from attribution.ledger.sides import Evidence, Weigh, evidence, leaning
from attribution.ledger.wholes import Group, likeness, stood

PROPOSED = (0.14, 0.18, 0.22, 0.3, 0.4, 0.55)
"""Mean probabilities from which groups are joined."""
AROUND = (0.35, 0.5)
"""Mean probability from which others are proposed with two that seem to contradict each other."""
SEEMING, OPPONENTS = 0.25, 2
"""How likely these are, at least, the mean of about one thing and contradiction; and how many one report has."""
KEPT = 0.3
"""Mean probability, with the others of a contest, from which one stays in it."""
NETWORK = 0.5
"""What the network counts beside weights where sides are weighed."""
POSSIBLE = 0.02
"""Probability, at least, that two are about one thing, or opposed, where sides are weighed."""
LARGEST = 25
"""Members, at most, of what is proposed around two."""


class Grown(NamedTuple):
    """What decides by trees.

    Attributes:
        looks: What two propositions have to do with each other.
        wholes: How much of a contested claim a group is, by ``wholes.NAMES``.
        weigh: How two propositions about one thing stand to each other.
        turning: Whether two sides stand rightly, by ``turning.NAMES``; nobody is asked if None.
    """

    looks: Looks
    wholes: Decide
    weigh: Weigh = evidence
    turning: Decide | None = None


def shipped() -> Grown:
    """What ships."""
    return Grown(compared.shipped(), wholes.shipped(), turning=turning.shipped())


class Competing:
    """The propositions of some articles, which of them are about one thing, and which of those are contested.

    Attributes:
        found: The propositions.
        deciding: What decides.
        compared: The propositions compared.
    """

    def __init__(
        self,
        found: Sequence[Proposition],
        pairs: Iterable[tuple[int, int]],
        deciding: Grown,
        known: Callable[[int, int], NDArray[Any]] | None = None,
    ) -> None:
        """Compare propositions.

        Args:
            found: Propositions, read together (``met``).
            pairs: Those to begin with.
            deciding: What decides.
            known: As ``Compared`` has it.
        """
        self.found, self.deciding = found, deciding
        self.compared = Compared(found, pairs, deciding.looks, known)
        self._clustering = Clustering(found, self.compared.known, self.compared.likely, self.stood)
        self._weighed: dict[tuple[tuple[str, int], tuple[str, int]], Evidence] = {}
        self._stood: dict[Members, Group] = {}

    def weigh(self, a: Proposition, b: Proposition) -> Evidence:
        """How two stand to each other, worked out once."""
        pair = (a.article, a.order), (b.article, b.order)
        if pair not in self._weighed:
            given = self.deciding.weigh(a, b)
            opposed = self.compared.contradicts(a, b) / max(self.compared.about(a, b), POSSIBLE)
            odds = log_odds(min(1.0 - POSSIBLE, max(POSSIBLE, opposed)))
            both = Evidence((1.0 - NETWORK) * given.weight - NETWORK * odds, given.kind)
            self._weighed[pair] = self._weighed[pair[::-1]] = both
        return self._weighed[pair]

    def lean(self, one: Proposition) -> float:
        """How much one sounds like the claim, by itself and beside the others; a question does not."""
        if one.modality in ("question", "conditional"):
            return 0.0
        return (1.0 - NETWORK) * leaning(one) - NETWORK * log_odds(self.compared.denies(one))

    def stood(self, group: Members) -> Group:
        """A group with its sides."""
        if group not in self._stood:
            self._stand([group])
        return self._stood[group]

    def worded(self, whole: Group) -> list[float]:
        """Features of the sides of a group in which some face each other (``turning.NAMES``)."""
        return turning.described(whole.members, whole.sides, self.lean, self.compared.denies)

    def described(self, group: Members) -> list[float]:
        """Features of a group (``wholes.NAMES``) in which some face each other."""
        return wholes.described(self.stood(group), self.compared, self.weigh)

    @cached_property
    def proposals(self) -> list[Members]:
        """Groups at each likeness of ``PROPOSED``, and around those that seem to contradict each other."""
        found = {group for together in PROPOSED for group in self._clustering.at(together)}
        opponents = self.compared.opponents()
        couples = {
            (min(one, other), max(one, other))
            for one, others in opponents.items()
            for seeming, other in others[:OPPONENTS]
            if seeming >= SEEMING
        }
        found |= {group for pair in couples for least in AROUND if (group := self._around(*pair, least))}
        proposed = sorted(found)
        self._stand(group for group in proposed if group not in self._stood)
        return proposed

    def contests(self) -> list[Members]:
        """The contested groups, with what publishers say themselves; a report is in one at most."""
        every = [self.stood(group) for group in self.proposals]
        said = likeness(every, self.compared, self.weigh, self.deciding.wholes)
        like = dict(zip(self.proposals, said, strict=True))
        first = chosen(self.proposals, like.__getitem__, self._clustering.told)
        return [self._clustering.with_voices(self._kept(group)) for group in first]

    def _stand(self, groups: Iterable[Members]) -> None:
        """Put groups on their sides, all at once."""
        found = {}
        for group in groups:
            members = [self.found[number] for number in group]
            found[group] = stood(members, self.weigh, self.compared.contradicts, self.lean)
        if decide := self.deciding.turning:
            opposed = [group for group, whole in found.items() if whole.every]
            given = [self.worded(found[group]) for group in opposed]
            for group, round_ in zip(opposed, turning.turned(given, decide), strict=True):
                if round_:
                    found[group] = self._other_way(found[group])
        self._stood |= found

    def _other_way(self, whole: Group) -> Group:
        """A group with its sides turned round, if somebody still faces somebody then."""
        sides = [-side for side in whole.sides]
        other = Group(whole.members, sides, facing(whole.members, sides, self.compared.contradicts))
        return other if other.every else whole

    def _kept(self, group: Members) -> Members:
        """A group without those that are hardly about the same as its others, if somebody is still contradicted."""
        whole = self.stood(group)
        first = whole.every[0]
        face = {group[first.yes], group[first.no]}
        kept = tuple(
            number
            for number, one in zip(group, whole.members, strict=True)
            if number in face or self._mean(one, whole.members) >= KEPT
        )
        return kept if self.stood(kept).every else group

    def _mean(self, one: Proposition, members: Sequence[Proposition]) -> float:
        others = [self.compared.about(one, other) for other in members if other is not one]
        return sum(others) / len(others)

    def _around(self, one: int, other: int, least: float) -> Members:
        """Two, and those that are about one thing with both on the mean; nothing where those are too many."""
        group = around(one, other, self.compared.beside, least)
        return group if len(group) <= LARGEST else ()


def around(one: int, other: int, beside: Callable[[int], Mapping[int, float]], least: float) -> Members:
    """Two, and those that are about one thing with both on the mean.

    Args:
        one: The first.
        other: The second.
        beside: Gives the others that one was compared with, and how likely they are about one thing.
        least: Mean probability, at least.
    """
    near, far = beside(one), beside(other)
    both = {
        number
        for number in near.keys() | far.keys()
        if near.get(number, 0.0) + far.get(number, 0.0) >= 2 * least
    }
    return tuple(sorted(both | {one, other}))
