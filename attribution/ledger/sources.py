"""The sources of one article, one for each name: what kind each is, and what the article calls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from attribution.ledger.institutions import Body, body_of, home_of
from attribution.ledger.matters import day_of
from attribution.records import Attributed, TextSpan
from attribution.text import fold_word
from attribution.text.names import Resolver
from attribution.text.namings import Key, name_key
from attribution.text.nouns import read_words
from attribution.text.people import Person
from attribution.text.phrases import Phrase, parse, parts
from attribution.text.titles import look
from attribution.text.vocabulary import agency_noun, state_of

Kind = Literal["person", "institution", "group", "anonymous", "country", "unknown"]
KINDS: dict[str, Kind] = {
    "institution": "institution",
    "group": "group",
    "anonymous": "anonymous",
    "country": "country",
}
"""Kinds of noun phrases and the kinds of speakers that they are."""


class Source(NamedTuple):
    """One source of one article.

    Attributes:
        article: SHA-256 of the article's text.
        published: The article's date, if it is known.
        name: The source's fullest name in the article.
        kind: As in ``records.Speaker``.
        key: Folded words of a person's name; empty for others.
        body: What distinguishes an institution; empty for others.
        titles: What the article says a person is, without places.
        spans: Where it is mentioned.
        attributions: Indexes of its attributions.
    """

    article: str
    published: date | None
    name: str
    kind: Kind
    key: Key
    body: Body
    titles: tuple[Phrase, ...]
    spans: tuple[TextSpan, ...]
    attributions: tuple[int, ...]


def sources(article: Attributed) -> list[Source]:
    """The sources of an article.

    Args:
        article: An article with its attributions; a speaker mention without a name is resolved here.

    Returns:
        One source for each name, folded, but one for each title where two titles stand before one family name
        («الحاكم رحيموف»، «العقيد رحيموف»), in the order of their first attribution. Attributions without a
        speaker belong to none.
    """
    spans = [attribution.speaker for attribution in article.attributions if attribution.speaker]
    resolver = Resolver(article.text, spans, [attribution.cue for attribution in article.attributions])
    groups: dict[str, list[int]] = defaultdict(list)
    names: dict[str, str] = {}
    for index, attribution in enumerate(article.attributions):
        resolved = resolver.resolve(attribution.speaker) if attribution.speaker else None
        if name := attribution.speaker_name or resolved:
            groups[fold_word(name)].append(index)
            names.setdefault(fold_word(name), name)
    home = home_of(resolver.words)
    return [
        _source(article, resolver, names[key], part, home)
        for key, indexes in groups.items()
        for part in _by_title(article, resolver, names[key], indexes)
    ]


def _by_title(article: Attributed, resolver: Resolver, name: str, indexes: list[int]) -> list[list[int]]:
    """Attributions of one name, parted by the titles before it where it is a family name alone."""
    if len(name.split()) > 1:
        return [indexes]
    parted: dict[str, list[int]] = defaultdict(list)
    latest = ""
    for index in indexes:
        span = article.attributions[index].speaker
        phrase = next((mention.phrase for mention in resolver.mentions[span]), None) if span else None
        if phrase and phrase.head:
            titled = phrase.name and look(phrase.head).title not in ("honorific", None)
            latest = phrase.head if titled or phrase.head in parted else latest
        parted[latest].append(index)
    return list(parted.values())


def _source(
    article: Attributed, resolver: Resolver, name: str, indexes: list[int], home: str | None
) -> Source:
    words = read_words(name)
    phrase = parse(words) if words else None
    spans = sorted({span for index in indexes if (span := article.attributions[index].speaker)})
    mentioned = [mention.phrase for span in spans for mention in resolver.mentions[span]]
    key = name_key(words[slice(*phrase.name)]) if phrase and phrase.name else ()
    person = next(iter(resolver.people.named(key)), None) if key else None
    kind: Kind = "group" if len(parts(words)) > 1 else _kind(name, phrase, person, mentioned)
    is_body = kind in ("institution", "unknown") and phrase and phrase.kind != "document"
    return Source(
        article=article.sha256,
        published=day_of(article.published),
        name=name,
        kind=kind,
        key=key if kind in ("person", "unknown") else (),
        body=body_of(name, home) if is_body else Body(),
        titles=_titles(resolver, [phrase, *mentioned], person, key) if phrase and kind == "person" else (),
        spans=tuple(spans),
        attributions=tuple(indexes),
    )


def _kind(name: str, phrase: Phrase | None, person: Person | None, mentioned: Sequence[Phrase]) -> Kind:
    if phrase is None:
        return "unknown"
    if state_of(name):
        return "country"
    if agency_noun(name):
        return "institution"
    if phrase.kind == "person":
        return "person" if phrase.name or phrase.definite else "anonymous"
    titled = (person and person.sure) or any(mention.kind == "person" for mention in mentioned)
    if phrase.kind == "unknown" and phrase.name and titled:
        return "person"
    return KINDS.get(phrase.kind, "unknown")


def _titles(
    resolver: Resolver, phrases: Sequence[Phrase], person: Person | None, key: Key
) -> tuple[Phrase, ...]:
    """What an article says a person is: beside the name, and instead of it.

    A family name with two titles may be two persons'; then its mentions alone tell.
    """
    own = [phrase for phrase in phrases if phrase.kind == "person" and phrase.head]
    titles = [resolver.people.in_full(phrase) for phrase in own]
    if person and (len(key) > 1 or len({title.head for title in person.titles}) < 2):
        titles += person.titles
    return tuple(dict.fromkeys(title._replace(at=0) for title in titles))
