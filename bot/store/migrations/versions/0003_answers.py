"""Answered questions, for the figures, and the key that hides who asked them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the two tables."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("person", sa.String(32)),
        sa.Column("chat", sa.String(32)),
        sa.Column("band", sa.String(16), nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("is_rephrasing", sa.Boolean, nullable=False),
        sa.Column("is_rephrased", sa.Boolean, nullable=False),
        sa.Column("asked_at", sa.Float, nullable=False),
        sa.Column("sent_at", sa.Float),
        sa.Column("reply_id", sa.BigInteger),
    )
    op.create_index("answers_by_time", "answers", ["asked_at"])
    op.create_index("answers_by_update", "answers", ["update_id"])
    op.create_index("answers_by_person", "answers", ["person", "id"])
    op.create_table(
        "facts",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
