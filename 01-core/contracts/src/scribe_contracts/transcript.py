"""The transcript, which is what the product delivers. Times are seconds from the start of the recording."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from scribe_contracts.base import Contract
from scribe_contracts.recording_warnings import RecordingWarning

SCHEMA_VERSION: Literal[1] = 1


class Models(Contract):
    """Names of the models that made the transcript."""

    diarization: str
    identification: str
    transcription: str


class Speaker(Contract):
    id: str
    """SPEAKER_00, SPEAKER_01, … in order of first speech."""

    name: str | None = None
    """Name of the enrolled person; None for a voice that nobody enrolled."""

    voice_id: UUID | None = None
    similarity: float | None = None
    """Cosine similarity to the enrolled voice, from -1 to 1."""

    speech_seconds: float = Field(ge=0.0)

    @property
    def label(self) -> str:
        """Return the name for readers: that of the enrolled person, else the id."""
        return self.name or self.id


class Word(Contract):
    """One word. `text` keeps the space before it, so that texts can be joined as they are."""

    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)
    text: str
    probability: float = Field(ge=0.0, le=1.0)
    speaker: str


class Segment(Contract):
    """A stretch of speech of one speaker."""

    id: int = Field(ge=0)
    speaker: str
    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)
    text: str
    words: tuple[Word, ...]


class Transcript(Contract):
    """A transcribed meeting: its speakers and, in order, its segments."""

    schema_version: Literal[1] = SCHEMA_VERSION
    meeting_id: UUID
    language: str
    language_probability: float = Field(ge=0.0, le=1.0)
    duration: float = Field(ge=0.0)
    models: Models
    speakers: tuple[Speaker, ...]
    segments: tuple[Segment, ...]
    warnings: tuple[RecordingWarning, ...] = ()
    """What is missing or damaged in the recording, sorted by start; documents of older versions have none."""

    def speaker_labels(self) -> dict[str, str]:
        """Return the name for readers of each speaker, by the speaker's id."""
        return {speaker.id: speaker.label for speaker in self.speakers}
