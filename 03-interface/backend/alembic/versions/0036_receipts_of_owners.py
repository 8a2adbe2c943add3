"""Owners of what receipts of deletions are about.

Revision ID: 0036
"""

import sqlalchemy as sa

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("erasure_receipts", sa.Column("owner_id", sa.Uuid(), nullable=True))
    op.create_index("ix_erasure_receipts_owner_id_deleted_at", "erasure_receipts", ["owner_id", "deleted_at"])


def downgrade() -> None:
    op.drop_index("ix_erasure_receipts_owner_id_deleted_at", "erasure_receipts")
    op.drop_column("erasure_receipts", "owner_id")
