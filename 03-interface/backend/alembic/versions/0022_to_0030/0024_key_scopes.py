"""Scopes of keys as a short text, like every other kind.

Revision ID: 0024
"""

import sqlalchemy as sa

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("api_tokens", "scope", existing_type=sa.String(32), type_=sa.String(16), existing_nullable=False)


def downgrade() -> None:
    # Earlier versions know one scope, and must not take another key for it.
    op.execute("DELETE FROM api_tokens WHERE scope <> 'mcp'")
    op.alter_column("api_tokens", "scope", existing_type=sa.String(16), type_=sa.String(32), existing_nullable=False)
