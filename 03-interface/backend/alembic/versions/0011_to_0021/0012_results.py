"""The attempt whose result is read, apart from the one that runs, and the languages that are spoken.

Revision ID: 0012
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_INDEX = "ix_meetings_unindexed"


def upgrade() -> None:
    op.add_column("meetings", sa.Column("attempt_status", sa.String(16), nullable=True))
    op.add_column("meetings", sa.Column("result_attempt", sa.Integer(), nullable=True))
    op.add_column("meetings", sa.Column("result_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meetings", sa.Column("root_attempt", sa.Integer(), server_default="1", nullable=False))
    op.add_column("meetings", sa.Column("has_superseded", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("meetings", sa.Column("passage", JSONB(), nullable=True))
    op.add_column("meetings", sa.Column("languages", ARRAY(sa.String(8)), server_default="{}", nullable=False))
    op.execute("UPDATE meetings SET attempt_status = status")
    op.execute(
        "UPDATE meetings SET result_attempt = attempt, root_attempt = attempt, result_at = finished_at"
        " WHERE status = 'completed'"
    )
    op.alter_column("meetings", "attempt_status", nullable=False)
    op.drop_index(_INDEX, "meetings")
    op.create_index(_INDEX, "meetings", ["id"], postgresql_where=sa.text("indexed_attempt < result_attempt"))


def downgrade() -> None:
    op.drop_index(_INDEX, "meetings")
    for column in (
        "languages",
        "passage",
        "has_superseded",
        "root_attempt",
        "result_at",
        "result_attempt",
        "attempt_status",
    ):
        op.drop_column("meetings", column)
    op.create_index(
        _INDEX, "meetings", ["id"], postgresql_where=sa.text("status = 'completed' AND indexed_attempt < attempt")
    )
