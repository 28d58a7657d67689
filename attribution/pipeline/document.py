"""Attributions in a spaCy Doc, and back.

They live in ``doc.spans["attributions"]``: spans labelled CUE, SPEAKER, CONTENT, OUTLET; ``span.id_`` ties
those of one
attribution together; the cue's ``kb_id_`` is its ``stance:type``, the speaker's the resolved name;
``SpanGroup.attrs["scores"]``
maps an attribution's id to its confidences. All of this survives DocBin and processes (spaCy 3.8); user
data would not.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from attribution.records import Attributed, Attribution, TextSpan

KEY = "attributions"
CUE, SPEAKER, CONTENT, OUTLET = "CUE", "SPEAKER", "CONTENT", "OUTLET"


def char_span(span: Span) -> TextSpan:
    """The code points that a span covers."""
    return TextSpan(span.start_char, span.end_char)


def align(doc: Doc, span: TextSpan) -> tuple[int, int] | None:
    """First token and the token after the last of a character span; None where it does not fall on token
    boundaries."""
    found = doc.char_span(*span)
    return None if found is None else (found.start, found.end)


def write(doc: Doc, attributions: Iterable[Attribution]) -> list[TextSpan]:
    """Put attributions into ``doc.spans``, in the order of their cues.

    Returns:
        Spans that do not align with the tokens, and were left out; an attribution without its cue is left
        out whole.
    """
    spans, misaligned = [], []
    scores: dict[str, dict[str, float]] = {}
    for number, attribution in enumerate(sorted(attributions, key=lambda a: a.cue)):
        key = str(number)
        for label, span in attribution.spans():
            tokens = align(doc, span)
            if tokens is None:
                misaligned.append(span)
                if label == CUE:
                    break
                continue
            kb_id = {
                CUE: f"{attribution.stance}:{attribution.type}",
                SPEAKER: attribution.speaker_name or "",
            }.get(label, "")
            spans.append(Span(doc, *tokens, label=label, span_id=key, kb_id=kb_id))
        if attribution.confidence:
            scores[key] = dict(attribution.confidence)
    doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans, attrs={"scores": scores})
    return misaligned


def read(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions in ``doc.spans``, in the order of their cues."""
    if KEY not in doc.spans:
        return ()
    group = doc.spans[KEY]
    scores = group.attrs.get("scores", {})
    by_id: dict[str, list[Span]] = {}
    for span in group:
        by_id.setdefault(span.id_, []).append(span)
    found = []
    for key, spans in by_id.items():
        label = {span.label_: span for span in spans}
        if CUE not in label:
            continue
        stance, _, kind = label[CUE].kb_id_.partition(":")
        speaker, outlet = label.get(SPEAKER), label.get(OUTLET)
        found.append(
            Attribution(
                cue=char_span(label[CUE]),
                speaker=char_span(speaker) if speaker else None,
                speaker_name=(speaker.kb_id_ or None) if speaker else None,
                content=tuple(sorted(char_span(s) for s in spans if s.label_ == CONTENT)),
                outlet=char_span(outlet) if outlet else None,
                type=kind or "indirect",  # type: ignore[arg-type]
                stance=stance or "say",  # type: ignore[arg-type]
                confidence=scores.get(key),
            )
        )
    return tuple(sorted(found, key=lambda a: a.cue))


def to_doc(nlp: Language, article: Attributed) -> tuple[Doc, list[TextSpan]]:
    """A Doc of an article's text with its attributions, and the spans that did not align."""
    doc = nlp.make_doc(article.text)
    return doc, write(doc, article.attributions)
