"""Links by which people choose a password, and whom to ask for an account.

Revision ID: 0019
"""

import sqlalchemy as sa

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("users", "password_hash", existing_type=sa.String(200), nullable=True)
    op.create_table(
        "account_links",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("instance", sa.Column("registration_contact", sa.String(300)))


def downgrade() -> None:
    op.drop_column("instance", "registration_contact")
    op.drop_table("account_links")
    # A hash of no known password: nobody can sign in, as before.
    op.execute("UPDATE users SET password_hash = '$2b$12$' || repeat('.', 53) WHERE password_hash IS NULL")
    op.alter_column("users", "password_hash", existing_type=sa.String(200), nullable=False)
