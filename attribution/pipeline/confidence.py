"""The confidence component: from the probabilities of the models to shares that hold on articles they have
not seen.

A model that says .9 is not right nine times in ten: cues are trained to be found, the ends of a span are
scored one by one, and a right speaker of a wrong cue is not right. A map of a few numbers, fitted on
articles that the models have not seen (``attribution.training.calibrate``), turns the raw probabilities of
an attribution's parts into the probability that each is right, and gives one for the whole.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from spacy.tokens import Doc, SpanGroup

from attribution.pipeline.document import KEY

WHOLE = "attribution"
"""The key of the whole attribution: cue, speaker and at least .8 of the content are right, as in ``full80``."""

INPUTS: dict[str, tuple[str, ...]] = {
    "cue": ("cue",),
    "speaker": ("cue", "speaker"),
    "content": ("cue", "content"),
    "outlet": ("cue", "outlet"),
    WHOLE: ("cue", "speaker", "content"),
}
"""The raw probabilities that each confidence is made of."""

BIAS = "bias"
LEAST = 1e-3

Weights = dict[str, dict[str, float]]
"""For each key of ``INPUTS`` the weight of each input's log-odds, and ``bias``."""


class Calibration:
    """Replaces the raw scores in ``doc.spans["attributions"].attrs`` by calibrated ones; see ``calibrated``."""

    def __init__(self, name: str, weights: Weights) -> None:
        """Keep the component's name and the fitted numbers, which live in the pipeline's config."""
        self.name = name
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        """Calibrate the scores of one Doc."""
        if KEY in doc.spans:
            group = doc.spans[KEY]
            scores = {
                key: calibrated(raw, self.weights) for key, raw in group.attrs.get("scores", {}).items()
            }
            doc.spans[KEY] = SpanGroup(
                doc, name=KEY, spans=list(group), attrs={**group.attrs, "scores": scores}
            )
        return doc


def calibrated(raw: Mapping[str, float], weights: Weights) -> dict[str, float]:
    """The confidences of one attribution.

    Args:
        raw: The models' probabilities of cue, speaker, content and outlet.
        weights: From ``attribution.training.calibration.fit``.

    Returns:
        The probability that the cue is one; that cue and speaker are right, cue and content, cue and outlet (also
        where the right answer is that there is none); and, under ``attribution``, that the whole is. Each is fitted
        by itself, so the whole can come out a little above a part. Rounded to four places.
    """
    found = {}
    for part, numbers in weights.items():
        score = numbers[BIAS] + sum(numbers[name] * log_odds(raw.get(name, 0.0)) for name in INPUTS[part])
        found[part] = round(1 / (1 + math.exp(-score)), 4)
    return found


def log_odds(probability: float) -> float:
    """log(p / (1 - p)), with p kept ``LEAST`` away from 0 and 1."""
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))
