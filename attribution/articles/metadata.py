"""What an article's own text says of its headline, publisher and date; what it does not say stays None.

A place in a dateline («القاهرة - …») is no publisher, nor is the agency in one («القاهرة (رويترز) - …»):
others print it too.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from attribution.articles.boundaries import Line
from attribution.text import find_date, fold_word, is_word, load, words
from attribution.text.marks import QUOTATION_MARKS

HEADLINE = 150
"""Characters that a headline has at most."""

HEADLINE_WORDS = 4
"""Words that it has at least: shorter first lines are bylines, agencies, rubrics."""

NAME = 60
"""Characters that the name of a publisher has at most."""

HEAD = 4
"""Lines at the head of an article among which a dateline or a date may stand."""

_DASH = re.compile(r"\s*[-–—|/]\s*|\s+ـ+\s+")
_JOINED = re.compile(r"\s*[+،,/؛&]\s*")


class Metadata(NamedTuple):
    """What is known of an article beside its text; dates are ISO 8601, as much of one as is known."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, with ``other``'s where it has none."""
        return Metadata(
            *(mine if mine is not None else yours for mine, yours in zip(self, other, strict=True))
        )

    def changes(self, before: Metadata) -> dict[str, str]:
        """The fields that have a value now and had none before."""
        return {k: v for k, v in self._asdict().items() if v is not None and getattr(before, k) is None}


UNKNOWN = Metadata()
"""Nothing is known."""


def describe(text: str, lines: list[Line], said: date | None = None) -> Metadata:
    """Read the metadata that an article's text holds.

    Args:
        text: The raw text that the lines point into.
        lines: The article's lines, with those after its end.
        said: When the text was published or seen, from which «نشر منذ ساعتين» counts.

    Returns:
        Headline: the first line if it is short and no sentence. Publisher: what stands after «المصدر:», or a
        line such as «العالم - ايران» of a known outlet and a country or section. Date: what stands after
        «تاريخ النشر:», or a line at the head that is nothing but a date.
    """
    return Metadata(_headline(text, lines), _publisher(text, lines), _published(text, lines, said))


def _publisher(text: str, lines: list[Line]) -> str | None:
    for line in lines:
        if line.marker and line.marker.field == "publisher" and (name := _name(line.value)):
            return name
    for line in lines[:HEAD]:
        outlet, *section = _DASH.split(line.span.of(text)) if len(line.span.of(text)) <= NAME else [""]
        if len(section) == 1 and fold_word(outlet) in _outlets() and fold_word(section[0]) in _sections():
            return outlet
    return None


def _name(value: str) -> str | None:
    """The first name of «الجزيرة + وكالات» that is one."""
    if len(value) > NAME or find_date(value):
        return None
    names = (name.strip(" .()") for name in _JOINED.split(value))
    return next((name for name in names if is_word(name) and fold_word(name) not in _generic()), None)


def _published(text: str, lines: list[Line], said: date | None) -> str | None:
    for line in lines:
        if line.marker and line.marker.field == "published" and (found := find_date(line.value[:NAME], said)):
            return found
    dated = (_date_of_line(line.span.of(text)) for line in lines[:HEAD] if not line.marker)
    return next((found for found in dated if found), None)


def _date_of_line(line: str) -> str | None:
    """The full date of a line that holds hardly more than it («الرياض 10 أغسطس 2015 م واس»)."""
    if len(line) > NAME or not _is_title_like(line):
        return None
    found = find_date(line)
    if found is None or len(found) < len("YYYY-MM-DD"):
        return None
    others = [word for span in words(line) if is_word(word := span.of(line)) and not word[0].isdigit()]
    return found if sum(fold_word(word) not in _date_words() for word in others) <= 2 else None


def _headline(text: str, lines: list[Line]) -> str | None:
    heads = [line.span.of(text) for line in lines[:HEAD] if not line.marker]
    if len(heads) < 2:
        return None
    line = heads[0]
    sound = len(line) <= HEADLINE and len(line.split()) >= HEADLINE_WORDS and line[0] not in "-–—•*"
    return (
        line
        if sound and _is_title_like(line) and not _is_dateline(line) and not _date_of_line(line)
        else None
    )


def _is_title_like(line: str) -> bool:
    """Whether a line ends otherwise than sentences and introductions do."""
    return line.rstrip(f" {QUOTATION_MARKS}")[-1:] not in (".", ":", "،", "؛", ",", ";", "")


def _is_dateline(line: str) -> bool:
    """Whether a line has the look of «العالم - ايران» or «القاهرة - كتب سامي»."""
    pieces = _DASH.split(line)
    return len(pieces) > 1 and all(len(piece.split()) <= 3 for piece in pieces)


@cache
def _outlets() -> frozenset[str]:
    return frozenset(
        fold_word(name)
        for entry in load("agencies")
        if entry["kind"] != "platform"
        for name in (entry["name"], *entry["aliases"])
    )


@cache
def _sections() -> frozenset[str]:
    countries = (name for entry in load("countries") for name in (entry["name"], *entry["aliases"]))
    return frozenset(map(fold_word, (*countries, *(entry["section"] for entry in load("sections")))))


@cache
def _date_words() -> frozenset[str]:
    months = (word for entry in load("months") for word in entry["name"].split())
    return frozenset(map(fold_word, (*months, *(entry["word"] for entry in load("date_words")))))


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold_word(entry["credit"]) for entry in load("generic_credits"))
