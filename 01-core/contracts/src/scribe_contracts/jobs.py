"""The jobs that the gateway sends and the workers run."""

from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from scribe_contracts.base import Contract, is_none
from scribe_contracts.languages import LanguageChoice, LanguageCode

JOBS_STREAM = "scribe:jobs"
"""Redis stream that carries the jobs; every worker reads it through one consumer group."""

JOBS_GROUP = "workers"


class TaskName(StrEnum):
    """The names under which tasks are registered and sent."""

    PROCESS_MEETING = "process_meeting"


class Channels(StrEnum):
    """The treatment of a recording with several channels."""

    MIX = "mix"
    """Mixed down to mono; speakers are told apart by voice."""

    SEPARATE = "separate"
    """One speaker a channel, as call recorders write."""


class SpeakerCount(Contract):
    """The number of people who speak, exact or as a range; all None when the uploader does not know."""

    exact: int | None = Field(default=None, ge=1, le=50)
    minimum: int | None = Field(default=None, ge=1, le=50)
    maximum: int | None = Field(default=None, ge=1, le=50)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.exact is not None and (self.minimum is not None or self.maximum is not None):
            raise ValueError("give either an exact number of speakers or a range, not both")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError("the minimum number of speakers is above the maximum")
        return self

    def allows(self, found: int) -> bool:
        """Return whether so many speakers are what the uploader expects."""
        least, most = self.exact or self.minimum or 0, self.exact or self.maximum
        return found >= least and (most is None or found <= most)


class ProcessingOptions(Contract):
    """Options that an uploader sets for one recording."""

    language: LanguageChoice | None = None
    """Language of the recording; None lets the model detect it."""

    speakers: SpeakerCount = SpeakerCount()
    hotwords: str | None = Field(default=None, max_length=1000)
    """Names and terms that the transcription should favour, separated by commas or spaces."""

    channels: Channels = Channels.MIX
    identify: bool | None = None
    """Choice of comparing speakers with enrolled voices; None, as in older jobs, if there are any."""

    # Left out where nobody is named, so that a worker of the version before, which refuses unknown fields, can read it.
    first_channel: str | None = Field(default=None, max_length=200, exclude_if=is_none)
    """Name of the person on the first of several separate channels, unless the voice is recognised as another's."""


class Voice(Contract):
    """An enrolled person whose voice this meeting's speakers are compared with."""

    voice_id: UUID
    name: str = Field(min_length=1, max_length=200)
    samples: tuple[str, ...] = Field(min_length=1)
    """Keys of the enrolment recordings in the voices bucket."""


class Passage(Contract):
    """Segments that are transcribed again, in a language that a person chose; everything else stays."""

    transcript: str
    """Key of the transcript that they are of, in the processed bucket."""

    segments: tuple[int, ...] = Field(min_length=1)
    language: LanguageCode


class ProcessMeeting(Contract):
    """Payload of `TaskName.PROCESS_MEETING`."""

    meeting_id: UUID
    attempt: int = Field(ge=1)
    """1 for the upload, one more for each retry that the user asks for."""

    place: int | None = Field(default=None, ge=1)
    """Attempt under which the artefacts are written; None for the job's own.

    While there is nothing to read, one attempt goes on where another left off.
    """

    request_id: str
    """The request that caused the job, for the logs of both services."""

    options: ProcessingOptions = ProcessingOptions()
    imported: bool = False
    """Set if the transcript lies in storage already: only what browsers play is made of the recording."""

    passage: Passage | None = None
    """Set if only a passage of the transcript is made again."""

    voices: tuple[Voice, ...] = ()
