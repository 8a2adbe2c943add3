"""Index edited meetings again: unnamed speakers were numbered anew once others had been merged away.

Revision ID: 0020
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE meetings SET indexed_attempt = 0 WHERE id IN (SELECT meeting_id FROM revisions)")


def downgrade() -> None:
    pass
