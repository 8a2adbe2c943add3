"""Registration that is left to the environment until an administrator opens or closes it.

What is stored stays: nothing tells a choice from what was stored beside another setting.

Revision ID: 0037
"""

import sqlalchemy as sa

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("instance", "registration_open", existing_type=sa.Boolean(), nullable=True)


def downgrade() -> None:
    op.execute("UPDATE instance SET registration_open = false WHERE registration_open IS NULL")
    op.alter_column("instance", "registration_open", existing_type=sa.Boolean(), nullable=False)
