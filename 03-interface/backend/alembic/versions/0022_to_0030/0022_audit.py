"""The audit log, which is only added to.

Revision ID: 0022
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The retention says, for its own transaction only, up to where it trims.
    IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.seq <= coalesce(nullif(current_setting('scribe.audit_trim_through', true), ''), '0')::bigint THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
END $$
"""
_KEEP_ENDS = """
CREATE FUNCTION audit_keep_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.head_seq >= OLD.head_seq AND NEW.anchor_seq >= OLD.anchor_seq THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the ends of the audit log only move on' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_pending",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("entries", JSONB(), nullable=False),
    )
    op.create_table(
        "audit_log",
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("result", sa.String(8), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Uuid()),
        sa.Column("via", sa.String(8), nullable=False),
        sa.Column("credential_id", sa.Uuid()),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.Uuid()),
        sa.Column("meeting_id", sa.Uuid()),
        sa.Column("details", JSONB(), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
    )
    op.create_index("ix_audit_log_at", "audit_log", ["at"])
    for column in ("actor_id", "subject_id", "meeting_id", "action"):
        op.create_index(f"ix_audit_log_{column}_seq", "audit_log", [column, "seq"])
    op.create_table(
        "audit_chain",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("anchor_seq", sa.BigInteger(), nullable=False),
        sa.Column("anchor_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("head_seq", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(32), nullable=False),
        sa.CheckConstraint("id = 1", name="only"),
    )
    op.execute(_REFUSE)
    op.execute(
        "CREATE TRIGGER audit_log_refuse BEFORE UPDATE OR DELETE ON audit_log "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_log_refuse_truncate BEFORE TRUNCATE ON audit_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
    op.execute(_KEEP_ENDS)
    op.execute(
        "CREATE TRIGGER audit_chain_keep_ends BEFORE UPDATE OR DELETE ON audit_chain "
        "FOR EACH ROW EXECUTE FUNCTION audit_keep_ends()"
    )
    op.execute(
        "CREATE TRIGGER audit_chain_refuse_truncate BEFORE TRUNCATE ON audit_chain "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_keep_ends()"
    )


def downgrade() -> None:
    op.drop_table("audit_chain")
    op.drop_table("audit_log")
    op.drop_table("audit_pending")
    op.execute("DROP FUNCTION audit_refuse()")
    op.execute("DROP FUNCTION audit_keep_ends()")
