"""Receipts of what deletions removed.

Revision ID: 0034
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure_receipts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", JSONB(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("object_bytes", sa.BigInteger(), nullable=False),
        sa.Column("vectors", sa.Integer(), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True)),
        sa.Column("compacted_at", sa.DateTime(timezone=True)),
        sa.Column("steps", JSONB(), nullable=False),
    )
    op.create_index("ix_erasure_receipts_subject_id", "erasure_receipts", ["subject_id"])
    op.create_index("ix_erasure_receipts_deleted_at_id", "erasure_receipts", ["deleted_at", "id"])
    op.create_index(
        "ix_erasure_receipts_open",
        "erasure_receipts",
        ["deleted_at"],
        postgresql_where=sa.text("compacted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("erasure_receipts")
