"""Articles of web addresses: of a page, or of a feed and, when asked for, of the pages that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone

from attribution.articles.building import OnError, build
from attribution.articles.decoding import decode
from attribution.articles.encodings import decode_page
from attribution.articles.feeds import is_feed, read_feed
from attribution.articles.fetching import Answer, Fetcher
from attribution.articles.metadata import Metadata
from attribution.articles.pages import read_page
from attribution.errors import AttributionError
from attribution.records import Article

_PAGES = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")


def is_address(path: str) -> bool:
    """Whether something that was given to read is a web address."""
    return path.lower().startswith(("http://", "https://"))


def fetch_articles(
    urls: Iterable[str],
    on_error: OnError,
    *,
    fetcher: Fetcher | None = None,
    pages: bool = False,
    known: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Article]:
    """Fetch the articles of addresses.

    The ``meta`` of each has ``fetched`` (the time, UTC), ``from_address`` (what was asked for) and, where the
    server gives them, ``etag`` and ``last_modified``. What a server says is unchanged gives nothing.

    Args:
        urls: Pages and feeds.
        on_error: Takes what cannot be fetched (A160 to A168) or read; the rest is still done.
        fetcher: What fetches; one with the usual limits if None.
        pages: Whether the page of each item of a feed is fetched, in place of what the feed has of it.
        known: ``etag`` and ``last_modified`` of addresses that are at hand.

    Yields:
        Articles, in the order of the addresses.
    """
    getter = fetcher or Fetcher()
    before = known or {}
    for url in urls:
        try:
            answer = getter.fetch(url, before.get(url))
            now = datetime.now(timezone.utc)
            if answer.data is None:
                continue
            marks = {"from_address": url, "fetched": now.isoformat(timespec="seconds"), **answer.validators}
            for article in _articles(answer, answer.data, now, on_error, pages):
                marked = article.model_copy(update={"meta": {**(article.meta or {}), **marks}})
                if pages and "feed" in (marked.meta or {}):
                    yield from _page_of(marked, getter, before, on_error)
                else:
                    yield marked
        except AttributionError as error:
            on_error(error)


def _articles(
    answer: Answer, data: bytes, now: datetime, on_error: OnError, links: bool
) -> Iterator[Article]:
    if answer.kind in _FEEDS or is_feed(data):
        yield from read_feed(
            data, answer.url, answer.url, on_error, said=now, charset=answer.charset, links=links
        )
    elif answer.kind in _PAGES:
        page = read_page(data, answer.url, answer.charset)
        known = page.metadata.or_else(Metadata(url=answer.url))
        yield from build(answer.url, page.text, page.meta(), known=known, said=now)
    elif answer.kind == "text/plain":
        text = decode_page(data, answer.url, answer.charset)
        text = text if isinstance(text, str) else decode(data, answer.url)
        yield from build(answer.url, text, {}, known=Metadata(url=answer.url), said=now)
    else:
        raise AttributionError("A168", answer.url, kind=answer.kind)


def _page_of(
    item: Article, fetcher: Fetcher, known: Mapping[str, Mapping[str, str]], on_error: OnError
) -> Iterator[Article]:
    """The page that an item of a feed leads to; the item itself where it leads nowhere."""
    if item.url is None:
        yield item
        return
    said = Metadata(item.title, item.publisher, item.published, item.url)
    for article in fetch_articles([item.url], on_error, fetcher=fetcher, known=known):
        found = Metadata(article.title, article.publisher, article.published, article.url)
        yield article.model_copy(update=found.or_else(said).changes(found))
