"""Attribution by attribution: what each gold and each predicted one adds to the figures.

Sums of these are the counts of ``pipeline.measure``; summed over a part of the attributions they are a
slice, in the order of confidence a curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from attribution.pipeline.measure import MeasuredText, agreement, match
from attribution.records import Attributed, Attribution


class Outcome(NamedTuple):
    """One attribution of one side, and what it adds to the counts.

    ``counts`` has the side's own numbers (``gold``, ``content_gold`` … or ``predicted``,
    ``content_predicted`` …) and, where the attribution was matched, what ``measure.agreement`` says of the
    pair.
    """

    attribution: Attribution
    counts: Counter[str]


class Judged(NamedTuple):
    """A gold article with the outcomes of its gold attributions and of those that were predicted for it."""

    article: Attributed
    gold: list[Outcome]
    predicted: list[Outcome]


def judge(article: Attributed, predicted: Sequence[Attribution]) -> Judged:
    """Match the gold attributions of an article with predicted ones and count both sides."""
    text = MeasuredText(article.text)
    gold = [Outcome(a, _own(text, a, "gold")) for a in article.attributions]
    found = [Outcome(a, _own(text, a, "predicted")) for a in predicted]
    for i, j in match(text, article.attributions, predicted):
        both = agreement(text, article.attributions[i], predicted[j])
        gold[i].counts.update(both)
        found[j].counts.update(both)
    return Judged(article, gold, found)


def _own(text: MeasuredText, attribution: Attribution, side: str) -> Counter[str]:
    return Counter(
        {
            side: 1,
            f"content_{side}": len(text.content(attribution.content)),
            f"speaker_{side}": int(attribution.speaker is not None),
            f"name_{side}": int(bool(attribution.speaker_name)),
            f"outlet_{side}": int(attribution.outlet is not None),
        }
    )
