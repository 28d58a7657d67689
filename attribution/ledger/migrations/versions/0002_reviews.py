"""What people decide, and looking articles up by key and address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables of reviews, how far derivations have read them, and two indexes."""
    op.create_table(
        "review",
        sa.Column("row", sa.Integer(), primary_key=True),
        sa.Column("run_id", sa.Integer(), sa.ForeignKey("run.id", name="fk_review_run_id"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("of", "verdict", "sides")),
        sa.Column("value", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("reviewer", "at")),
        sa.Column("note", sa.Text()),
        sa.Column("undoes", sa.Integer(), sa.ForeignKey("review.row", name="fk_review_undoes")),
    )
    op.create_table(
        "reviewed",
        sa.Column("row", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("pipeline", "pipeline_version", "claim")),
        sa.Column(
            "review", sa.Integer(), sa.ForeignKey("review.row", name="fk_reviewed_review"), nullable=False
        ),
        sa.Column("run_id", sa.Integer(), sa.ForeignKey("run.id", name="fk_reviewed_run_id"), nullable=False),
        sa.Column("superseded_by", sa.Integer(), sa.ForeignKey("run.id", name="fk_reviewed_superseded_by")),
    )
    op.add_column("derivation", sa.Column("review", sa.Integer(), nullable=False, server_default="0"))
    for column in ("key", "url"):  # hashed, for PostgreSQL's trees take no text of 3,000 characters
        op.create_index(f"ix_appearance_{column}", "appearance", [column], postgresql_using="hash")
