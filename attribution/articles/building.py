"""From a text with what is known of it to articles: the first one, and those that follow in the same text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from attribution.articles.boundaries import parts
from attribution.articles.metadata import UNKNOWN, Metadata, describe
from attribution.errors import AttributionError
from attribution.records import Article

OnError = Callable[[AttributionError], None]
"""Takes a refusal; reading goes on with the rest."""


def build(
    key: str,
    text: str,
    meta: dict[str, Any],
    *,
    known: Metadata = UNKNOWN,
    beside: Metadata = UNKNOWN,
    said: date | None = None,
) -> Iterator[Article]:
    """Tell the articles of one text apart and describe them.

    Args:
        key: The id of the first; later ones get ``key#2`` and so on.
        text: The raw text.
        meta: What each article's ``meta`` has beside ``offset``, where it begins in ``text``.
        known: What the source says of the first article.
        beside: What else is known of it, where neither the source nor the text say.
        said: When the text was published or seen, from which «منذ يومين» counts.

    Yields:
        Articles in the order of the text.
    """
    for number, part in enumerate(parts(text), start=1):
        metadata = describe(text, part.lines, said)
        if number == 1:
            metadata = known.or_else(metadata).or_else(beside)
        origin = {**meta, "offset": part.span.start}
        if part.after:
            origin["after"] = part.after
        yield Article(
            id=key if number == 1 else f"{key}#{number}",
            text=part.span.of(text),
            meta=origin,
            **metadata._asdict(),
        )
