"""Albums: whose photos belong together, over all processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "albums",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("album", sa.String(64), primary_key=True),
        sa.Column("claimed_at", sa.Float, nullable=False),
    )
