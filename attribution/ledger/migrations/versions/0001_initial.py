"""The first ledger."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table("run", _number("id", key=True), _text("started"), _text("tool"))
    op.create_table(
        "article",
        _number("row", key=True),
        _text("sha256"),
        _text("text"),
        _run("article", "run_id"),
        sa.UniqueConstraint("sha256", name="uq_article_sha256"),
    )
    op.create_table(
        "derivation",
        _number("row", key=True),
        _run("derivation", "run_id"),
        _number("extraction"),
        _number("appearance"),
    )
    _kept(
        "appearance",
        _article("appearance"),
        _text("key"),
        *(_text(name, null=True) for name in ("publisher", "published", "title", "url")),
        _text("rest"),
        one_current=("article", "key"),
    )
    _kept("extraction", _article("extraction"), *_pipeline(), one_current=("article",))
    _kept(
        "attribution",
        _article("attribution"),
        *_pipeline(),
        _text("id"),
        _number("cue_start"),
        _number("cue_end"),
        _number("speaker_start", null=True),
        _number("speaker_end", null=True),
        _text("speaker_name", null=True),
        _text("content"),
        _number("outlet_start", null=True),
        _number("outlet_end", null=True),
        _text("type"),
        _text("stance"),
        _text("confidence", null=True),
        one_current=("id",),
    )
    _kept("origin", _article("origin"), *_pipeline(), _text("origin"), one_current=("article",))
    _kept(
        "speaker",
        *_pipeline(),
        *(_text(name) for name in ("id", "name", "aliases", "kind")),
        one_current=("id",),
    )
    _kept("mention", _article("mention"), *_pipeline(), _text("speaker_id"), *_span())
    _kept(
        "voice",
        _article("voice"),
        *_pipeline(),
        _text("attribution"),
        _text("speaker_id"),
        one_current=("attribution",),
    )
    _kept(
        "claim",
        *_pipeline(),
        _text("id"),
        _text("text"),
        sa.Column("contested", sa.Boolean(), nullable=False),
        _text("reason", null=True),
        _text("why", null=True),
        one_current=("id",),
    )
    _kept(
        "position",
        _article("position"),
        *_pipeline(),
        _text("claim"),
        _text("attribution", null=True),
        *_span(),
        _text("speaker_id", null=True),
        _text("position"),
    )
    _kept("related", *_pipeline(), *(_text(name) for name in ("claim", "other", "why")))


def _text(name: str, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, null: bool = False, key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=null, primary_key=key)


def _span() -> list[sa.Column[Any]]:
    return [_number("span_start"), _number("span_end")]


def _pipeline() -> list[sa.Column[Any]]:
    return [_text("pipeline"), _text("pipeline_version")]


def _run(table: str, column: str, null: bool = False) -> sa.Column[Any]:
    return sa.Column(
        column, sa.Integer(), sa.ForeignKey("run.id", name=f"fk_{table}_{column}"), nullable=null
    )


def _article(table: str) -> sa.Column[Any]:
    return sa.Column(
        "article",
        sa.Text(),
        sa.ForeignKey("article.sha256", name=f"fk_{table}_article"),
        nullable=False,
    )


def _kept(table: str, *columns: sa.Column[Any], one_current: tuple[str, ...] = ()) -> None:
    """A table whose rows can be superseded, with at most one current row for the columns ``one_current``."""
    op.create_table(
        table,
        _number("row", key=True),
        *columns,
        _run(table, "run_id"),
        _run(table, "superseded_by", null=True),
    )
    if any(column.name == "article" for column in columns):
        op.create_index(f"ix_{table}_article", table, ["article"])
    if one_current:
        now = sa.text("superseded_by IS NULL")
        op.create_index(
            f"one_current_{table}",
            table,
            list(one_current),
            unique=True,
            sqlite_where=now,
            postgresql_where=now,
        )
