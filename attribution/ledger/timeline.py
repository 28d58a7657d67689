"""A claim's life and a speaker's words over time, by the dates of the articles.

The date is the article's, not that of the speech: an article of today can repeat a denial of last week. What has
no date cannot be put before or after anything, and is told last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from attribution.ledger.stems import skeleton
from attribution.records import (
    Claim,
    LedgerArticle,
    LedgerAttribution,
    LedgerState,
    Position,
    Stand,
)
from attribution.text import fold_word, is_word, load, words

EventKind = Literal[
    "said", "first seen", "repeated", "denied", "reversed", "retracted", "stated as fact", "asked"
]
AFFIRMS: tuple[Stand, ...] = ("asserts", "alleges", "states")


class Event(NamedTuple):
    """What one article does to a claim's life.

    Attributes:
        date: When the article was published, as far as it is known; None where it is not.
        kind: ``first seen`` and ``repeated`` by date (``said`` without one); ``reversed`` if the same speaker
            stood on the other side at an earlier date; ``retracted`` if he takes it back in so many words.
        position: The position, with article, span and speaker.
        copy: Whether the article is a copy of one that came before: its origin is not new.
        before: The date at which the speaker stood on the other side.
    """

    date: str | None
    kind: EventKind
    position: Position
    copy: bool
    before: str | None


class Life(NamedTuple):
    """A claim with its events in order of date, those without a date last."""

    claim: Claim
    events: tuple[Event, ...]

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates that are known, in order, each once."""
        return tuple(sorted({event.date for event in self.events if event.date}))


class Utterance(NamedTuple):
    """One thing that a speaker said, with all articles of one day and origin that have it in the same words."""

    date: str | None
    attributions: tuple[LedgerAttribution, ...]


def lives(state: LedgerState) -> list[Life]:
    """The life of each claim that has more than one event, in the ledger's order."""
    articles = {article.id: article for article in state.articles}
    attributions = {one.id: one for one in state.attributions}
    return [life(claim, articles, attributions) for claim in state.claims if len(claim.positions) > 1]


def life(
    claim: Claim, articles: Mapping[str, LedgerArticle], attributions: Mapping[str, LedgerAttribution]
) -> Life:
    """Put what happened to a claim in order.

    Args:
        claim: The claim.
        articles: The ledger's articles by id.
        attributions: The ledger's attributions by id.
    """
    dated = sorted(claim.positions, key=lambda position: articles[position.article].published or "9999")
    first = next(
        (date for p in dated if p.position in AFFIRMS and (date := articles[p.article].published)), None
    )
    events: list[Event] = []
    earliest: dict[str, str] = {}
    for position in dated:
        article = articles[position.article]
        copy = earliest.setdefault(article.origin or article.id, article.id) != article.id
        turned = _turned(position, article.published, events)
        kind = _kind(position, article.published, first)
        told = attributions.get(position.attribution or "")
        if (turned or position.position == "denies") and told and _takes_back(told.cue.of(article.text)):
            kind = "retracted"
        elif turned:
            kind = "reversed"
        events.append(Event(article.published, kind, position, copy, turned))
    return Life(claim, tuple(events))


def utterances(
    attributions: Sequence[LedgerAttribution], articles: Mapping[str, LedgerArticle]
) -> list[Utterance]:
    """A speaker's attributions in order of date; the same words in copies of a story are one utterance.

    Args:
        attributions: Of one speaker, or any others.
        articles: The ledger's articles by id.
    """
    together: dict[tuple[str, ...], list[LedgerAttribution]] = {}
    for one in attributions:
        article = articles[one.article]
        said = fold_word(" ".join(piece.of(article.text) for piece in one.content)) or one.id
        key = article.published or "", article.origin or article.id, said, one.stance
        together.setdefault(key, []).append(one)
    in_order = sorted(together.items(), key=lambda item: item[0][0] or "9999")
    return [Utterance(key[0] or None, tuple(same)) for key, same in in_order]


def _kind(position: Position, date: str | None, first: str | None) -> EventKind:
    if position.position == "states":
        return "stated as fact"
    if position.position == "denies":
        return "denied"
    if position.position == "questions":
        return "asked"
    if date is None:
        return "said"
    return "first seen" if date == first else "repeated"


def _turned(position: Position, date: str | None, events: Sequence[Event]) -> str | None:
    """The last earlier date at which the same speaker stood on the other side."""
    if position.speaker_id is None or date is None or position.position not in ("denies", "asserts"):
        return None
    other = "denies" if position.position == "asserts" else "asserts"
    return next(
        (
            event.date
            for event in reversed(events)
            if event.position.speaker_id == position.speaker_id
            and event.position.position == other
            and event.date is not None
            and event.date < date[: len(event.date)]
        ),
        None,
    )


def _takes_back(cue: str) -> bool:
    forms = [fold_word(cue[start:end]) for start, end in words(cue) if is_word(cue[start:end])]
    return any(skeleton(form) in _retracting() for form in forms)


@lru_cache(maxsize=1)
def _retracting() -> frozenset[str]:
    return frozenset(skeleton(fold_word(row["cue"])) for row in load("retractions"))
