"""Registers the components, models and the tokenizer with spaCy; nothing else in the package changes
spaCy's state.

Entry points in ``pyproject.toml`` name this module, so that ``spacy.load`` finds everything by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from attribution.pipeline import confidence, cues, encoder, links, word_encoder
from attribution.pipeline.document import KEY, read
from attribution.pipeline.resolver import SpeakerResolver

if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, getter=read)


@Language.factory(
    "attribution_encoder",
    assigns=["doc.tensor"],
    default_config=encoder.DEFAULT_CONFIG,
)
def make_encoder(nlp: Language, name: str, window: int, stride: int, batch_tokens: int) -> encoder.Encoder:
    """The shipped encoder: windows of tokens through onnxruntime, one vector a token."""
    return encoder.Encoder(name, window=window, stride=stride, batch_tokens=batch_tokens)


@Language.factory("attribution_words", assigns=["doc.tensor"], default_config=word_encoder.DEFAULT_CONFIG)
def make_words(nlp: Language, name: str, model: Model) -> word_encoder.WordEncoder:
    """The small encoder: hashed word forms and convolutions, one vector a token."""
    return word_encoder.WordEncoder(model, name)


@Language.factory(
    "attribution_cues",
    assigns=["doc.spans"],
    default_config=cues.DEFAULT_CONFIG,
)
def make_cues(nlp: Language, name: str, model: Model, threshold: float) -> cues.CueFinder:
    """The cue finder."""
    return cues.CueFinder(nlp.vocab, model, name, threshold=threshold)


@Language.factory(
    "attribution_links",
    assigns=["doc.spans"],
    requires=["doc.spans"],
    default_config={**links.DEFAULT_CONFIG, "scorer": {"@scorers": "attribution.Scorer.v1"}},
    default_score_weights={
        "attribution_full80": 0.5,
        "attribution_cue": 0.2,
        "attribution_content": 0.15,
        "attribution_speaker": 0.15,
    },
)
def make_links(
    nlp: Language, name: str, model: Model, inside_weight: float, scorer: Callable | None
) -> links.Linker:
    """The linker."""
    return links.Linker(nlp.vocab, model, name, inside_weight=inside_weight, scorer=scorer)


@Language.factory("attribution_resolver", assigns=["doc.spans"], requires=["doc.spans"])
def make_resolver(nlp: Language, name: str) -> SpeakerResolver:
    """The resolver of names."""
    return SpeakerResolver(name)


@Language.factory("attribution_confidence", assigns=["doc.spans"], requires=["doc.spans"])
def make_confidence(nlp: Language, name: str, weights: dict[str, dict[str, float]]) -> confidence.Calibration:
    """The calibration of confidences."""
    return confidence.Calibration(name, weights)


def make_scorer() -> Callable[..., dict[str, Any]]:
    """``attribution.Scorer.v1``: the measure's figures under ``attribution_cue``, ``attribution_full80`` and so
    on, and under ``spans_attributions_f`` how many spans are exactly right, which ``spacy evaluate`` shows."""
    from spacy.pipeline.spancat import spancat_score

    from attribution.pipeline.measure import measure, values

    def score(examples: Any, **kwargs: Any) -> dict[str, Any]:
        examples = list(examples)
        report = measure((eg.reference.text, read(eg.reference), read(eg.predicted)) for eg in examples)
        exact = spancat_score(examples, spans_key=KEY, allow_overlap=True)
        return {**exact, **{f"attribution_{figure}": value for figure, value in values(report).items()}}

    return score
