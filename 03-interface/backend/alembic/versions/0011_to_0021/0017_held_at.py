"""When a meeting took place, apart from when it came here.

Revision ID: 0017
"""

import sqlalchemy as sa

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meetings", sa.Column("held_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE meetings SET held_at = created_at")
    op.alter_column("meetings", "held_at", nullable=False)
    op.create_index("ix_meetings_owner_id_held_at", "meetings", ["owner_id", "held_at"])
    op.drop_index("ix_meetings_owner_id_created_at", "meetings")


def downgrade() -> None:
    op.create_index("ix_meetings_owner_id_created_at", "meetings", ["owner_id", "created_at"])
    op.drop_index("ix_meetings_owner_id_held_at", "meetings")
    op.drop_column("meetings", "held_at")
