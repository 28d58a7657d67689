"""What the parts of the page can be filtered by: publishers, speakers, stances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from attribution.records import STANCES, LedgerAttribution, LedgerState

MOST_SPEAKERS = 200
"""Speakers to choose from, the most quoted; the filter by words finds all."""


class Tagged(NamedTuple):
    """What a part of the page has, as lists that a script can search: numbers of publishers and speakers,
    names of stances."""

    publishers: str
    speakers: str
    stances: str


class Facets:
    """What there is to choose from in a ledger."""

    def __init__(self, state: LedgerState) -> None:
        """Count."""
        self._publisher = {article.id: article.publisher for article in state.articles}
        publishers = Counter(article.publisher for article in state.articles if article.publisher)
        said = Counter(one.speaker_id for one in state.attributions if one.speaker_id)
        names = {speaker.id: speaker.name for speaker in state.speakers}
        self.publishers = sorted(publishers)
        chosen = [key for key, _ in said.most_common(MOST_SPEAKERS) if key in names]
        chosen.sort(key=lambda key: (names[key], key))
        self.speakers = [names[key] for key in chosen]
        found = {one.stance for one in state.attributions}
        self.stances = [stance for stance in STANCES if stance in found]
        self._publisher_number = {name: number for number, name in enumerate(self.publishers)}
        self._speaker_number = {key: number for number, key in enumerate(chosen)}

    def of(self, articles: Iterable[str], attributions: Iterable[LedgerAttribution]) -> Tagged:
        """What some articles (by SHA-256) and attributions have."""
        attributions = list(attributions)
        publishers = {self._publisher_number.get(self._publisher[key] or "") for key in articles}
        speakers = {self._speaker_number.get(one.speaker_id or "") for one in attributions}
        stances = {one.stance for one in attributions}
        return Tagged(_numbers(publishers), _numbers(speakers), " ".join(sorted(stances)))


def _numbers(found: set[int | None]) -> str:
    return " ".join(str(number) for number in sorted(number for number in found if number is not None))
