"""Keeping back what a pipeline is unsure of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.engines.local import identity
from attribution.errors import AttributionError
from attribution.records import Attributed

if TYPE_CHECKING:
    from spacy.language import Language

WHOLE = "attribution"
"""The confidence that is looked at: that of the whole attribution."""


class Threshold:
    """Leaves out the attributions below a confidence, and counts them.

    Attributes:
        least: The least confidence that is kept, 0 to 1; None: everything is.
        left_out: How many attributions were left out so far.
        reader: Name and version of what reads articles: the pipeline's, the version followed by the threshold if
            there is one («0.1.0+min-confidence.0.8»), as another threshold gives another reading.
    """

    def __init__(self, nlp: Language, least: float | None = None) -> None:
        """Begin with nothing left out.

        Args:
            nlp: From ``attribution.pipeline.load``.
            least: As the attribute.

        Raises:
            AttributionError: A520 for a threshold and a pipeline that is not calibrated.
        """
        name, version = identity(nlp)
        if least is not None:
            if "attribution_confidence" not in nlp.pipe_names:
                raise AttributionError("A520", name)
            version = f"{version}+min-confidence.{least:g}"
        self.least = least
        self.left_out = 0
        self.reader = name, version

    def __call__(self, article: Attributed) -> Attributed:
        """The article without the attributions that are too unsure."""
        if self.least is None:
            return article
        kept = tuple(a for a in article.attributions if (a.confidence or {}).get(WHOLE, 0.0) >= self.least)
        self.left_out += len(article.attributions) - len(kept)
        return article.model_copy(update={"attributions": kept})

    def __str__(self) -> str:
        """What was left out, in a sentence."""
        return f"Attributions left out, less confident than {self.least:g}: {self.left_out}."
