"""Finding again what a person pointed to, when articles have come and everything was worked out anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from attribution.records import Attributed, Place, Position, TextSpan, attribution_id

SAME = 0.5
"""Share of the characters of both spans that they have in common if one is the other, read anew."""


class Places:
    """Places under numbers, to be looked up.

    Args:
        numbered: Each place with its number; a place may have several.
    """

    def __init__(self, numbered: Iterable[tuple[Place, int]]) -> None:
        """Index them."""
        self._exactly: dict[Place, list[int]] = defaultdict(list)
        self._near: dict[tuple[str, bool], set[Place]] = defaultdict(set)
        for place, number in numbered:
            self._exactly[place].append(number)
            self._near[_kind(place)].add(place)

    def find(self, place: Place) -> list[int]:
        """The numbers of a place; if it is not there any more, of the one that covers it best, or none."""
        if place in self._exactly:
            return self._exactly[place]
        near = max(
            self._near.get(_kind(place), ()),
            key=lambda p: (_shared(p.span, place.span), p.span),
            default=None,
        )
        return self._exactly[near] if near and _shared(near.span, place.span) >= SAME else []

    def all(self, places: Iterable[Place]) -> list[int]:
        """The numbers of all ``places`` that can be found, in order, each once."""
        return sorted({number for place in places for number in self.find(place)})


def holder(numbers: Iterable[int], held: Mapping[int, str]) -> str | None:
    """Who holds most of some numbers; of several, the first by name; None if nobody holds any."""
    counts = Counter(held[number] for number in numbers if number in held)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def of_attribution(article: Attributed, index: int) -> Place:
    """Where an attribution is: its cue."""
    cue = article.attributions[index].cue
    return Place(article=article.sha256, span=cue, attribution=attribution_id(article.sha256, cue))


def of_position(position: Position) -> Place:
    """Where a position is: its evidence."""
    return Place(article=position.article, span=position.span, attribution=position.attribution)


def _kind(place: Place) -> tuple[str, bool]:
    return place.article, place.attribution is None


def _shared(one: TextSpan, other: TextSpan) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))
