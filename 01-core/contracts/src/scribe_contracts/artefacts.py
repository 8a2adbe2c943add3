"""What each stage leaves in S3 beside the transcript. Times are seconds from the start of the recording.

`fingerprint` is a hash of everything the artefact was made from (the recording, the settings and the models of
this stage and of the stages before it). A stage whose fingerprint is found in storage is not run again.
"""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from scribe_contracts.base import Contract
from scribe_contracts.events import Stage
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.transcript import Models


class Turn(Contract):
    """An uninterrupted stretch in which one speaker is heard; turns of different speakers may overlap."""

    speaker: str
    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)


class Diarization(Contract):
    fingerprint: str
    model: str
    turns: tuple[Turn, ...]
    """Sorted by start."""


class IdentifiedSpeaker(Contract):
    speaker: str
    name: str | None
    voice_id: UUID | None
    similarity: float | None
    """Cosine similarity to the voice of that name; where no name was given, to the nearest voice."""


class Identification(Contract):
    fingerprint: str
    model: str
    threshold: float
    margin: float
    speakers: tuple[IdentifiedSpeaker, ...]


class SpokenWord(Contract):
    """A word that has no speaker yet. `text` keeps the leading space that Whisper writes between words."""

    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)
    text: str
    probability: float = Field(ge=0.0, le=1.0)
    speaker: str | None = None
    """Known at once where each speaker has a channel of their own."""


class Transcription(Contract):
    fingerprint: str
    model: str
    language: str
    language_probability: float = Field(ge=0.0, le=1.0)
    words: tuple[SpokenWord, ...]
    """Sorted by start."""


class Peaks(Contract):
    """The waveform as players draw it."""

    duration: float = Field(ge=0.0)
    points_per_second: float = Field(gt=0.0)
    peaks: tuple[float, ...]
    """Largest absolute sample of each window, 0 to 1."""


class Memory(Contract):
    """Bytes in use around one model: on the card with CUDA, the resident set of the process on CPU."""

    before: int
    peak: int
    after: int


class ModelUse(Contract):
    model: str
    loaded_at: AwareDatetime
    released_at: AwareDatetime
    load_seconds: float
    memory: Memory


class StageRecord(Contract):
    stage: Stage
    started_at: AwareDatetime
    seconds: float
    reused: bool
    """The artefact was there already; nothing was computed."""

    models: tuple[ModelUse, ...] = ()


class Recording(Contract):
    sha256: str
    bytes: int
    duration: float


class Manifest(Contract):
    """How a transcript came about."""

    schema_version: Literal[1] = 1
    meeting_id: UUID
    attempt: int
    profile: str
    recording: Recording
    options: ProcessingOptions
    models: Models
    stages: tuple[StageRecord, ...]
