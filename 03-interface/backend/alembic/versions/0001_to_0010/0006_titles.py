"""Titles without a limit of the column's own: the one that holds is `app.core.limits.MAX_TITLE_LENGTH`.

Revision ID: 0006
"""

import sqlalchemy as sa

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("meetings", "uploads")


def upgrade() -> None:
    for table in _TABLES:
        op.alter_column(table, "title", existing_type=sa.String(length=300), type_=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    for table in _TABLES:
        op.alter_column(table, "title", existing_type=sa.Text(), type_=sa.String(length=300), existing_nullable=False)
