"""Meetings whose transcript was imported, with or without a recording.

Revision ID: 0009
"""

import sqlalchemy as sa

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meetings", sa.Column("imported", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("meetings", sa.Column("has_recording", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("meetings", "has_recording")
    op.drop_column("meetings", "imported")
