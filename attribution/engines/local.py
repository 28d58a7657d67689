"""Extraction in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attribution.errors import AttributionError
from attribution.records import Article, Attributed

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 8
"""Articles that go through the pipeline together."""


def extract(
    nlp: Language, articles: Iterable[Article], on_error: Callable[[AttributionError], None]
) -> Iterator[Attributed]:
    """Read articles with a pipeline, in their order.

    An article that the pipeline fails on costs itself alone: its batch is read again one by one.

    Args:
        nlp: From ``attribution.pipeline.load``.
        articles: Any number of them; no more than a batch is held at a time.
        on_error: Is given A405, or the pipeline's own coded error, for each article that is left out.

    Yields:
        Each article with its attributions.
    """
    from attribution.pipeline import extract_all

    remaining = iter(articles)
    while batch := list(islice(remaining, BATCH)):
        try:
            found = list(extract_all(nlp, batch, batch_size=BATCH))
        except Exception:
            found = list(_one_by_one(nlp, batch, on_error))
        yield from found


def identity(nlp: Language) -> tuple[str, str]:
    """Name and version of a pipeline, from its ``meta.json``: ``("ar_attribution_trf", "0.1.0")``."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"]


def _one_by_one(
    nlp: Language, articles: Iterable[Article], on_error: Callable[[AttributionError], None]
) -> Iterator[Attributed]:
    from attribution.pipeline import extract

    for article in articles:
        try:
            yield extract(nlp, article)
        except AttributionError as error:
            on_error(error)
        except Exception as error:  # whatever a text may do to a model, the next article is read
            why = f"{type(error).__name__}: {error}".splitlines()[0]
            on_error(AttributionError("A405", article.id, why=why))
