"""Search over titles and over what was said; meetings shared with other users.

Revision ID: 0004
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from alembic import op
from app.core.folding import fold

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WORDS = """
    to_tsvector('simple'::regconfig, title_folded) || to_tsvector('french'::regconfig, title_folded)
    || to_tsvector('english'::regconfig, title_folded) || coalesce(said, ''::tsvector)
"""


def upgrade() -> None:
    op.create_table(
        "meeting_shares",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "permission", sa.Enum("read", "edit", name="permission", native_enum=False, length=16), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_shares_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_meeting_shares_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_meeting_shares")),
    )
    op.create_index(op.f("ix_meeting_shares_user_id"), "meeting_shares", ["user_id"], unique=False)
    op.create_table(
        "transcript_lines",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Double(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_transcript_lines_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "number", name=op.f("pk_transcript_lines")),
    )
    op.create_table(
        "meeting_speakers",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_speakers_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "name", name=op.f("pk_meeting_speakers")),
    )
    op.add_column("meetings", sa.Column("said", TSVECTOR(), nullable=True))
    # What is completed already counts as not yet indexed, so the gateway reads it soon.
    op.add_column("meetings", sa.Column("indexed_attempt", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("meetings", "indexed_attempt", server_default=None)
    _fold_titles()
    op.add_column("meetings", sa.Column("words", TSVECTOR(), sa.Computed(_WORDS, persisted=True), nullable=False))
    op.create_index("ix_meetings_words", "meetings", ["words"], unique=False, postgresql_using="gin")
    op.create_index(
        "ix_meetings_unindexed",
        "meetings",
        ["id"],
        unique=False,
        postgresql_where=sa.text("status = 'completed' AND indexed_attempt < attempt"),
    )


def _fold_titles() -> None:
    op.add_column("meetings", sa.Column("title_folded", sa.Text(), nullable=True))
    meetings = sa.table("meetings", sa.column("id", sa.Uuid()), sa.column("title"), sa.column("title_folded"))
    connection = op.get_bind()
    for id_, title in connection.execute(sa.select(meetings.c.id, meetings.c.title)).all():
        connection.execute(sa.update(meetings).where(meetings.c.id == id_).values(title_folded=fold(title)))
    op.alter_column("meetings", "title_folded", nullable=False)


def downgrade() -> None:
    op.drop_index("ix_meetings_unindexed", table_name="meetings")
    op.drop_index("ix_meetings_words", table_name="meetings", postgresql_using="gin")
    for column in ("words", "said", "title_folded", "indexed_attempt"):
        op.drop_column("meetings", column)
    op.drop_table("meeting_speakers")
    op.drop_table("transcript_lines")
    op.drop_index(op.f("ix_meeting_shares_user_id"), table_name="meeting_shares")
    op.drop_table("meeting_shares")
