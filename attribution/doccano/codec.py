"""Attributions as Doccano has them, spans with labels and relations between them, and back.

One span for each CUE, SPEAKER, CONTENT and OUTLET, relations ``speaker``, ``content`` and ``via`` from the cue to what
belongs to it, and ``same_as`` from a speaker to the place where that source is named in full. A speaker or outlet
that serves several cues is one span with several relations. Offsets are code points here; ``documents`` turns them
into the units that Doccano counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from attribution.doccano.labels import (
    CONTENT,
    CUE,
    KIND_OF,
    OUTLET,
    RELATION_TO,
    SAME_AS,
    SPEAKER,
    STANCE_OF,
    TYPE_OF,
    content_label,
    cue_label,
)
from attribution.records import Attribution, TextSpan
from attribution.text.names import resolve_names


class Entity(NamedTuple):
    """A labelled span; ``id`` is unique in its document."""

    id: int
    label: str
    span: TextSpan


class Relation(NamedTuple):
    """A directed relation between two entities of a document."""

    from_id: int
    to_id: int
    type: str


class Annotations(NamedTuple):
    """All that is annotated in one document."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()


class Finding(NamedTuple):
    """What could not be made an attribution of: a code of ``errors.MESSAGES`` and what fills it in."""

    code: str
    facts: Mapping[str, object]


class Read(NamedTuple):
    """One cue with what is related to it, before its attribution is made."""

    cue: Entity
    speaker: Entity | None
    name_at: TextSpan | None
    contents: tuple[Entity, ...]
    outlet: Entity | None

    @property
    def key(self) -> tuple[object, ...]:
        """All that an annotator can see and change of it."""
        return (
            *(e and (e.label, e.span) for e in (self.cue, self.speaker, self.outlet)),
            frozenset((e.label, e.span) for e in self.contents),
            self.name_at,
        )


def annotate(text: str, attributions: Sequence[Attribution]) -> Annotations:
    """Spans and relations of an article's attributions.

    Args:
        text: The article's raw text.
        attributions: Its attributions; their spans lie in the text.
    """
    entities: list[Entity] = []
    shared: dict[tuple[str, TextSpan], int] = {}
    relations: dict[Relation, None] = {}

    def add(label: str, span: TextSpan) -> int:
        entities.append(Entity(len(entities) + 1, label, TextSpan(*span)))
        return len(entities)

    def share(label: str, span: TextSpan) -> int:
        key = (label, TextSpan(*span))
        if key not in shared:
            shared[key] = add(*key)
        return shared[key]

    for a in attributions:
        cue = add(cue_label(a.stance), a.cue)
        labelled = [(content_label(a.type) if kind == CONTENT else kind, kind, s) for kind, s in a.spans()]
        for label, kind, span in labelled:
            if kind != CUE:
                relations[Relation(cue, share(label, span), RELATION_TO[kind])] = None
        if place := _named_at(text, a, attributions):
            relations[Relation(share(SPEAKER, a.speaker or place), share(SPEAKER, place), SAME_AS)] = None
    return Annotations(tuple(entities), tuple(relations))


def attribute(
    text: str, annotations: Annotations, pushed: Sequence[Attribution] = ()
) -> tuple[list[Attribution], list[Finding]]:
    """The attributions that spans and relations make.

    Where nothing of one was changed it is the pushed one, with all that Doccano does not show (confidence, id, a
    name that stands nowhere in the text). The direction of a relation does not matter where its ends say which is
    the cue. A corrected attribution has no confidence; its name is resolved anew if its speaker was changed.

    Args:
        text: The article's raw text.
        annotations: Spans that lie in the text, and relations.
        pushed: What was pushed for this text.

    Returns:
        Attributions in the order of their cues, and what could not be made one of: A723 to A727.
    """
    read, findings = _read(annotations)
    before: dict[tuple[object, ...], list[Attribution]] = {}
    sources: dict[object, str | None] = {}
    by_cue: dict[TextSpan, Attribution] = {}
    for r, a in zip(_read(annotate(text, pushed))[0], sorted(pushed, key=lambda a: a.cue), strict=True):
        before.setdefault(r.key, []).append(a)
        sources.setdefault((r.speaker and r.speaker.span, r.name_at), a.speaker_name)
        by_cue.setdefault(a.cue, a)
    resolved = resolve_names(
        text, [r.name_at or (r.speaker.span if r.speaker else None) for r in read], [r.cue.span for r in read]
    )
    attributions = []
    for r, name in zip(read, resolved, strict=True):
        if same := before.get(r.key):
            attributions.append(same.pop(0))
            continue
        old = by_cue.get(r.cue.span)
        source = (r.speaker and r.speaker.span, r.name_at)
        kept = old is not None and old.speaker == source[0] and _named_at(text, old, pushed) == r.name_at
        known = old.speaker_name if old and kept else sources.get(source, name)
        attributions.append(_attribution(r, known, old))
    return attributions, findings


def _attribution(r: Read, name: str | None, old: Attribution | None) -> Attribution:
    types = {TYPE_OF[c.label] for c in r.contents} or {old.type if old else "indirect"}
    return Attribution(
        cue=r.cue.span,
        speaker=r.speaker.span if r.speaker else None,
        speaker_name=name if r.speaker else None,
        content=tuple(sorted(c.span for c in r.contents)),
        outlet=r.outlet.span if r.outlet else None,
        type=types.pop() if len(types) == 1 else "mixed",  # type: ignore[arg-type]
        stance=STANCE_OF[r.cue.label],  # type: ignore[arg-type]
        id=old.id if old else None,
    )


def _named_at(text: str, a: Attribution, others: Iterable[Attribution]) -> TextSpan | None:
    """Where a speaker is named in full, if not in its own span: in another speaker's span, else the nearest place."""
    if a.speaker is None or not a.speaker_name or a.speaker_name in a.speaker.of(text):
        return None
    speakers = {o.speaker for o in others if o.speaker and a.speaker_name in o.speaker.of(text)}
    places = speakers or set(_occurrences(text, a.speaker_name))
    return min(places, key=lambda p: (abs(p.start - a.cue.start), p), default=None)


def _occurrences(text: str, name: str) -> Iterable[TextSpan]:
    at = text.find(name)
    while at >= 0:
        yield TextSpan(at, at + len(name))
        at = text.find(name, at + 1)


def _read(annotations: Annotations) -> tuple[list[Read], list[Finding]]:
    """The cues in their order, each with what its relations tie to it; all that is left over is a finding."""
    entities = {e.id: e for e in annotations.entities if e.label in KIND_OF}
    findings = [
        Finding("A723", {"label": e.label, "start": e.span.start, "end": e.span.end})
        for e in annotations.entities
        if e.label not in KIND_OF
    ]
    tied: dict[int, list[Entity]] = {e.id: [] for e in entities.values() if KIND_OF[e.label] == CUE}
    named: dict[int, TextSpan] = {}
    used: set[int] = set()
    for relation in annotations.relations:
        ends = entities.get(relation.from_id), entities.get(relation.to_id)
        if ends[0] is None or ends[1] is None:
            findings.append(Finding("A724", {"type": relation.type}))
            continue
        first, second = (ends[0], ends[1]) if KIND_OF[ends[1].label] != CUE else (ends[1], ends[0])
        kinds = KIND_OF[first.label], KIND_OF[second.label]
        if relation.type == SAME_AS and kinds == (SPEAKER, SPEAKER) and first.id not in named:
            named[first.id] = second.span
            used.add(second.id)
        elif kinds[0] == CUE and RELATION_TO.get(kinds[1]) == relation.type:
            tied[first.id].append(second)
            used.add(second.id)
        else:
            facts = {"type": relation.type, "first": _place(first), "second": _place(second)}
            findings.append(Finding("A725", facts))
    read = []
    for cue in sorted((entities[key] for key in tied), key=lambda e: (e.span, e.id)):
        by_kind = {kind: [e for e in tied[cue.id] if KIND_OF[e.label] == kind] for kind in RELATION_TO}
        for kind in (SPEAKER, OUTLET):
            if len(by_kind[kind]) > 1:
                findings.append(
                    Finding("A726", {"cue": _place(cue), "kind": kind, "first": by_kind[kind][0].span})
                )
        speaker = next(iter(by_kind[SPEAKER]), None)
        at = named.get(speaker.id) if speaker else None
        outlet = next(iter(by_kind[OUTLET]), None)
        read.append(Read(cue, speaker, at, tuple(dict.fromkeys(by_kind[CONTENT])), outlet))
    findings += [
        Finding("A727", {"entity": _place(e)})
        for e in entities.values()
        if KIND_OF[e.label] != CUE and e.id not in used
    ]
    return read, findings


def _place(entity: Entity) -> str:
    return f"{entity.label} {entity.span.start}:{entity.span.end}"
