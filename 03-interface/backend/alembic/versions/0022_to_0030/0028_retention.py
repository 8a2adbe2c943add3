"""Time for which recordings and transcripts are kept, and legal holds.

Revision ID: 0028
"""

import sqlalchemy as sa

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_DAYS = ("recording_days", "transcript_days")
_MOST = ("max_recording_days", "max_transcript_days")
_TIMES = ("retention_set_at", "recording_deleted_at", "hold_at")


def upgrade() -> None:
    for name in (*_DAYS, *_MOST):
        op.add_column("instance", sa.Column(name, sa.Integer()))
    for name in _DAYS:
        op.add_column("meetings", sa.Column(name, sa.Integer()))
    for name in _TIMES:
        op.add_column("meetings", sa.Column(name, sa.DateTime(timezone=True)))
    op.add_column("meetings", sa.Column("hold_by", sa.String(200)))
    op.add_column("meetings", sa.Column("hold_reason", sa.String(500)))
    op.create_index("ix_meetings_hold_at", "meetings", ["hold_at"], postgresql_where=sa.text("hold_at IS NOT NULL"))
    op.create_table(
        "retention_notices",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*_DAYS, *_MOST)),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="only"),
    )


def downgrade() -> None:
    # What was before knows no recordings that are gone. The purger has removed most of their objects.
    op.execute("DELETE FROM tombstones WHERE kind = 'recording'")
    op.drop_table("retention_notices")
    for name in (*_DAYS, *_TIMES, "hold_by", "hold_reason"):
        op.drop_column("meetings", name)
    for name in (*_DAYS, *_MOST):
        op.drop_column("instance", name)
