"""Writing to a ledger: rows are added and superseded, never changed and never removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, update

from attribution import __version__
from attribution.ledger.schema import Base, Run, current

AT_ONCE = 500
"""Rows named in one statement: a server is asked seldom, and no database takes offence at the length."""


class Writer:
    """Writes in one transaction on behalf of one run, which is recorded when it first writes.

    Args:
        connection: A transaction that writes.
        run: The run's number if it has written before.
    """

    def __init__(self, connection: Connection, run: int | None = None) -> None:
        """Write nothing yet."""
        self.connection = connection
        self.run = run

    def add(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Add ``rows``, a dict of columns each."""
        if rows:
            self.connection.execute(insert(table), [{"run_id": self._begun(), **row} for row in rows])

    def supersede(self, table: type[Any], *conditions: ColumnElement[bool]) -> None:
        """Mark the current rows that meet all ``conditions`` as replaced by this run."""
        self.connection.execute(
            update(table).where(current(table), *conditions).values(superseded_by=self._begun())
        )

    def supersede_rows(self, table: type[Any], numbers: Sequence[int]) -> None:
        """Mark the rows with those numbers as replaced by this run."""
        for start in range(0, len(numbers), AT_ONCE):
            some = table.row.in_(numbers[start : start + AT_ONCE])
            self.connection.execute(update(table).where(some).values(superseded_by=self._begun()))

    def _begun(self) -> int:
        if self.run is None:
            now = datetime.now(timezone.utc).isoformat(timespec="seconds")
            result = self.connection.execute(
                insert(Run).values(started=now, tool=__version__).returning(Run.id)
            )
            self.run = result.scalar_one()
        return self.run
