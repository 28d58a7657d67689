"""How far a ledger's articles have been worked out: a stopped run leaves some that have not."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from attribution.ledger.schema import Appearance, Derivation, Extraction, Review
from attribution.ledger.writing import Writer

MARKED = ("extraction", "appearance", "review")


def newest(connection: Connection) -> list[int]:
    """The newest rows of extraction, appearance and review."""
    return [
        connection.execute(select(func.coalesce(func.max(table.row), 0))).scalar_one()
        for table in (Extraction, Appearance, Review)
    ]


def mark(writer: Writer, newest: list[int]) -> None:
    """Record that the articles up to those rows have been worked out, unless that is known."""
    if newest != _last(writer.connection):
        writer.add(Derivation, [dict(zip(MARKED, newest, strict=True))])


def pending(connection: Connection) -> int:
    """The number of articles that were added, or read anew, and of reviews, since the last mark."""
    extraction, appearance, review = _last(connection)
    read = select(Extraction.article).where(Extraction.row > extraction)
    appeared = select(Appearance.article).where(Appearance.row > appearance)
    reviewed = select(Review.row).where(Review.row > review)
    return len(connection.execute(read.union(appeared)).all()) + len(connection.execute(reviewed).all())


def _last(connection: Connection) -> list[int]:
    """The rows of the last mark."""
    query = select(*(getattr(Derivation, name) for name in MARKED)).order_by(Derivation.row.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return [0] * len(MARKED) if row is None else list(row)
