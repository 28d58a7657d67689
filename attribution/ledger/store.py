"""The ledger: articles go in once with what they attribute; speakers and claims are worked out of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from attribution.ledger import adding, progress, reading, reviews
from attribution.ledger.adding import Pipeline
from attribution.ledger.appearing import corrected
from attribution.ledger.database import connect, shown, transaction
from attribution.ledger.reviews import Judgement
from attribution.ledger.writing import Writer
from attribution.records import Article, Attributed, LedgerState, Review

if TYPE_CHECKING:
    from attribution.ledger.verifying import Verified

T = TypeVar("T")


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
            where: A file, a URL such as ``postgresql://user@host/name``, or None.
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
        compared. What another pipeline, or another version, read before is superseded, and so is the text whose
        place it takes (see ``appearing.appear``), with all that was read in it. Of two attributions on one cue
        the first is kept.

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

    def corrected(self, article: Article) -> bool:
        """Whether the ledger had this very article, and another text has taken its place since."""
        with transaction(self._engine) as connection:
            return corrected(connection, article)

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
            decided = reviews.in_force(reviews.every(connection))
        tables = work_out(articles, decided)

        def write(writer: Writer) -> bool:
            changed = renew(writer, tables)
            progress.mark(writer, newest)
            return changed

        return self._write(write)

    def pending(self) -> int:
        """The number of articles and reviews that came after the last ``derive``."""
        with transaction(self._engine) as connection:
            return progress.pending(connection)

    def review(self, judgement: Judgement, *, reviewer: str, note: str | None = None) -> Review:
        """Write down what a person has decided; ``derive`` heeds it from then on.

        Args:
            judgement: From ``attribution.ledger.judgements``.
            reviewer: Who decided.
            note: Why.

        Raises:
            AttributionError: A306 or A307; nothing has been written then.
        """
        return self._write(lambda writer: reviews.record(writer, judgement, reviewer, note))

    def undo(self, number: int, *, reviewer: str, note: str | None = None) -> Review:
        """Have a review hold no longer; it stays in the history, and undoing the undoing brings it back.

        Raises:
            AttributionError: A344 if there is none of that number, A345 if it holds no longer; A306 or A307.
        """
        return self._write(lambda writer: reviews.undo(writer, number, reviewer, note))

    def reviews(self) -> list[Review]:
        """All that people have decided, in the order in which they did, the undone and the undoing too."""
        with transaction(self._engine) as connection:
            return reviews.every(connection)

    def state(self) -> LedgerState:
        """All that is current, in an order that does not depend on how it came to be."""
        with transaction(self._engine) as connection:
            return reading.state(connection)

    def counts(self) -> dict[str, tuple[int, int]]:
        """How many rows of each table are current, and how many were superseded."""
        with transaction(self._engine) as connection:
            return reading.counts(connection)

    def verify(self) -> Verified:
        """Check every row back to the text it came from, and that what was derived still follows.

        Returns:
            What was checked, with counts, and an error for whatever is broken.

        Raises:
            AttributionError: A306 if the ledger cannot be read.
        """
        from attribution.ledger.verifying import verify

        with transaction(self._engine) as connection:
            return verify(connection)

    def _write(self, what: Callable[[Writer], T]) -> T:
        try:
            return self._try_to_write(what)
        except IntegrityError:  # another process has just written the same
            return self._try_to_write(what)

    def _try_to_write(self, what: Callable[[Writer], T]) -> T:
        with transaction(self._engine, writes=True) as connection:
            writer = Writer(connection, self._run)
            result = what(writer)
        self._run = writer.run
        return result
