"""Minutes of each new meeting: the instance's setting and what users prefer.

Revision ID: 0015
"""

import sqlalchemy as sa

from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("instance", sa.Column("minutes_for_all", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "minutes_preferences",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("each_meeting", sa.Boolean()),
        sa.Column("template", sa.String(36), nullable=False),
        sa.Column("language", sa.String(8)),
    )


def downgrade() -> None:
    op.drop_table("minutes_preferences")
    op.drop_column("instance", "minutes_for_all")
