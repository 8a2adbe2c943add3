"""Accounts that can be disabled, settings at run time, consent to voices.

Revision ID: 0005
"""

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("token_epoch", sa.Integer(), server_default="0", nullable=False))
    op.add_column("users", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("refresh_tokens", sa.Column("epoch", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "instance",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("registration_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_instance_only")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
    )
    op.add_column("voices", sa.Column("next_sample", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE voices SET next_sample = "
        "(SELECT coalesce(max(number) + 1, 0) FROM voice_samples WHERE voice_id = voices.id)"
    )
    op.add_column("voices", sa.Column("consent", sa.String(length=500), nullable=True))
    op.add_column("voices", sa.Column("consent_by", sa.String(length=200), nullable=True))
    op.add_column("voices", sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "voice_samples",
        sa.Column("content_type", sa.String(length=100), server_default="application/octet-stream", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("voice_samples", "content_type")
    for name in ("consent_at", "consent_by", "consent", "next_sample"):
        op.drop_column("voices", name)
    op.drop_table("instance")
    op.drop_column("refresh_tokens", "epoch")
    op.drop_column("users", "disabled_at")
    op.drop_column("users", "token_epoch")
