"""Minutes of meetings, their items, changes and templates.

Revision ID: 0011
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _user(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("users.id", ondelete="SET NULL"))


def upgrade() -> None:
    op.create_table(
        "minutes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
        _user("author_id"),
        sa.Column("template", JSONB(), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("revision", sa.Integer()),
        sa.Column("model", sa.String(200)),
        sa.Column("rewriting", JSONB()),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(16)),
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.Column("eta_seconds", sa.Float()),
        sa.Column("failure", sa.String(32)),
        sa.Column("event_sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("finished_at", _TIME),
        sa.Column("sent_at", _TIME),
    )
    op.create_index("ix_minutes_meeting_id_created_at", "minutes", ["meeting_id", "created_at"])
    op.create_index("ix_minutes_unsent", "minutes", ["id"], postgresql_where=sa.text("sent_at IS NULL"))
    op.create_table(
        "minutes_items",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("minutes_id", sa.Uuid(), sa.ForeignKey("minutes.id", ondelete="CASCADE"), nullable=False),
        sa.Column("section", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", JSONB(), nullable=False),
        sa.Column("grounds", JSONB(), nullable=False),
        _user("editor_id"),
        sa.Column("is_persons", sa.Boolean(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("deleted_at", _TIME),
    )
    op.create_index("ix_minutes_items_minutes_id_position", "minutes_items", ["minutes_id", "position"])
    op.create_table(
        "minutes_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("minutes_items.id", ondelete="CASCADE"), nullable=False),
        _user("author_id"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("before", JSONB()),
        sa.Column("after", JSONB()),
        sa.Column("at", _TIME, nullable=False),
    )
    op.create_index("ix_minutes_changes_item_id", "minutes_changes", ["item_id"])
    op.create_table(
        "minutes_templates",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("template", JSONB(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("ix_minutes_templates_owner_id", "minutes_templates", ["owner_id"])


def downgrade() -> None:
    for table in ("minutes_templates", "minutes_changes", "minutes_items", "minutes"):
        op.drop_table(table)
