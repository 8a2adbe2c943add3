"""The transcript, which is what the product delivers. Times are seconds from the start of the recording."""

from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from scribe_contracts.base import Contract, is_none

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
    """One word, without space around it; the text of its segment has the spaces."""

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
    language: str | None = None
    """Code of the language that is spoken; documents of older versions have none."""

    # Left out where nobody cut, so that the version before, which refuses unknown fields, can read it.
    part_of: int | None = Field(default=None, ge=0, exclude_if=is_none)
    """Id of the segment that it was cut from by a person."""

    begins_passage: bool | None = Field(default=None, exclude_if=is_none)
    """True where a person began a new passage, False where one joined it to the passage before."""


class WarningCode(StrEnum):
    """Kind of loss or doubt; stable, so that a front end can translate it."""

    AUDIO_MISSING = "audio_missing"
    """The recording has no sound for this time: it was never sent, or recording was paused."""

    AUDIO_DAMAGED = "audio_damaged"
    """The sound of this time cannot be decoded."""

    TRUNCATED = "truncated"
    """The file ends before the end that it announces."""

    TRACK_UNREADABLE = "track_unreadable"
    """An audio track of the file cannot be decoded; the others were."""

    LANGUAGE_UNCERTAIN = "language_uncertain"
    """No language was recognised with confidence; the transcript is in a guessed one."""

    SPEECH_REPEATED = "speech_repeated"
    """The same speech is on several channels; it is written once."""

    SPEAKER_COUNT_UNMET = "speaker_count_unmet"
    """Another number of speakers was found than was asked for."""

    REPETITION_CUT = "repetition_cut"
    """The transcription went round in circles here; what it repeated more often than can be said was cut."""


_TEXTS = {
    WarningCode.AUDIO_MISSING: "The recording has no sound",
    WarningCode.AUDIO_DAMAGED: "The recording is damaged and could not be read completely",
    WarningCode.TRUNCATED: "The file is cut off",
    WarningCode.TRACK_UNREADABLE: "An audio track of the file could not be read",
    WarningCode.LANGUAGE_UNCERTAIN: "The language was not recognised with confidence",
    WarningCode.SPEECH_REPEATED: "Several channels carry the same speech",
    WarningCode.SPEAKER_COUNT_UNMET: "Another number of speakers was found than was asked for",
    WarningCode.REPETITION_CUT: "The transcription repeated itself and was cut",
}


class RecordingWarning(Contract):
    """A loss or a doubt, with the time that it concerns, in seconds from the start of the recording."""

    code: WarningCode
    start: float | None = Field(default=None, ge=0.0)
    end: float | None = Field(default=None, ge=0.0)
    """None if it is not known how much is lost."""

    def describe(self) -> str:
        """Return one English sentence for readers."""
        text = _TEXTS[self.code]
        if self.start is not None:
            text += f" from {_clock(self.start)}"
        if self.end is not None:
            text += f" to {_clock(self.end)}"
        return f"{text}."


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
    """Missing or damaged parts of the recording, sorted by start; documents of older versions have none."""

    def speaker_labels(self) -> dict[str, str]:
        """Return the name for readers of each speaker, by the speaker's id."""
        return {speaker.id: speaker.label for speaker in self.speakers}


def _clock(seconds: float) -> str:
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest / 10:04.1f}"
