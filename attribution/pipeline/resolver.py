"""The resolver component: gives each SPEAKER span the fullest name of that source in the article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from attribution.pipeline.document import CUE, KEY, SPEAKER, char_span


class SpeakerResolver:
    """Writes ``text.names.resolve_names`` into the ``kb_id_`` of SPEAKER spans; nothing in it is trained."""

    def __init__(self, name: str = "attribution_resolver") -> None:
        """Keep the component's name."""
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the speakers of one Doc."""
        from attribution.text.names import resolve_names

        if KEY not in doc.spans:
            return doc
        group = doc.spans[KEY]
        cues = {span.id_: char_span(span) for span in group if span.label_ == CUE}
        speakers = {span.id_: char_span(span) for span in group if span.label_ == SPEAKER}
        keys = sorted(cues, key=lambda key: cues[key])
        names = dict(
            zip(
                keys,
                resolve_names(doc.text, [speakers.get(k) for k in keys], [cues[k] for k in keys]),
                strict=True,
            )
        )
        spans = [_named(doc, span, names) if span.label_ == SPEAKER else span for span in group]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans, attrs=dict(group.attrs))
        return doc

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing is written."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> SpeakerResolver:
        """Nothing is read."""
        return self

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing is stored."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> SpeakerResolver:
        """Nothing is read."""
        return self


def _named(doc: Doc, span: Span, names: dict[str, str | None]) -> Span:
    return Span(doc, span.start, span.end, label=SPEAKER, span_id=span.id_, kb_id=names.get(span.id_) or "")
