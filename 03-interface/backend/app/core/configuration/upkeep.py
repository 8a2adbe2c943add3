"""Work by the clock."""

from pydantic import Field

from app.core.limits import MAX_RETENTION_DAYS
from scribe_contracts.settings import InfrastructureSettings


class UpkeepSettings(InfrastructureSettings):
    """Sweeping, retention, compaction and the age of the audit log."""

    sweep_seconds: float = Field(default=5.0, gt=0, description="How often unsent jobs are looked for")
    lost_job_seconds: float = Field(
        default=30.0,
        gt=0,
        description="A job that the queue has lost is sent again after so long, and at most three times as long",
    )
    orphan_hours: int = Field(
        default=24, ge=1, description="Age at which an unfinished upload or an object without a meeting is removed"
    )
    recording_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Days after the upload for which recordings are kept; 0 for ever. Administrators may change this "
        "and the other days of recordings and transcripts while the product runs",
    )
    transcript_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Days for which transcripts are kept; the whole meeting goes with its transcript. 0 for ever",
    )
    max_recording_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Most days for which the owner of a meeting may keep its recording; 0 for any",
    )
    max_transcript_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Most days for which the owner of a meeting may keep its transcript; 0 for any",
    )
    compaction_minutes: float = Field(
        default=10.0,
        gt=0,
        description="Minutes after a deletion at which the stores rewrite their files without what was deleted, once "
        "for all deletions until then",
    )
    compaction_table_mb: int = Field(
        default=256,
        ge=1,
        description="Largest table, in MiB, that is rewritten while people work, who wait for it; larger ones are at "
        "the quiet hour",
    )
    compaction_hour: int = Field(
        default=2,
        ge=0,
        le=23,
        description="Hour of the day (UTC) at which tables of any size are rewritten, each closed for some 20 s per GB",
    )
    audit_days: int = Field(
        default=365,
        ge=0,
        le=36_500,
        description="Days for which entries of the audit log are kept; 0 keeps them for ever",
    )
