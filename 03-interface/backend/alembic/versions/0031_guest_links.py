"""Links by which people without an account read one meeting.

Revision ID: 0031
"""

import sqlalchemy as sa

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_links",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(200)),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("exports", sa.Boolean(), nullable=False),
        sa.Column("wrong_passwords", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("token_hash", name="uq_guest_links_token_hash"),
    )
    op.create_index("ix_guest_links_meeting_id", "guest_links", ["meeting_id"])
    op.create_index("ix_guest_links_owner_id", "guest_links", ["owner_id"])
    op.add_column("instance", sa.Column("guest_links", sa.Boolean()))


def downgrade() -> None:
    op.drop_column("instance", "guest_links")
    op.drop_table("guest_links")
