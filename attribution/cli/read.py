"""``attribution read``: articles from wherever they are, into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from attribution.cli import options
from attribution.cli.app import app
from attribution.cli.outcome import outcome, tell
from attribution.cli.progress import watched
from attribution.errors import AttributionError
from attribution.exports.files import to_json, written
from attribution.records import Article

if TYPE_CHECKING:
    from attribution.articles.fetching import Limits


class AtHand(NamedTuple):
    """What the file of an earlier run has: its lines, its articles, and what servers said of their state."""

    lines: str
    articles: set[tuple[str, str]]
    known: dict[str, dict[str, str]]


@app.command("read", short_help="Fetch or convert articles into one file, before anything is extracted.")
def read_cli(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Web addresses of pages and feeds, files, or folders.",
            show_default=False,
        ),
    ],
    out: options.Output,
    pages: Annotated[
        bool, typer.Option("--pages", help="Of a feed, fetch the page of each item too: feeds are short.")
    ] = False,
    add: Annotated[
        bool,
        typer.Option("--add", help="Keep what FILE has, and fetch only what is new or has changed since."),
    ] = False,
    delay: Annotated[
        float, typer.Option("--delay", min=0, metavar="SECONDS", help="Pause between two requests to a host.")
    ] = 2.0,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="What one request may take.")
    ] = 30.0,
    max_size: Annotated[
        float, typer.Option("--max-size", min=0.001, metavar="MB", help="What one answer may hold.")
    ] = 20.0,
) -> None:
    """Write articles to a file, one a line, ready for 'attribution run' and 'attribution extract'.

    \b
    What is read:
      https://…            a page, or an RSS or Atom feed; nothing is fetched that you did not name
      .txt .html .mhtml    texts and saved pages
      .rss .atom .xml      feeds
      .warc .warc.gz       web archives
      .jsonl               articles, also with the keys of other systems (body, headline, pubDate …)

    Of all that read articles only this command goes to the network. It obeys robots.txt, says who it is,
    makes one request at a time and waits between two to the same host. Dates become ISO 8601 where they are
    known; the words of the source stay beside them in "meta".
    """
    from attribution.articles.fetching import Limits

    limits = Limits(seconds=timeout, delay=delay, bytes=int(max_size * 1e6))
    with outcome(stopped="Nothing was written.") as refusals:
        count = read(sources, out, refusals, limits=limits, pages=pages, add=add)
        tell(f"{count} articles written to {out}." if count else f"No new articles: {out} is as it was.")


def read(
    sources: Sequence[str],
    out: str,
    on_error: Callable[[AttributionError], None],
    *,
    limits: Limits | None = None,
    pages: bool = False,
    add: bool = False,
) -> int:
    """Write the articles of addresses, files and folders to a file.

    Args:
        sources: In the order in which they are read.
        out: A file, or ``-`` for standard output.
        on_error: Is given what is refused; the rest is still done.
        limits: A ``Limits`` of ``attribution.articles.fetching``; the usual ones if None.
        pages: Whether the pages of a feed's items are fetched.
        add: Whether the articles of ``out`` are kept and only new ones fetched and added.

    Returns:
        How many articles the file has that were not there before.

    Raises:
        AttributionError: A401 if it cannot be written; what was there before is there still.
    """
    from attribution.articles import read as read_files
    from attribution.articles.fetching import Fetcher
    from attribution.articles.remote import fetch_articles, is_address

    def found() -> Iterator[Article]:
        fetcher = Fetcher(limits)
        for source in sources:
            if is_address(source):
                yield from fetch_articles(
                    [source], on_error, fetcher=fetcher, pages=pages, known=before.known
                )
            else:
                yield from read_files([Path(source)], on_error)

    before = _at_hand(out) if add else AtHand("", set(), {})
    articles = (a for a in watched(found(), "articles read:") if (a.id, a.sha256) not in before.articles)
    first = next(articles, None)
    if first is None:
        return 0
    count = 0
    with written(out) as file:
        file.write(before.lines)
        for article in chain([first], articles):
            file.write(to_json(article.model_dump(mode="json", exclude_none=True)) + "\n")
            count += 1
    return count


def _at_hand(out: str) -> AtHand:
    """What a file of articles has; lines that are none stay as they are."""
    path = Path(out)
    if not path.is_file() or not path.stat().st_size:
        return AtHand("", set(), {})
    from attribution.articles.decoding import decode
    from attribution.articles.manifest import Manifests
    from attribution.articles.newsroom import read_records

    lines = decode(path.read_bytes(), path)
    articles, known = set(), {}
    for article in read_records(path, Manifests(_unheeded), _unheeded):
        articles.add((article.id, article.sha256))
        meta = article.meta or {}
        if address := meta.get("from_address"):
            known[address] = {name: meta[name] for name in ("etag", "last_modified") if meta.get(name)}
    return AtHand(lines if lines.endswith("\n") else lines + "\n", articles, known)


def _unheeded(error: AttributionError) -> None:
    """Lines that are no articles are kept, and are nobody's concern here."""
