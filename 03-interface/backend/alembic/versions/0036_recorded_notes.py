"""Notes typed while recording.

Revision ID: 0036
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0036"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comments", sa.Column("second", sa.Float(), nullable=True))
    op.add_column("uploads", sa.Column("notes", JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("uploads", "notes")
    op.drop_column("comments", "second")
