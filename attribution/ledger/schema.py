"""The tables of a ledger.

Rows are only ever added. A row that holds no longer stays, and gets the run that replaced it in
``superseded_by``; what has none is current. Everything that was read out of an article carries the article's
SHA-256, offsets into its raw text where it has a place there, and the name and version of the pipeline that
read it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from attribution.ledger.columns import Json, Raw

HEAD = "0002"
"""The newest migration: the version of the tables below."""

VERSION_TABLE = "ledger_version"
"""The table that holds the version, and by which a database is known as a ledger."""


def current(table: type[Any]) -> ColumnElement[bool]:
    """The condition that a row of ``table`` still holds."""
    condition: ColumnElement[bool] = table.superseded_by.is_(None)
    return condition


def _one_current(table: str, *columns: str) -> Index:
    """At most one current row for each value of ``columns``, even with two writers at once."""
    now = text("superseded_by IS NULL")
    return Index(f"one_current_{table}", *columns, unique=True, sqlite_where=now, postgresql_where=now)


class Base(DeclarativeBase):
    """The tables' common ground: strings are ``Raw``, lists and objects ``Json``."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Raw, list: Json, dict: Json}  # noqa: RUF012


class Run(Base):
    """One act of writing: when, and by which version of this tool."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    started: Mapped[str]
    tool: Mapped[str]


class Article(Base):
    """A text, once, however many publishers have it."""

    __tablename__ = "article"

    row: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))


class Kept:
    """What every row has that can be superseded."""

    row: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def run_id(cls) -> Mapped[int]:  # noqa: N805
        """The run that wrote the row."""
        return mapped_column(ForeignKey("run.id"))

    @declared_attr
    def superseded_by(cls) -> Mapped[int | None]:  # noqa: N805
        """The run that replaced the row, if one has."""
        return mapped_column(ForeignKey("run.id"))


class Read(Kept):
    """What every row has that a pipeline read out of articles."""

    pipeline: Mapped[str]
    pipeline_version: Mapped[str]


class OfArticle:
    """What every row has that belongs to one article."""

    @declared_attr
    def article(cls) -> Mapped[str]:  # noqa: N805
        """SHA-256 of the article's raw text."""
        return mapped_column(ForeignKey("article.sha256"), index=True)


class Appearance(OfArticle, Kept, Base):
    """Where an article came from: one row for each name (``key``) that its text has come under."""

    __tablename__ = "appearance"
    __table_args__ = (
        _one_current("appearance", "article", "key"),
        Index("ix_appearance_key", "key", postgresql_using="hash"),
        Index("ix_appearance_url", "url", postgresql_using="hash"),
    )

    key: Mapped[str]
    publisher: Mapped[str | None]
    published: Mapped[str | None]
    title: Mapped[str | None]
    url: Mapped[str | None]
    rest: Mapped[dict[str, Any]] = mapped_column(Json)


class Extraction(OfArticle, Read, Base):
    """That a pipeline has read an article, even where it found nothing."""

    __tablename__ = "extraction"
    __table_args__ = (_one_current("extraction", "article"),)


class Attribution(OfArticle, Read, Base):
    """An attribution as a pipeline found it."""

    __tablename__ = "attribution"
    __table_args__ = (_one_current("attribution", "id"),)

    id: Mapped[str]
    cue_start: Mapped[int]
    cue_end: Mapped[int]
    speaker_start: Mapped[int | None]
    speaker_end: Mapped[int | None]
    speaker_name: Mapped[str | None]
    content: Mapped[list[Any]] = mapped_column(Json)
    outlet_start: Mapped[int | None]
    outlet_end: Mapped[int | None]
    type: Mapped[str]
    stance: Mapped[str]
    confidence: Mapped[dict[str, Any] | None] = mapped_column(Json)


class Derivation(Base):
    """Up to which rows a run had read when it derived what follows below."""

    __tablename__ = "derivation"

    row: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    extraction: Mapped[int]
    appearance: Mapped[int]
    review: Mapped[int] = mapped_column(server_default="0")


class Review(Base):
    """What a person has decided; never superseded, but a later row may undo it."""

    __tablename__ = "review"

    row: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    of: Mapped[str]
    verdict: Mapped[str]
    sides: Mapped[list[Any]] = mapped_column(Json)
    value: Mapped[str | None]
    reviewer: Mapped[str]
    at: Mapped[str]
    note: Mapped[str | None]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("review.row"))


class Origin(OfArticle, Read, Base):
    """The independent source that an article is a copy of."""

    __tablename__ = "origin"
    __table_args__ = (_one_current("origin", "article"),)

    origin: Mapped[str]


class Speaker(Read, Base):
    """A source, across articles."""

    __tablename__ = "speaker"
    __table_args__ = (_one_current("speaker", "id"),)

    id: Mapped[str]
    name: Mapped[str]
    aliases: Mapped[list[Any]] = mapped_column(Json)
    kind: Mapped[str]


class Mention(OfArticle, Read, Base):
    """A place where a speaker is named."""

    __tablename__ = "mention"

    speaker_id: Mapped[str]
    span_start: Mapped[int]
    span_end: Mapped[int]


class Voice(OfArticle, Read, Base):
    """Which speaker an attribution is given to."""

    __tablename__ = "voice"
    __table_args__ = (_one_current("voice", "attribution"),)

    attribution: Mapped[str]
    speaker_id: Mapped[str]


class Claim(Read, Base):
    """A proposition, and why it is contested if it is."""

    __tablename__ = "claim"
    __table_args__ = (_one_current("claim", "id"),)

    id: Mapped[str]
    text: Mapped[str]
    contested: Mapped[bool]
    reason: Mapped[str | None]
    why: Mapped[str | None]


class Position(OfArticle, Read, Base):
    """What one attribution, or one sentence in a publisher's own voice, does to a claim."""

    __tablename__ = "position"

    claim: Mapped[str]
    attribution: Mapped[str | None]
    span_start: Mapped[int]
    span_end: Mapped[int]
    speaker_id: Mapped[str | None]
    position: Mapped[str]


class Reviewed(Read, Base):
    """That a review is about a claim."""

    __tablename__ = "reviewed"

    claim: Mapped[str]
    review: Mapped[int] = mapped_column(ForeignKey("review.row"))


class Related(Read, Base):
    """A claim that was kept apart from another, and why."""

    __tablename__ = "related"

    claim: Mapped[str]
    other: Mapped[str]
    why: Mapped[str]
