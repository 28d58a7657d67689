"""The linker: for each cue its speaker, content and outlet, and whether the words are direct, indirect or
mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from thinc.api import Config, Model, Optimizer

from attribution.pipeline.cues import sigmoid, softmax
from attribution.pipeline.decoding import best_content, best_mention
from attribution.pipeline.document import CONTENT, CUE, KEY, OUTLET, SPEAKER
from attribution.pipeline.features import Ints, layout
from attribution.pipeline.link_model import POINTERS, Floats, Links
from attribution.pipeline.quotation_type import fit_types, quotation_features
from attribution.pipeline.repairs import before_own_cues, source_adjective
from attribution.records import TYPES

DEFAULT_MODEL = """
[model]
@architectures = "attribution.LinkModel.v1"
hidden = 192
projection = 48
feature_width = 16
dropout = 0.1

[model.tok2vec]
@architectures = "attribution.DocTensor.v1"
width = 384
"""
DEFAULT_CONFIG = {"model": Config().from_str(DEFAULT_MODEL)["model"], "inside_weight": 0.1}


class Target(NamedTuple):
    """What is gold for one cue, in tokens of the Doc: ends of speaker, outlet and content (None: none),
    pieces, type."""

    ends: tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[int, int] | None]
    pieces: list[tuple[int, int]]
    kind: int


class Decoded(NamedTuple):
    """One attribution as it was decoded: its cue, and tokens (the first, and the one after the last) of the rest."""

    cue: Span
    speaker: tuple[int, int] | None
    outlet: tuple[int, int] | None
    pieces: list[tuple[int, int]]


class Linker(TrainablePipe):
    """Adds SPEAKER, CONTENT and OUTLET spans to the CUE spans in ``doc.spans["attributions"]``."""

    def __init__(
        self,
        vocab: object,
        model: Model,
        name: str = "attribution_links",
        *,
        inside_weight: float,
        scorer: Callable | None = None,
    ) -> None:
        """Keep the model.

        Args:
            vocab: The shared vocabulary.
            model: A ``link_model``.
            name: The component's name.
            inside_weight: Weight of one token's loss as inside or outside a content, against that of one
                pointer.
            scorer: Function from examples to figures.
        """
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg = {"inside_weight": inside_weight}
        self.scorer = scorer

    def predict(self, docs: Iterable[Doc]) -> list[list[Links]]:
        """Scores of the tokens round each Doc's cues."""
        docs = list(docs)
        cues = [cue_tokens(doc) for doc in docs]
        if not any(len(doc_cues) for doc_cues in cues):
            return [[] for _ in docs]
        return self.model.predict((docs, cues))

    def set_annotations(self, docs: Iterable[Doc], scores: list[list[Links]]) -> None:
        """Decode the scores and write the spans, cue by cue."""
        for doc, groups in zip(docs, scores, strict=True):
            cues = {span.start: span for span in doc.spans.get(KEY, []) if span.label_ == CUE}
            confidences = (
                {key: dict(value) for key, value in doc.spans[KEY].attrs.get("scores", {}).items()}
                if KEY in doc.spans
                else {}
            )
            found = [
                self._decode(
                    doc, cues[int(token)], links, row, confidences.setdefault(cues[int(token)].id_, {})
                )
                for links in groups
                for row, token in enumerate(links.cues)
            ]
            contents = before_own_cues(doc, [(one.cue, one.speaker, one.pieces) for one in found])
            spans = [
                span
                for one, pieces in zip(found, contents, strict=True)
                for span in self._spans(doc, one._replace(pieces=pieces))
            ]
            doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans, attrs={"scores": confidences})

    def _decode(self, doc: Doc, cue: Span, links: Links, row: int, confidence: dict[str, float]) -> Decoded:
        """What the scores say of one cue; ``confidence`` gets the probabilities."""
        scores, null = links.tokens[row], links.null[row]
        at = (cue.start - links.start, cue.end - links.start)
        found, confidence["content"] = best_content(scores, null, at)
        pieces = [
            p for p in (_trim(doc, start + links.start, end + links.start) for start, end in found) if p
        ]
        sentence = layout(doc).sentence[links.start : links.start + len(scores)]
        mentions: list[tuple[int, int] | None] = []
        for label, role in ((SPEAKER, 0), (OUTLET, 2)):
            mention = best_mention(scores, null, role, at, sentence)
            mentions.append(mention and _trim(doc, mention.start + links.start, mention.end + links.start))
            confidence[label.lower()] = mention.confidence if mention else _none(scores, null, role)
        speaker = source_adjective(doc, (cue.start, cue.end)) or mentions[0]
        return Decoded(cue, speaker, mentions[1], pieces)

    def _spans(self, doc: Doc, found: Decoded) -> list[Span]:
        """The spans of one attribution, the cue with stance and type first."""
        cue, stance = found.cue, found.cue.kb_id_.partition(":")[0]
        features = quotation_features(doc, cue.start, found.pieces)[None]
        kind = TYPES[int(self.model.get_ref("kind").predict(features)[0].argmax())]
        mentions = ((SPEAKER, found.speaker), (OUTLET, found.outlet))
        return [
            Span(doc, cue.start, cue.end, label=CUE, span_id=cue.id_, kb_id=f"{stance}:{kind}"),
            *(Span(doc, *tokens, label=label, span_id=cue.id_) for label, tokens in mentions if tokens),
            *(Span(doc, *piece, label=CONTENT, span_id=cue.id_) for piece in found.pieces),
        ]

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from a batch, on gold cues; dropout is the model's own, ``drop`` is not used."""
        losses = losses if losses is not None else {}
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        cues = [cue_tokens(eg.reference) for eg in examples]
        scores, backprop = self.model.begin_update(([eg.predicted for eg in examples], cues))
        targets = [gold_targets(eg.reference) for eg in examples]
        loss, gradients = self._loss(targets, scores)
        backprop(gradients)
        loss += self._learn_types(examples, targets)
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def get_loss(
        self, examples: Iterable[Example], scores: list[list[Links]]
    ) -> tuple[float, list[list[tuple[Floats, Floats]]]]:
        """Cross-entropy of six pointers and of every token as inside or outside the content, for each gold
        cue of the batch."""
        return self._loss([gold_targets(eg.reference) for eg in examples], scores)

    def _loss(
        self, targets: list[dict[int, Target]], scores: list[list[Links]]
    ) -> tuple[float, list[list[tuple[Floats, Floats]]]]:
        count = max(sum(map(len, targets)), 1)
        loss, gradients = 0.0, []
        for groups, doc_targets in zip(scores, targets, strict=True):
            doc_gradients = []
            for links in groups:
                d_tokens, d_null = np.zeros_like(links.tokens), np.zeros_like(links.null)
                for row, token in enumerate(links.cues):
                    loss += self._cue_loss(links, row, doc_targets[int(token)], d_tokens[row], d_null[row])
                doc_gradients.append((d_tokens / count, d_null / count))
            gradients.append(doc_gradients)
        return loss / count, gradients

    def _cue_loss(self, links: Links, row: int, target: Target, d_tokens: Floats, d_null: Floats) -> float:
        """Loss of one cue; its gradient goes into ``d_tokens`` and ``d_null``."""
        scores, null = links.tokens[row], links.null[row]
        length, loss = len(scores), 0.0
        for role in range(POINTERS):
            ends = target.ends[role // 2]
            gold = length if ends is None else ends[role % 2] - links.start
            if not 0 <= gold <= length:
                continue
            likely = softmax(np.append(scores[:, role], null[role]))
            loss -= float(np.log(likely[gold] + 1e-9))
            likely[gold] -= 1
            d_tokens[:, role], d_null[role] = likely[:-1], likely[-1]
        inside = np.zeros(length, dtype="f")
        for start, end in target.pieces:
            inside[max(start - links.start, 0) : max(end - links.start, 0)] = 1
        probability = sigmoid(scores[:, POINTERS])
        weight = float(self.cfg["inside_weight"])
        d_tokens[:, POINTERS] = weight * (probability - inside)
        return loss - weight * float(np.log(np.where(inside == 1, probability, 1 - probability) + 1e-9).sum())

    def _learn_types(self, examples: list[Example], targets: list[dict[int, Target]]) -> float:
        """One step of the type classifier, on gold contents."""
        rows, kinds = _type_rows(examples, targets)
        if not len(kinds):
            return 0.0
        likely, backprop = self.model.get_ref("kind").begin_update(rows)
        right = np.arange(len(kinds)), kinds
        loss = -float(np.log(likely[right] + 1e-9).mean())
        d = likely.copy()
        d[right] -= 1
        backprop(d / len(kinds))
        return loss

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Fix the model's shapes on some examples, and fit the type classifier on all."""
        examples = list(get_examples())
        sample = examples[:3]
        self.model.initialize(
            X=([eg.predicted for eg in sample], [cue_tokens(eg.reference) for eg in sample])
        )
        self.settle_types(examples)

    def settle_types(self, examples: Sequence[Example]) -> None:
        """Fit the type classifier on all contents of some articles, until it settles."""
        rows, kinds = _type_rows(examples, [gold_targets(eg.reference) for eg in examples])
        if len(kinds):
            fit_types(self.model.get_ref("kind"), rows, kinds)


def _type_rows(
    examples: Sequence[Example], targets: Sequence[dict[int, Target]]
) -> tuple[np.ndarray, np.ndarray]:
    """Features of all gold contents, shape (contents, 10), and the numbers of their types, shape (contents,)."""
    rows, kinds = [], []
    for eg, doc_targets in zip(examples, targets, strict=True):
        for token, target in doc_targets.items():
            rows.append(quotation_features(eg.predicted, token, target.pieces))
            kinds.append(target.kind)
    return np.array(rows, dtype="f"), np.array(kinds, dtype=int)


def cue_tokens(doc: Doc) -> Ints:
    """First tokens of a Doc's cues, ascending, shape (cues,)."""
    return np.array(
        sorted({span.start for span in doc.spans.get(KEY, []) if span.label_ == CUE}), dtype=np.int32
    )


def gold_targets(doc: Doc) -> dict[int, Target]:
    """What is gold for each cue of a reference Doc, by the cue's first token."""
    by_id: dict[str, list[Span]] = {}
    for span in doc.spans.get(KEY, []):
        by_id.setdefault(span.id_, []).append(span)
    return dict(map(_target, by_id.values()))


def _target(spans: list[Span]) -> tuple[int, Target]:
    label = {span.label_: span for span in spans}
    pieces = sorted((span.start, span.end) for span in spans if span.label_ == CONTENT)
    ends = [(label[name].start, label[name].end - 1) if name in label else None for name in (SPEAKER, OUTLET)]
    content = (pieces[0][0], pieces[-1][1] - 1) if pieces else None
    kind = label[CUE].kb_id_.partition(":")[2]
    return label[CUE].start, Target(
        (ends[0], ends[1], content), pieces, TYPES.index(kind) if kind in TYPES else 1
    )


def _none(scores: Floats, null: Floats, role: int) -> float:
    """Probability that there is no speaker or outlet: geometric mean of the two null options."""
    both = [softmax(np.append(scores[:, r], null[r]))[-1] for r in (role, role + 1)]
    return round(float(np.sqrt(both[0] * both[1])), 4)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its edges; None where nothing is left."""
    kept = [i for i in range(start, end) if not doc[i].is_space]
    return (kept[0], kept[-1] + 1) if kept else None
