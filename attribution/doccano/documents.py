"""Articles as documents of a Doccano project, and back.

A document is the article's text, ``doc_id``, annotations in UTF-16 units and one dictionary under ``attribution``:
Doccano mixes up metadata of documents that do not all have the same keys. In it the whole record is kept as one string
of JSON, since an export changes long numbers, and what was pushed can be compared with what is there, on any machine.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from pydantic import ValidationError

from attribution.doccano.codec import Annotations, Entity, Finding, Relation, annotate, attribute
from attribution.doccano.utf16 import Units
from attribution.records import Attributed, Attribution, TextSpan

META = "attribution"
OWN = "doccano"
"""Key of a pulled record that says where it comes from and what was changed; it is not pushed again."""
AGREED = "agreed"
"""Key of a record for adjudication: attributions on which the annotators agree, which are not shown again."""


class Place(NamedTuple):
    """Where a document was in a push.

    Attributes:
        chunk: The part of a push that went in one piece.
        number: Its number in that part, from 0.
        before: ``doc_id`` of the document before it in that part, so that a deleted one can be named.
        after: ``doc_id`` of the document after it.
    """

    chunk: str
    number: int
    before: str | None
    after: str | None


def record_of(article: Attributed) -> str:
    """All of an article but its text, as JSON; equal for equal records."""
    kept = {k: v for k, v in article.model_dump(mode="json").items() if k not in ("text", OWN)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def content_hash(article: Attributed) -> str:
    """SHA-256 of text and record: what has the same was pushed already."""
    return hashlib.sha256(f"{record_of(article)}\n{article.text}".encode()).hexdigest()


def to_line(article: Attributed, place: Place, guideline: str) -> dict[str, Any]:
    """One document as Doccano's import takes it (format JSONL, task RelationExtraction).

    Args:
        article: Annotated or not.
        place: Where it is in this push.
        guideline: The version of the guidelines that annotators follow.
    """
    units = Units(article.text)
    annotations = annotate(article.text, article.attributions)
    return {
        "text": article.text,
        "doc_id": article.id,
        META: {
            "publisher": article.publisher or "",
            "published": article.published or "",
            "url": article.url or "",
            "guideline": guideline,
            "sha256": content_hash(article),
            "push": place._asdict(),
            "record": record_of(article),
        },
        "entities": [
            dict(
                zip(
                    ("id", "label", "start_offset", "end_offset"),
                    (e.id, e.label, *units.to_units(e.span)),
                    strict=True,
                )
            )
            for e in annotations.entities
        ],
        "relations": [
            {"id": number, "from_id": r.from_id, "to_id": r.to_id, "type": r.type}
            for number, r in enumerate(annotations.relations, start=1)
        ],
    }


class Returned(NamedTuple):
    """A document that came back.

    Attributes:
        article: With the attributions as they are annotated now.
        pushed: Annotations as they were pushed; None for a document that this tool did not push.
        now: Annotations as they are, spans that are no spans of the text left out.
        findings: All that could not be taken over: A720 to A727.
        comments: What annotators wrote, oldest first.
    """

    article: Attributed
    pushed: Annotations | None
    now: Annotations
    findings: list[Finding]
    comments: tuple[str, ...]


def from_line(line: dict[str, Any]) -> Returned:
    """Read one line of an export (format JSONL, relations on)."""
    text, meta = line["text"], line.get(META)
    before, findings = _before(line, meta) if meta else (Attributed(id=_key(line), text=text), [])
    pushed = annotate(text, before.attributions)
    now, unread = _annotations(text, line, pushed)
    attributions, loose = attribute(text, now, before.attributions)
    kept = {k: v for k, v in dict(before).items() if k != AGREED}
    agreed = [Attribution.model_validate(a) for a in (before.model_extra or {}).get(AGREED, ())]
    kept["attributions"] = sorted([*agreed, *attributions], key=lambda a: a.cue)
    comments = tuple(c["comment"] for c in line.get("Comments", ()))
    return Returned(Attributed(**kept), pushed if meta else None, now, [*findings, *unread, *loose], comments)


def _before(line: dict[str, Any], meta: dict[str, Any]) -> tuple[Attributed, list[Finding]]:
    """The record as it was pushed, with the text as it is now; A722 if that is another."""
    record = {**json.loads(meta["record"]), "text": line["text"]}
    try:
        before = Attributed.model_validate(record)
        if content_hash(before) == meta["sha256"]:
            return before, []
    except ValidationError:
        pass
    return Attributed.model_validate({**record, "attributions": ()}), [Finding("A722", {})]


def _key(line: dict[str, Any]) -> str:
    return str(line.get("doc_id", f"doccano-{line['id']}"))


def _annotations(text: str, line: dict[str, Any], pushed: Annotations) -> tuple[Annotations, list[Finding]]:
    units = Units(text)
    entities, findings = [], []
    as_pushed = {(e.label, e.span) for e in pushed.entities}
    for e in line.get("entities", ()):
        span = units.to_points(e["start_offset"], e["end_offset"])
        facts = {"label": e["label"], "start": e["start_offset"], "end": e["end_offset"]}
        if span is None or not span.of(text).strip():
            findings.append(Finding("A720", facts))
            continue
        trimmed = span if (e["label"], span) in as_pushed else _trimmed(text, span)
        if trimmed != span:
            findings.append(Finding("A721", facts))
        entities.append(Entity(e["id"], e["label"], trimmed))
    relations = tuple(Relation(r["from_id"], r["to_id"], r["type"]) for r in line.get("relations", ()))
    return Annotations(tuple(entities), relations), findings


def _trimmed(text: str, span: TextSpan) -> TextSpan:
    """A span without the blanks that a mouse takes along."""
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    return TextSpan(start, start + len(inner.strip()))
