"""Note in the index which lines were cut from one segment; answers name segments and no lines.

Revision ID: 0021
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("transcript_lines", sa.Column("part_of", sa.Integer()))
    op.drop_column("answer_evidence", "lines")


def downgrade() -> None:
    op.add_column("answer_evidence", sa.Column("lines", ARRAY(sa.Integer()), nullable=False, server_default="{}"))
    op.alter_column("answer_evidence", "lines", server_default=None)
    op.drop_column("transcript_lines", "part_of")
