"""The cue finder: a trained span classifier for the words that signal a report, with the stance of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from thinc.api import Config, Model, Optimizer
from thinc.types import Floats2d

from attribution.pipeline.cue_model import MAX_WIDTH, SCORES
from attribution.pipeline.document import CUE, KEY
from attribution.pipeline.repairs import performative
from attribution.records import STANCES

DEFAULT_MODEL = """
[model]
@architectures = "attribution.CueModel.v1"
hidden = 256
feature_width = 16
dropout = 0.1

[model.tok2vec]
@architectures = "attribution.DocTensor.v1"
width = 384
"""
DEFAULT_CONFIG = {"model": Config().from_str(DEFAULT_MODEL)["model"], "threshold": 0.5}


class CueFinder(TrainablePipe):
    """Writes one CUE span for each report into ``doc.spans["attributions"]``."""

    def __init__(
        self,
        vocab: object,
        model: Model[list[Doc], list[Floats2d]],
        name: str = "attribution_cues",
        *,
        threshold: float,
        scorer: Callable | None = None,
    ) -> None:
        """Keep the model.

        Args:
            vocab: The shared vocabulary.
            model: A ``cue_model``.
            name: The component's name.
            threshold: Least probability of a cue, 0 to 1.
            scorer: Function from examples to figures; None: the component has none of its own.
        """
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg = {"threshold": threshold}
        self.scorer = scorer

    def predict(self, docs: Iterable[Doc]) -> list[Floats2d]:
        """Scores of all short spans of each Doc, shapes as in ``cue_model``."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [np.zeros((0, SCORES), dtype="f") for _ in docs]
        return self.model.predict(docs)

    def set_annotations(self, docs: Iterable[Doc], scores: list[Floats2d]) -> None:
        """Write the cues: of spans that overlap, the likeliest."""
        for doc, doc_scores in zip(docs, scores, strict=True):
            spans, confidences = [], {}
            for number, (start, end, confidence, stance) in enumerate(
                best_spans(doc, doc_scores, float(self.cfg["threshold"]))
            ):
                spans.append(Span(doc, start, end, label=CUE, span_id=str(number), kb_id=f"{stance}:"))
                confidences[str(number)] = {"cue": confidence}
            doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans, attrs={"scores": confidences})

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from a batch; dropout is the model's own, ``drop`` is not used."""
        losses = losses if losses is not None else {}
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        scores, backprop = self.model.begin_update([eg.predicted for eg in examples])
        loss, d_scores = self.get_loss(examples, scores)
        backprop(d_scores)
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def get_loss(self, examples: Iterable[Example], scores: list[Floats2d]) -> tuple[float, list[Floats2d]]:
        """Cross-entropy of each span being a cue, and of the stance where it is one, for each gold cue of
        the batch."""
        examples = list(examples)
        golds = [gold_cues(eg.reference) for eg in examples]
        count = max(sum(map(len, golds)), 1)
        loss, gradients = 0.0, []
        for doc_scores, gold in zip(scores, golds, strict=True):
            d = np.zeros_like(doc_scores)
            target = np.zeros(len(doc_scores), dtype="f")
            rows = np.array([3 * start + width for start, width, _ in gold], dtype=int)
            target[rows] = 1
            probability = sigmoid(doc_scores[:, 0])
            d[:, 0] = probability - target
            loss -= float(np.log(np.where(target == 1, probability, 1 - probability) + 1e-9).sum())
            if gold:
                stances = np.array([stance for _, _, stance in gold])
                likely = softmax(doc_scores[rows, 1:])
                loss -= float(np.log(likely[np.arange(len(rows)), stances] + 1e-9).sum())
                likely[np.arange(len(rows)), stances] -= 1
                d[rows, 1:] = likely
            gradients.append(d / count)
        return loss / count, gradients

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Fix the model's shapes on some examples."""
        sample = [eg.predicted for eg, _ in zip(get_examples(), range(3), strict=False)]
        self.model.initialize(X=sample)


def best_spans(doc: Doc, scores: Floats2d, threshold: float) -> list[tuple[int, int, float, str]]:
    """Cues by their scores: (first token, token after the last, probability, stance), in the order of the
    text."""
    probability = sigmoid(scores[:, 0])
    taken = np.zeros(len(doc), dtype=bool)
    found = []
    for row in np.argsort(-probability, kind="stable"):
        if probability[row] < threshold:
            break
        start, end = int(row) // MAX_WIDTH, int(row) // MAX_WIDTH + int(row) % MAX_WIDTH + 1
        if end > len(doc) or taken[start:end].any() or doc[start].is_space or doc[end - 1].is_space:
            continue
        if end - start == 1 and performative(doc[start].text):
            continue
        taken[start:end] = True
        found.append((start, end, round(float(probability[row]), 4), STANCES[int(scores[row, 1:].argmax())]))
    return sorted(found)


def gold_cues(doc: Doc) -> list[tuple[int, int, int]]:
    """Gold cues of a reference Doc: (first token, width - 1, number of the stance); ones wider than the
    model reads are cut."""
    cues = [span for span in doc.spans.get(KEY, []) if span.label_ == CUE]
    return [
        (span.start, min(len(span), MAX_WIDTH) - 1, STANCES.index(span.kb_id_.partition(":")[0]))
        for span in cues
    ]


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x), safe for large numbers."""
    return (0.5 * (1 + np.tanh(0.5 * x))).astype("f")


def softmax(x: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)
