"""Accounts of people who sign in at the company's OpenID provider.

Revision ID: 0032
"""

import sqlalchemy as sa

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("sign_on_subject", sa.String(600), nullable=True))
    op.create_unique_constraint("uq_users_sign_on_subject", "users", ["sign_on_subject"])


def downgrade() -> None:
    op.drop_column("users", "sign_on_subject")
