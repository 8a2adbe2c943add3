"""The length of each line, so that speaking time is summed up where questions ask for it.

Revision ID: 0040
"""

import sqlalchemy as sa

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Rows that are there stay without: making them again would embed every passage anew.
    op.add_column("transcript_lines", sa.Column("seconds", sa.Float(), nullable=True))


def downgrade() -> None:
    op.drop_column("transcript_lines", "seconds")
