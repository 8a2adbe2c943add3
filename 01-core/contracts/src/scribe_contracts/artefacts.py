"""The artefacts that stages leave in S3 beside the transcript. Times are seconds from the start of the recording.

`fingerprint` is a hash of everything the artefact was made from (the recording, the settings and the models of
this stage and of the stages before it). A stage whose fingerprint is found in storage is not run again.
"""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from scribe_contracts.base import Contract
from scribe_contracts.events import Stage
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.transcript import Models, RecordingWarning


class Turn(Contract):
    """An uninterrupted stretch in which one speaker is heard; turns of different speakers may overlap."""

    speaker: str
    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)


class Diarization(Contract):
    """The turns of a recording, by speakers that have no names yet."""

    fingerprint: str
    model: str
    turns: tuple[Turn, ...]
    """Sorted by start."""


class IdentifiedSpeaker(Contract):
    """The enrolled voice found for one speaker, if any was near enough."""

    speaker: str
    name: str | None
    voice_id: UUID | None
    similarity: float | None
    """Cosine similarity to the voice of that name; where no name was given, to the nearest voice."""


class Identification(Contract):
    """Speakers compared with the enrolled voices, and the thresholds that decided."""

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

    language: str | None = None
    """Code of the language in which the word was written down."""

    cut_until: float | None = None
    """End of a stretch in which the decoder went on repeating itself after this word; that was cut."""


class Transcription(Contract):
    """The words of a recording, as the transcription model heard them."""

    fingerprint: str
    model: str
    language: str
    language_probability: float = Field(ge=0.0, le=1.0)
    language_guessed: bool = False
    """No language was recognised with confidence."""

    words: tuple[SpokenWord, ...]
    """Sorted by start."""


class Peaks(Contract):
    """The waveform as players draw it."""

    duration: float = Field(ge=0.0)
    points_per_second: float = Field(gt=0.0)
    peaks: tuple[float, ...]
    """Largest absolute sample of each window, from 0 to 1."""


class Memory(Contract):
    """Bytes in use around one model: on the card with CUDA, the resident set of the process on CPU."""

    before: int
    peak: int
    after: int


class ModelUse(Contract):
    """One stay of a model in memory."""

    model: str
    loaded_at: AwareDatetime
    released_at: AwareDatetime
    load_seconds: float
    memory: Memory


class StageRecord(Contract):
    """Time taken by one stage of a job, and the models that it used."""

    stage: Stage
    started_at: AwareDatetime
    seconds: float
    reused: bool
    """The artefact was there already; nothing was computed."""

    models: tuple[ModelUse, ...] = ()


class Recording(Contract):
    """The uploaded file; `duration` is that of its decoded sound, in seconds."""

    sha256: str
    bytes: int
    duration: float


class Manifest(Contract):
    """The record of how a transcript was made: recording, options, models, stages."""

    schema_version: Literal[1] = 1
    meeting_id: UUID
    attempt: int
    profile: str
    recording: Recording
    options: ProcessingOptions
    models: Models
    stages: tuple[StageRecord, ...]
    warnings: tuple[RecordingWarning, ...] = ()
    """Missing or damaged parts of the recording, sorted by start; documents of older versions have none."""
