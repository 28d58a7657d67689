"""Which articles to annotate next: those that a pipeline is least sure of, no two of them alike.

Uncertainty sampling with diversity: an article counts for the errors that its confidences lead one to expect for each
hundred words (so that a long article does not win by its length alone), times how unlike it is to what has been
chosen before. Near-copies of what is chosen or known are left out.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from attribution.records import Article, Attributed
from attribution.text.folding import fold_word
from attribution.text.words import is_word, words

WIDTH = 4096
"""Components of an article's vector; words share them by a hash."""
SHINGLE = 4
"""Words of a shingle."""
COPY = 0.5
"""Share of the shorter article's shingles from which two articles are near-copies."""
WHOLE = "attribution"
"""The key of the confidence that a whole attribution is right."""


class Choice(NamedTuple):
    """A chosen article.

    Attributes:
        article: As the pipeline read it.
        errors: Errors to expect for each hundred words.
        novelty: 1 less the likeness to the article most like it that was chosen before or is known.
    """

    article: Attributed
    errors: float
    novelty: float


def select(articles: Sequence[Attributed], count: int, known: Sequence[Article] = ()) -> list[Choice]:
    """Choose articles to annotate.

    Args:
        articles: With attributions that have confidences, as ``extract`` writes them.
        count: How many to choose.
        known: Articles that are annotated already.

    Returns:
        The chosen ones, the most worthwhile first; fewer where there are not enough that differ.
    """
    everything = [*known, *articles]
    vectors = _vectors([article.text for article in everything])
    shingled = [_shingles(article.text) for article in everything]
    errors = np.array([expected_errors(article) for article in articles])
    nearest = np.zeros(len(articles), dtype="f")
    seen: set[int] = set()
    left = np.ones(len(articles), dtype=bool)
    own = vectors[len(known) :]
    for place in range(len(known)):
        nearest = np.maximum(nearest, own @ vectors[place])
        seen |= shingled[place]
    chosen: list[Choice] = []
    while len(chosen) < count and left.any():
        worth = np.where(left, errors * (1 - nearest) + 1e-9 * (1 - nearest), -1)
        best = int(worth.argmax())
        left[best] = False
        mine = shingled[len(known) + best]
        if mine and len(mine & seen) >= COPY * len(mine):
            continue
        chosen.append(Choice(articles[best], float(errors[best]), float(1 - nearest[best])))
        nearest = np.maximum(nearest, own @ own[best])
        seen |= mine
    return chosen


def expected_errors(article: Attributed) -> float:
    """How many of its attributions are wrong, if the confidences hold, for each hundred words."""
    count = sum(is_word(span.of(article.text)) for span in words(article.text))
    sure = [a.confidence for a in article.attributions if a.confidence]
    wrong = sum(1 - confidence.get(WHOLE, min(confidence.values())) for confidence in sure)
    return 100 * wrong / count if count else 0.0


def _vectors(texts: Sequence[str]) -> np.ndarray:
    """Unit vectors of word frequencies, rare words weighing more; shape (texts, ``WIDTH``)."""
    counts = np.zeros((len(texts), WIDTH), dtype="f")
    for row, text in enumerate(texts):
        for word, times in Counter(_folded(text)).items():
            counts[row, zlib.crc32(word.encode()) % WIDTH] += 1 + np.log(times)
    documents = (counts > 0).sum(axis=0)
    weighed = counts * np.log((1 + len(texts)) / (1 + documents)).astype("f")
    return weighed / np.maximum(np.linalg.norm(weighed, axis=1, keepdims=True), 1e-9)


def _shingles(text: str) -> set[int]:
    folded = list(_folded(text))
    return {hash(tuple(folded[i : i + SHINGLE])) for i in range(len(folded) - SHINGLE + 1)}


def _folded(text: str) -> Iterator[str]:
    return (fold_word(span.of(text)) for span in words(text) if is_word(span.of(text)))
