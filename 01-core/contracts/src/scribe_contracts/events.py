"""The events that a worker reports of a job while it runs, and the Redis keys of cancellation and presence."""

from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from scribe_contracts.base import Contract

WORKER_PRESENCE_SECONDS = 30
"""A worker renews its presence key more often than this."""


class MeetingStatus(StrEnum):
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Return whether the job has ended; only a retry by the user starts it again."""
        return self in {MeetingStatus.COMPLETED, MeetingStatus.FAILED, MeetingStatus.CANCELLED}


class Stage(StrEnum):
    """The stages of a job, in the order in which they run."""

    DOWNLOAD = "download"
    CONVERT = "convert"
    DIARIZE = "diarize"
    IDENTIFY = "identify"
    TRANSCRIBE = "transcribe"
    FUSE = "fuse"
    STORE = "store"
    CLEANUP = "cleanup"


class FailureCode(StrEnum):
    """Stable codes for the reason why a job failed; the front end translates them."""

    UNREADABLE_MEDIA = "unreadable_media"
    NO_AUDIO = "no_audio"
    TOO_LONG = "too_long"
    TOO_MANY_CHANNELS = "too_many_channels"
    SOURCE_MISSING = "source_missing"
    OUT_OF_MEMORY = "out_of_memory"
    DISK_FULL = "disk_full"
    CONVERSION_INTERRUPTED = "conversion_interrupted"
    """The program that decodes recordings was killed, several times."""

    STORAGE_UNAVAILABLE = "storage_unavailable"
    WORKER_LOST = "worker_lost"
    """The job was delivered several times and took its worker down each time."""

    PASSAGE_EDITED = "passage_edited"
    """Somebody edited the passage while it was transcribed again."""

    INVALID_JOB = "invalid_job"
    INTERNAL = "internal"


class Failure(Contract):
    """The reason why a job failed."""

    code: FailureCode
    message: str
    """One sentence for the uploader, without technical detail."""


class JobEvent(Contract):
    """The state of a job at one moment. Readers order events by (attempt, sequence) and drop older ones."""

    meeting_id: UUID
    attempt: int = Field(ge=1)
    sequence: int = Field(ge=1)
    """Number of the event, from 1; it goes on growing when the job is delivered again."""

    at: AwareDatetime
    status: MeetingStatus
    stage: Stage | None = None
    fraction: float = Field(default=0.0, ge=0.0, le=1.0)
    """Share of the whole job that is done."""

    eta_seconds: float | None = Field(default=None, ge=0.0)
    duration: float | None = Field(default=None, ge=0.0)
    """Length of the decoded recording, in seconds; None until it is known."""

    language: str | None = None
    speakers: int | None = Field(default=None, ge=0)
    failure: Failure | None = None


def cancel_key(meeting_id: UUID, attempt: int) -> str:
    """Return the Redis key whose presence asks the running job to stop."""
    return f"scribe:cancel:{meeting_id}:{attempt}"


def worker_key(worker: str) -> str:
    """Return the Redis key, with an expiry, that says that a worker is alive."""
    return f"scribe:worker:{worker}"


WORKER_KEYS = worker_key("*")
"""Pattern that matches the keys of all workers alive."""
