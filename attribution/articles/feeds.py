"""RSS and Atom: each item of a feed that has text is an article; a bad item costs only itself."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from datetime import date, datetime, timezone
from typing import Any

from attribution.articles.building import OnError
from attribution.articles.markup import is_markup, plain_text
from attribution.articles.metadata import Metadata
from attribution.errors import AttributionError
from attribution.records import Article
from attribution.text import find_date

SIGNS = (b"<rss", b"<feed", b"<rdf:RDF")
_HEAD = 2048


def is_feed(data: bytes) -> bool:
    """Whether the beginning of a file is that of a feed."""
    head = data[:_HEAD]
    return any(sign in head or sign.decode().encode("utf-16-le") in head for sign in SIGNS)


def read_feed(
    data: bytes,
    where: object,
    key: str,
    on_error: OnError,
    *,
    said: date | None = None,
    charset: str | None = None,
    links: bool = False,
) -> Iterator[Article]:
    """Read the items of a feed.

    An item's id is what the feed calls it, else its address, else ``key#3``; its publisher is the feed's title.
    ``meta`` has ``feed`` (the key), ``item`` (its number), ``from`` (``content`` or ``summary``: most feeds hold no
    whole articles) and ``published_as``, the date in the feed's words.

    Args:
        data: RSS or Atom in any version, in any encoding that it declares.
        where: What to call it in an error.
        key: What to call the feed in ids and ``meta``.
        on_error: Takes A171 for each item without text, A172 for a feed that is damaged but in part readable.
        said: When it was fetched, from which «منذ ساعتين» counts.
        charset: The encoding that its server declares, if any.
        links: Whether an item that has an address but no text is given too, with an empty text.

    Yields:
        Articles in the feed's order.

    Raises:
        AttributionError: A110 for an empty file, A170 for one that is no feed.
    """
    import feedparser

    if not data.strip():
        raise AttributionError("A110", where)
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    damage = found.get("bozo_exception") if found.bozo else None
    if not found.version and not found.entries:
        raise AttributionError("A170", where, why=damage or "it has no items and no version")
    for number, entry in enumerate(found.entries, start=1):
        text, kind = _text(entry)
        if text or (links and entry.get("link")):
            yield _article(entry, text, kind, number, key, found.feed, said)
        else:
            title = entry.get("title", "")
            on_error(AttributionError("A171", f"{where}: {title}" if title else where, number=number))
    if damage and not isinstance(damage, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        on_error(AttributionError("A172", where, why=damage))


def _text(entry: Any) -> tuple[str, str]:
    """The longest text of an item, and whether it is its content or its summary."""
    candidates = [("content", each) for each in entry.get("content", [])]
    candidates.append(("summary", entry.get("summary_detail", {})))
    texts = [(_plain(each.get("value", ""), each.get("type", "")), kind) for kind, each in candidates]
    return max(texts, key=lambda each: len(each[0]))


def _plain(value: str, kind: str) -> str:
    return plain_text(value) if "html" in kind or is_markup(value) else value.strip()


def _article(
    entry: Any, text: str, kind: str, number: int, key: str, feed: Any, said: date | None
) -> Article:
    raw = entry.get("published") or dict.get(entry, "updated")
    link = entry.get("link")
    source = entry.get("source", {}).get("title") or feed.get("title")
    meta = {"feed": key, "item": number, "from": kind, "offset": 0}
    if raw:
        meta["published_as"] = raw
    published = (find_date(raw, said) if raw else None) or _day(entry)
    metadata = Metadata(entry.get("title") or None, source or None, published, link or None)
    return Article(
        id=entry.get("id") or link or f"{key}#{number}", text=text, meta=meta, **metadata._asdict()
    )


def _day(entry: Any) -> str | None:
    """The day in UTC, where the feed's own words were of a form that only feedparser knows."""
    parsed = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    if parsed is None:
        return None
    return datetime.fromtimestamp(calendar.timegm(parsed), timezone.utc).date().isoformat()
