"""What annotators did to a document: its annotations now against those that were pushed.

Doccano keeps no history and its page moves a span by deleting and marking it anew, so spans are compared by where
they lie: equal place and label is kept, equal place is relabelled, the same kind of span on some of the same
characters is moved, the rest is added or deleted.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from attribution.doccano.codec import Annotations, Entity
from attribution.doccano.labels import KIND_OF
from attribution.records import TextSpan

KINDS = ("kept", "moved", "relabelled", "added", "deleted")


class Change(NamedTuple):
    """What happened to one span or relation.

    Attributes:
        what: One of ``KINDS``.
        before: Label and place as pushed; a relation's are its type and the places of both ends. None where added.
        after: The same as it is now; None where deleted.
    """

    what: str
    before: tuple[str, tuple[TextSpan, ...]] | None
    after: tuple[str, tuple[TextSpan, ...]] | None


class Changes(NamedTuple):
    """All changes of a document."""

    spans: tuple[Change, ...]
    relations: tuple[Change, ...]

    def counts(self) -> dict[str, Counter[str]]:
        """How many spans and relations were kept, moved and so on."""
        return {
            "spans": Counter(c.what for c in self.spans),
            "relations": Counter(c.what for c in self.relations),
        }


def compare(pushed: Annotations, now: Annotations) -> Changes:
    """What became of the pushed spans and relations, and what is new."""
    partners = _partners(pushed.entities, now.entities)
    spans = [Change(_what(b, a), _shown(b), _shown(a)) for b, a in partners]
    spans += [
        Change("deleted", _shown(e), None) for e in pushed.entities if e not in {b for b, _ in partners}
    ]
    spans += [Change("added", None, _shown(e)) for e in now.entities if e not in {a for _, a in partners}]
    return Changes(tuple(spans), _relations(pushed, now, {b.id: a.id for b, a in partners}))


def _partners(pushed: tuple[Entity, ...], now: tuple[Entity, ...]) -> list[tuple[Entity, Entity]]:
    """Pairs (pushed, now) of one span each: best fits first."""
    ranked = []
    for b in pushed:
        for a in now:
            shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
            same_kind = KIND_OF.get(a.label) == KIND_OF.get(b.label)
            if shared <= 0 or not (same_kind or a.span == b.span):
                continue
            length = max(a.span.end, b.span.end) - min(a.span.start, b.span.start)
            rank = (a.label == b.label and a.span == b.span, a.span == b.span, same_kind, shared / length)
            ranked.append((rank, -b.id, -a.id, b, a))
    partners, taken = [], set()
    for *_, b, a in sorted(ranked, reverse=True):
        if (0, b.id) not in taken and (1, a.id) not in taken:
            taken |= {(0, b.id), (1, a.id)}
            partners.append((b, a))
    return sorted(partners, key=lambda pair: pair[0].id)


def _what(before: Entity, after: Entity) -> str:
    if before.span != after.span:
        return "moved"
    return "kept" if before.label == after.label else "relabelled"


def _shown(entity: Entity) -> tuple[str, tuple[TextSpan, ...]]:
    return entity.label, (entity.span,)


def _relations(pushed: Annotations, now: Annotations, partner: dict[int, int]) -> tuple[Change, ...]:
    place_before = {e.id: e.span for e in pushed.entities}
    place_after = {e.id: e.span for e in now.entities}
    left = [r for r in now.relations if r.from_id in place_after and r.to_id in place_after]
    found = []
    for r in pushed.relations:
        before = (r.type, (place_before[r.from_id], place_before[r.to_id]))
        ends = {partner.get(r.from_id), partner.get(r.to_id)}
        tied = [n for n in left if {n.from_id, n.to_id} == ends]
        same = next((n for n in tied if n.type == r.type), next(iter(tied), None))
        if same is None:
            found.append(Change("deleted", before, None))
            continue
        left.remove(same)
        after = (same.type, (place_after[same.from_id], place_after[same.to_id]))
        found.append(Change("kept" if same.type == r.type else "relabelled", before, after))
    found += [Change("added", None, (r.type, (place_after[r.from_id], place_after[r.to_id]))) for r in left]
    return tuple(found)
