"""Vectors for search by meaning: those that a meeting has.

Revision ID: 0010
"""

import sqlalchemy as sa

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meetings", sa.Column("meaning_version", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("meetings", "meaning_version")
