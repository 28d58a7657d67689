"""Annotated articles for training: JSON Lines of ``Attributed`` records, split by a list of ids, augmented
anew each time round."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.training import Example

from attribution.errors import AttributionError
from attribution.pipeline.document import to_doc
from attribution.records import Attributed
from attribution.training.augment import dressed
from attribution.training.gold import read_gold


def corpus(
    paths: dict[str, str | None],
    splits: str | None,
    part: str | None,
    whole: str | None,
    rate: float,
    seed: int,
) -> Callable[[Language], Iterator[Example]]:
    """``attribution.Corpus.v1``.

    Args:
        paths: JSON Lines files of annotated articles, under names of any kind; None and "" are skipped.
        splits: JSON file that maps the name of a part to the ids held out for it; None: nothing is held out.
        part: ``train`` for all that is in no part, else the part's name; None for everything.
        whole: One more file, of which all articles are taken whatever ``part`` says.
        rate: How often texts are augmented, see ``augment.dressed``; 0 for evaluation.
        seed: Where chance starts; order and augmentation are the same at every run.

    Returns:
        A reader that spaCy calls with ``nlp`` once for each time round; with augmentation each time is
        another.
    """
    rng = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        articles = annotated(paths, splits, part, whole)
        if rate:
            rng.shuffle(articles)
        for article in articles:
            if rate:
                article = dressed(article, rate, rng)
            reference, _ = to_doc(nlp, article)
            yield Example(nlp.make_doc(article.text), reference)

    return read


def annotated(
    paths: dict[str, str | None], splits: str | None, part: str | None, whole: str | None
) -> list[Attributed]:
    """The articles of a corpus as they are, in the order of the files; arguments as in ``corpus``.

    Raises:
        AttributionError: A506 where there are none, A001 or A002 for a file that cannot be read.
    """
    articles = [article for path in paths.values() if path for article in read_gold(Path(path))]
    articles = [*select(articles, splits, part), *(read_gold(Path(whole)) if whole else ())]
    if not articles:
        raise AttributionError("A506", ", ".join(path for path in paths.values() if path))
    return articles


def select(articles: Iterable[Attributed], splits: str | None, part: str | None) -> Iterator[Attributed]:
    """The articles of one part, as in ``corpus``."""
    held: dict[str, list[str]] = json.loads(Path(splits).read_text(encoding="utf-8")) if splits else {}
    taken = {key for keys in held.values() for key in keys}
    for article in articles:
        if part is None or (article.id not in taken if part == "train" else article.id in held.get(part, ())):
            yield article
