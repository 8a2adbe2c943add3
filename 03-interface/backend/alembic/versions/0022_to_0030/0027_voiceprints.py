"""Choice of comparing voices, when a voice is destroyed, and where it named somebody.

Transcripts in which somebody has a name are indexed again, since the index tells which voice gave it. Where search by
meaning is on, their vectors are made again as well.

Revision ID: 0027
"""

import sqlalchemy as sa

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("instance", sa.Column("identification", sa.String(16)))
    op.add_column("voices", sa.Column("destroy_at", sa.DateTime(timezone=True)))
    op.create_index("ix_voices_destroy_at", "voices", ["destroy_at"])
    op.create_table(
        "voice_uses",
        sa.Column("voice_id", sa.Uuid(), sa.ForeignKey("voices.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_voice_uses_meeting_id", "voice_uses", ["meeting_id"])
    op.execute(
        """
        UPDATE meetings SET indexed_attempt = 0
        WHERE id IN (SELECT meeting_id FROM meeting_speakers) AND EXISTS (SELECT FROM voices)
        """
    )


def downgrade() -> None:
    # What was before refuses options that it does not know.
    op.execute("UPDATE meetings SET options = options - 'identify' WHERE options ? 'identify'")
    op.execute("UPDATE uploads SET options = options - 'identify' WHERE options ? 'identify'")
    op.execute("UPDATE outbox SET job = job #- '{options,identify}' WHERE job -> 'options' ? 'identify'")
    op.drop_table("voice_uses")
    op.drop_column("voices", "destroy_at")
    op.drop_column("instance", "identification")
