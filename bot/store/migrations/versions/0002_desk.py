"""Cases of the desk, wishes to be told later, and ratings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the three tables."""
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("category", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("album", sa.String(64)),
        sa.Column("reply", sa.Text),
        sa.Column("taker", sa.String(64)),
        sa.Column("card_id", sa.BigInteger),
        sa.Column("opened_at", sa.Float, nullable=False),
        sa.Column("taken_at", sa.Float),
        sa.Column("answered_at", sa.Float),
        sa.Column("closed_at", sa.Float),
        sa.Column("published_at", sa.Float),
        sa.Column("reminded_at", sa.Float, nullable=False),
        sa.Column("changed_at", sa.Float, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("cases_by_message", "cases", ["chat_id", "message_id"], unique=True)
    op.create_index("cases_by_state", "cases", ["state", "id"])
    op.create_index("cases_by_person", "cases", ["person_id", "id"])
    op.create_table(
        "wishes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("nearest", sa.Text),
        sa.Column("made_at", sa.Float, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("wishes_by_message", "wishes", ["chat_id", "message_id"], unique=True)
    op.create_index("wishes_by_person", "wishes", ["person_id"])
    op.create_table(
        "ratings",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("rated_at", sa.Float, nullable=False),
    )
    op.create_index("ratings_by_person", "ratings", ["person_id"])
