"""What people have decided, one row each; what was undone stays, and holds no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import NamedTuple

from sqlalchemy import Connection, select

from attribution.errors import AttributionError
from attribution.ledger import schema
from attribution.ledger.writing import Writer
from attribution.records import Place, Review, Subject, TextSpan, Verdict

Sides = tuple[tuple[Place, ...], ...]


class Judgement(NamedTuple):
    """A decision before anybody has signed it; fields as in ``records.Review``."""

    of: Subject
    verdict: Verdict
    sides: Sides
    value: str | None = None


def record(writer: Writer, judgement: Judgement, reviewer: str, note: str | None) -> Review:
    """Write a decision down, with the time."""
    return _write(writer, judgement, reviewer, note, None)


def undo(writer: Writer, number: int, reviewer: str, note: str | None) -> Review:
    """Write down that a decision holds no longer. What was undone can be brought back by undoing that.

    Raises:
        AttributionError: A344 if there is no such decision, A345 if it holds no longer.
    """
    known = {review.id: review for review in every(writer.connection)}
    if number not in known:
        raise AttributionError("A344", number)
    if number not in {review.id for review in standing(known.values())}:
        raise AttributionError("A345", number)
    judgement = Judgement(known[number].of, "undone", known[number].sides)
    return _write(writer, judgement, reviewer, note, number)


def every(connection: Connection) -> list[Review]:
    """All decisions in the order in which they were made, those that were undone and the undoing too."""
    table = schema.Review
    return [
        Review(
            id=row.row,
            of=row.of,
            verdict=row.verdict,
            sides=tuple(tuple(_place(place) for place in side) for side in row.sides),
            value=row.value,
            reviewer=row.reviewer,
            at=row.at,
            note=row.note,
            undoes=row.undoes,
        )
        for row in connection.execute(select(table.__table__).order_by(table.row))
    ]


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Those of ``reviews`` that nobody has undone since, in order; an undoing counts as one."""
    undone: set[int | None] = set()
    found = []
    for review in sorted(reviews, key=lambda one: -one.id):
        if review.id not in undone:
            undone.add(review.undoes)
            found.append(review)
    return found[::-1]


def in_force(reviews: Iterable[Review]) -> list[Review]:
    """The decisions that hold, in the order in which they were made."""
    return [review for review in standing(reviews) if review.verdict != "undone"]


def signed(review: Review) -> str:
    """Who decided, when and why, for people to read: «S. Haddad on 2026-01-31: two different dams»."""
    return f"{review.reviewer} on {review.at[:10]}" + (f": {review.note}" if review.note else "")


def _write(
    writer: Writer, judgement: Judgement, reviewer: str, note: str | None, undoes: int | None
) -> Review:
    row = {
        "of": judgement.of,
        "verdict": judgement.verdict,
        "sides": [[(p.article, *p.span, p.attribution) for p in side] for side in judgement.sides],
        "value": judgement.value,
        "reviewer": reviewer,
        "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "note": note,
        "undoes": undoes,
    }
    writer.add(schema.Review, [row])
    return every(writer.connection)[-1]


def _place(stored: tuple[str, int, int, str | None]) -> Place:
    article, start, end, attribution = stored
    return Place(article=article, span=TextSpan(start, end), attribution=attribution)
