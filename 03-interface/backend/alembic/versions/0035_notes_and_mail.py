"""Notes typed while recording, and mails that tell how meetings have ended.

Revision ID: 0035
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comments", sa.Column("second", sa.Float(), nullable=True))
    op.add_column("uploads", sa.Column("notes", JSONB(), nullable=True))
    op.add_column("users", sa.Column("mail_notices", sa.Boolean(), nullable=True))
    op.add_column("users", sa.Column("mail_language", sa.String(2), nullable=True))
    op.create_table(
        "mails",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.String(16)),
    )
    op.create_index("ix_mails_user_id", "mails", ["user_id"])
    op.create_index("ix_mails_meeting_id", "mails", ["meeting_id"])
    op.create_index("ix_mails_due", "mails", ["next_at"], postgresql_where=sa.text("next_at IS NOT NULL"))


def downgrade() -> None:
    op.drop_table("mails")
    op.drop_column("users", "mail_language")
    op.drop_column("users", "mail_notices")
    op.drop_column("uploads", "notes")
    op.drop_column("comments", "second")
