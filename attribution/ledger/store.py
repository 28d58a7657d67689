"""The ledger: articles go in once with what they attribute; speakers and claims are worked out of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from attribution.ledger import adding, progress, reading
from attribution.ledger.adding import Pipeline
from attribution.ledger.database import connect, shown, transaction
from attribution.ledger.writing import Writer
from attribution.records import Attributed, LedgerState


class Ledger:
    """A durable, append-only record of who said what, best opened in a ``with`` statement.

    Each article is added in a transaction of its own, so that a run that is killed can be started again and
    ends the same. ``derive`` works out speakers, origins and claims of all articles together, after the last
    ``add``.

    Attributes:
        where: The file or URL, as messages show it.
    """

    def __init__(self, engine: Engine) -> None:
        """Use ``open``."""
        self.where = shown(engine.url)
        self._engine = engine
        self._run: int | None = None

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> Ledger:
        """Open the ledger in a file, at a database URL, or (None) in memory.

        Args:
            where: A file, a URL such as ``postgresql+psycopg://user@host/name``, or None.
            create: Whether to make a ledger where there is none; readers say False.

        Raises:
            AttributionError: A301 to A308, see ``database.connect``; nothing has been changed then.
        """
        return cls(connect(where, create=create))

    def close(self) -> None:
        """Let go of the database; a ledger in memory is gone."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def add(self, article: Attributed, *, pipeline: Pipeline) -> bool:
        """Add an article as a pipeline has read it.

        What the ledger has is not added again: a reading is known by article, pipeline and version, and not
        compared. What another pipeline, or another version, read before is superseded. Of two attributions on
        one cue the first is kept.

        Returns:
            Whether anything was added.

        Raises:
            AttributionError: A306 or A307; nothing of the article has been added then.
        """
        return self._write(lambda writer: adding.add(writer, article, pipeline))

    def has(self, sha256: str, pipeline: Pipeline) -> bool:
        """Whether the article with that SHA-256 is here as ``pipeline`` reads it."""
        with transaction(self._engine) as connection:
            return adding.extracted_by(connection, sha256) == pipeline

    def derive(self) -> bool:
        """Work out speakers, origins, claims and contests again, and write only what differs.

        Others can write meanwhile; what they add is ``pending`` then.

        Returns:
            Whether anything differed.

        Raises:
            AttributionError: A306 or A307; nothing has been changed then.
        """
        from attribution.ledger.derivation import renew, work_out

        with transaction(self._engine) as connection:
            articles, newest = reading.attributed(connection), progress.newest(connection)
        tables = work_out(articles)

        def write(writer: Writer) -> bool:
            changed = renew(writer, tables)
            progress.mark(writer, newest)
            return changed

        return self._write(write)

    def pending(self) -> int:
        """The number of articles that came after the last ``derive``: 0 unless a run was stopped."""
        with transaction(self._engine) as connection:
            return progress.pending(connection)

    def state(self) -> LedgerState:
        """All that is current, in an order that does not depend on how it came to be."""
        with transaction(self._engine) as connection:
            return reading.state(connection)

    def _write(self, what: Callable[[Writer], bool]) -> bool:
        try:
            return self._try_to_write(what)
        except IntegrityError:  # another process has just written the same
            return self._try_to_write(what)

    def _try_to_write(self, what: Callable[[Writer], bool]) -> bool:
        with transaction(self._engine, writes=True) as connection:
            writer = Writer(connection, self._run)
            changed = what(writer)
        self._run = writer.run
        return changed
