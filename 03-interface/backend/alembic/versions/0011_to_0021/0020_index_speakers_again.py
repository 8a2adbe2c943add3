"""Index meetings again whose unnamed speakers were numbered otherwise than on their page.

They were counted where they stand, which differs from their ids where a speaker is missing: after a merge, after a
change that takes somebody's last words or brings an earlier transcript back, in imported transcripts, and where a
channel of a recording has no speech. All others keep their vectors, which take a model to make.

Revision ID: 0020
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        UPDATE meetings SET indexed_attempt = 0
        WHERE imported OR options ->> 'channels' = 'separate' OR id IN (
            SELECT meeting_id FROM revisions
            WHERE deed ->> 'kind' IN ('merge', 'reassign', 'revert', 'restore', 'adopt')
        )
        """
    )


def downgrade() -> None:
    pass
