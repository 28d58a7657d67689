"""Comparing predicted articles with gold ones, file against file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from attribution.errors import AttributionError
from attribution.pipeline.measure import MeasuredText, count, figures
from attribution.records import Attributed, TextSpan
from attribution.training.gold import read_gold
from attribution.training.outcomes import Judged, judge


class Evaluation(NamedTuple):
    """The outcome of a comparison.

    Attributes:
        figures: As in ``pipeline.measure``.
        documents: Figures of each gold article, by its id.
        missing: Ids of gold articles that were not predicted; all of their attributions count as missed.
        misaligned: Gold spans that do not fall on word boundaries: (article id, span).
        judged: Each gold article, attribution by attribution, for ``slices``, ``intervals`` and ``coverage``.
    """

    figures: dict[str, Any]
    documents: dict[str, dict[str, Any]]
    missing: list[str]
    misaligned: list[tuple[str, TextSpan]]
    judged: list[Judged]


def evaluate(gold: Path, predicted: Path) -> Evaluation:
    """Compare two JSON Lines files of annotated articles, joined by ``id``.

    Raises:
        AttributionError: A001 or A002 for a file that cannot be read, A501 where an article's two texts
            differ.
    """
    predictions = {article.id: article for article in read_gold(predicted)}
    total: Counter[str] = Counter()
    documents, missing, misaligned, judged = {}, [], [], []
    for article in read_gold(gold):
        found = predictions.get(article.id)
        if found is None:
            missing.append(article.id)
        elif found.text != article.text:
            raise AttributionError("A501", predicted, id=article.id)
        attributions = found.attributions if found else ()
        counted = count(article.text, article.attributions, attributions)
        judged.append(judge(article, attributions))
        total.update(counted)
        documents[article.id] = figures(counted)
        misaligned += [(article.id, span) for span in misaligned_spans(article)]
    return Evaluation(figures(total), documents, missing, misaligned, judged)


def misaligned_spans(article: Attributed) -> Iterator[TextSpan]:
    """Spans that begin or end inside a word of their text; a model can neither learn nor find these
    exactly."""
    words = MeasuredText(article.text).words
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for attribution in article.attributions:
        for _, span in attribution.spans():
            if span.start not in starts or span.end not in ends:
                yield span
