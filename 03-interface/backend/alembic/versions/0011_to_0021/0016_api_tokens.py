"""Tokens that users make for programs of theirs; ids of segments beside the lines that are searched.

Revision ID: 0016
"""

import sqlalchemy as sa

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("scope", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("ending", sa.String(4), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
    )
    op.add_column("transcript_lines", sa.Column("segment_id", sa.Integer()))
    # As long as nobody edits a transcript, the id of a segment is its place.
    op.execute(
        "UPDATE transcript_lines SET segment_id = number WHERE NOT EXISTS "
        "(SELECT 1 FROM revisions WHERE revisions.meeting_id = transcript_lines.meeting_id)"
    )
    op.create_index("ix_api_tokens_user_id", "api_tokens", ["user_id"])


def downgrade() -> None:
    op.drop_column("transcript_lines", "segment_id")
    op.drop_table("api_tokens")
