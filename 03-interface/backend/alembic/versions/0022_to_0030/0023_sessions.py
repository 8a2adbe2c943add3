"""Sessions as people see them: device, address, since when, last used, absolute end.

Revision ID: 0023
"""

import sqlalchemy as sa

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("device", sa.String(300), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.execute(
        "INSERT INTO sessions (id, user_id, device, address, began_at, last_used_at) "
        "SELECT family_id, user_id, '', '', min(created_at), max(created_at) FROM refresh_tokens "
        "GROUP BY family_id, user_id"
    )


def downgrade() -> None:
    op.drop_table("sessions")
