"""Extraction into a file, which goes on where it stopped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from attribution.engines.local import extract
from attribution.engines.threshold import Threshold
from attribution.errors import AttributionError
from attribution.exports.files import is_stream, refused_writing, to_json, written
from attribution.records import Article, Attributed

if TYPE_CHECKING:
    from spacy.language import Language

Seen = Counter[tuple[str, str]]
"""Articles by id and SHA-256, each as often as it has come."""


def extract_to(
    out: str | Path,
    nlp: Language,
    articles: Iterable[Article],
    on_error: Callable[[AttributionError], None],
    threshold: Threshold | None = None,
) -> Iterator[Attributed]:
    """Write articles with their attributions to ``out``, as JSON Lines in the order of the articles.

    Until all are done they lie in ``out`` with ``.part`` after its name. A run that was stopped leaves that
    file, and the next one reads only what is not in it.

    Args:
        out: A file, which is replaced when all is done, or ``-`` for standard output.
        nlp: From ``attribution.pipeline.load``.
        articles: The same ones, if a run was stopped before.
        on_error: Is given the errors of single articles, which are left out.
        threshold: What leaves out unsure attributions; None: all are kept.

    Yields:
        Each article that is written now.

    Raises:
        AttributionError: A401 if nothing can be written, A403, A404 or A406 if the unfinished file is of
            another pipeline or threshold, cannot be read, or is of other articles.
    """
    threshold = threshold or Threshold(nlp)
    if is_stream(out) or Path(out).is_dir():
        with written(out) as file:
            yield from _write(file, nlp, articles, on_error, threshold)
        return
    part = Path(f"{out}.part")
    with refused_writing(part):
        done = _done(part, " ".join(threshold.reader)) if part.exists() else Counter()
        with part.open("a", encoding="utf-8", newline="\n") as file:
            yield from _write(file, nlp, _not_in(done, articles), on_error, threshold)
        if left := done.total():
            raise AttributionError("A406", part, count=left)
        part.replace(out)


def _write(
    file: TextIO,
    nlp: Language,
    articles: Iterable[Article],
    on_error: Callable[[AttributionError], None],
    threshold: Threshold,
) -> Iterator[Attributed]:
    pipeline = " ".join(threshold.reader)
    for article in map(threshold, extract(nlp, articles, on_error)):
        file.write(to_json({**_record(article), "pipeline": pipeline}) + "\n")
        file.flush()
        yield article


def _record(article: Attributed) -> dict[str, Any]:
    """An article as a line of a file: all its own keys, and of the contract's those that say something."""
    kept = article.model_dump()
    for name in ("title", "publisher", "published", "url", "meta"):
        if kept[name] is None:
            del kept[name]
    for attribution in kept["attributions"]:
        for name in ("confidence", "id"):
            if attribution[name] is None:
                del attribution[name]
    return kept


def _not_in(done: Seen, articles: Iterable[Article]) -> Iterator[Article]:
    for article in articles:
        name = (article.id, article.sha256)
        if done[name]:
            done[name] -= 1
        else:
            yield article


def _done(part: Path, pipeline: str) -> Seen:
    """The articles of an unfinished file; a last line that is not whole is taken away."""
    done: Seen = Counter()
    with part.open("rb+") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                file.truncate(file.seek(-len(line), 2))
                break
            try:
                kept = json.loads(line)
                article = Article(id=kept["id"], text=kept["text"])
                before = kept["pipeline"]
            except (ValueError, KeyError, TypeError):
                raise AttributionError("A404", part, line=number) from None
            if before != pipeline:
                raise AttributionError("A403", part, before=before, now=pipeline)
            done[article.id, article.sha256] += 1
    return done
