"""Conversations, questions, and the sentences of answers with the places that they rest on.

Revision ID: 0013
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _belongs_to(name: str, table: str, *, nullable: bool = False, primary_key: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Uuid(), key, nullable=nullable, primary_key=primary_key)


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _belongs_to("owner_id", "users"),
        _belongs_to("meeting_id", "meetings", nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("scope", JSONB(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("ix_conversations_owner_id_updated_at", "conversations", ["owner_id", "updated_at"])
    op.create_index("ix_conversations_meeting_id", "conversations", ["meeting_id"])
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _belongs_to("conversation_id", "conversations"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("outcome", sa.String(32)),
        sa.Column("failure", sa.String(32)),
        sa.Column("model", sa.String(200)),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("finished_at", _TIME),
    )
    op.create_index("ix_questions_conversation_id_created_at", "questions", ["conversation_id", "created_at"])
    op.create_table(
        "question_sources",
        _belongs_to("question_id", "questions", primary_key=True),
        _belongs_to("meeting_id", "meetings", primary_key=True),
    )
    op.create_index("ix_question_sources_meeting_id", "question_sources", ["meeting_id"])
    op.create_table(
        "answer_claims",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _belongs_to("question_id", "questions"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("doubts", ARRAY(sa.String(32)), nullable=False),
    )
    op.create_index("ix_answer_claims_question_id", "answer_claims", ["question_id"])
    op.create_table(
        "answer_evidence",
        _belongs_to("claim_id", "answer_claims", primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        _belongs_to("meeting_id", "meetings"),
        sa.Column("segments", ARRAY(sa.Integer()), nullable=False),
        sa.Column("lines", ARRAY(sa.Integer()), nullable=False),
        sa.Column("start", sa.Float(), nullable=False),
        sa.Column("end", sa.Float(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("ix_answer_evidence_meeting_id", "answer_evidence", ["meeting_id"])


def downgrade() -> None:
    for table in ("answer_evidence", "answer_claims", "question_sources", "questions", "conversations"):
        op.drop_table(table)
