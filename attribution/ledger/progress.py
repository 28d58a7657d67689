"""How far a ledger's articles have been worked out: a stopped run leaves some that have not."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from attribution.ledger.schema import Appearance, Derivation, Extraction
from attribution.ledger.writing import Writer


def newest(connection: Connection) -> list[int]:
    """The newest rows of extraction and appearance."""
    return [
        connection.execute(select(func.coalesce(func.max(table.row), 0))).scalar_one()
        for table in (Extraction, Appearance)
    ]


def mark(writer: Writer, newest: list[int]) -> None:
    """Record that the articles up to those rows have been worked out, unless that is known."""
    if newest != _last(writer.connection):
        writer.add(Derivation, [{"extraction": newest[0], "appearance": newest[1]}])


def pending(connection: Connection) -> int:
    """The number of articles that were added, or read anew, since the last mark."""
    extraction, appearance = _last(connection)
    read = select(Extraction.article).where(Extraction.row > extraction)
    appeared = select(Appearance.article).where(Appearance.row > appearance)
    return len(connection.execute(read.union(appeared)).all())


def _last(connection: Connection) -> list[int]:
    """The rows of the last mark."""
    query = select(Derivation.extraction, Derivation.appearance).order_by(Derivation.row.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return [0, 0] if row is None else list(row)
