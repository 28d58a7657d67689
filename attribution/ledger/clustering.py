"""Reports in groups, each about one thing, by how likely two of them are: disputed numbers, then clusters, then who is
near both that contradict each other, and what publishers say in their own voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property

from attribution.ledger.clusters import clusters
from attribution.ledger.contests import LIKELY
from attribution.ledger.features import reinforces
from attribution.ledger.figures import disputed
from attribution.ledger.joining import joined
from attribution.ledger.propositions import Proposition
from attribution.ledger.voices import voices
from attribution.ledger.wholes import Group

Members = tuple[int, ...]


class Clustering:
    """Propositions that can be grouped more or less narrowly."""

    def __init__(
        self,
        found: Sequence[Proposition],
        known: Mapping[tuple[int, int], float],
        likely: Callable[[int, int], float],
        stood: Callable[[Members], Group],
    ) -> None:
        """Take propositions.

        Args:
            found: The propositions.
            known: How likely pairs are about one thing, the lower index first, below 0 for two that must not meet.
            likely: The same of any two, read against the level of their event.
            stood: Gives a group its sides.
        """
        self._found, self._known, self._likely, self._stood = found, known, likely, stood

    def at(self, together: float) -> list[Members]:
        """Groups of those that are about one thing on the mean with that probability.

        A report is in one, a sentence in the publisher's own voice may be in several.
        """
        groups = clusters(len(self._found), self._rest, self._likely, together, self._carried)
        groups = joined([group for group in groups if group[0] in self._free], self._opposed, self._known)
        return [tuple(group) for group in self._figures] + [self.with_voices(group) for group in groups]

    def with_voices(self, group: Iterable[int]) -> Members:
        """A group with what publishers say in their own voice of the same matter."""
        members = set(group)
        return tuple(sorted(members.union(*(self._voices.get(report, ()) for report in members))))

    @cached_property
    def told(self) -> Set[int]:
        """Those that are reports."""
        return {number for number, one in enumerate(self._found) if one.index is not None}

    @cached_property
    def _figures(self) -> list[list[int]]:
        return disputed(self._found, self._known, self._likely)

    @cached_property
    def _voices(self) -> Mapping[int, Sequence[int]]:
        return voices(self._found, self._known)

    @cached_property
    def _free(self) -> Set[int]:
        """The reports that are not taken by a dispute over numbers."""
        return self.told - {number for group in self._figures for number in group}

    @cached_property
    def _rest(self) -> dict[tuple[int, int], float]:
        return {pair: self._likely(*pair) for pair in self._known if self._free >= set(pair)}

    @cached_property
    def _carried(self) -> list[tuple[int, int]]:
        """Pairs of a denial, or an accusation, and the same speaker's next words that carry it on."""
        found = self._found
        return [(n, n + 1) for n in range(len(found) - 1) if reinforces(found[n], found[n + 1])]

    def _opposed(self, group: Sequence[int]) -> tuple[int, int] | None:
        """The two of a group that contradict each other most likely, None for a group in which nobody does."""
        chance, yes, no = next(iter(self._stood(tuple(group)).every), (0.0, 0, 0))
        return (group[yes], group[no]) if chance >= LIKELY else None
