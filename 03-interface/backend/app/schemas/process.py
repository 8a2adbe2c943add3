"""Fields that may go with a recording, and with a transcript that is imported."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.core.errors import FieldError, InvalidError
from app.core.limits import MAX_TITLE_LENGTH
from app.core.text import file_stem
from app.models.marks.recorded_note import MAX_NOTES, RecordedNotes
from app.schemas.common import HeldAt, Name, Title
from scribe_contracts.jobs import Channels, ProcessingOptions, SpeakerCount
from scribe_contracts.languages import LanguageChoice, LanguageCode

Terms = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00]+$")]


class FormFields(BaseModel):
    """Fields of a form. An empty one counts as left out, because browsers send fields that nobody filled."""

    model_config = ConfigDict(extra="forbid")

    title: Title | None = Field(default=None, description="Left out: the name of the file")

    @classmethod
    def parse(cls, fields: dict[str, str]) -> Self:
        """Return the fields of a form; raise InvalidError, naming the fields, for values that make no sense."""
        try:
            return cls.model_validate({name: value for name, value in fields.items() if value.strip()})
        except ValidationError as error:
            raise _explain(error) from error

    def title_for(self, filename: str) -> str:
        """Return the title that was asked for, or else one made from the file's name."""
        return self.title or file_stem(filename)[:MAX_TITLE_LENGTH]


class ImportFields(FormFields):
    """Fields that may go with a transcript made elsewhere."""

    language: LanguageCode | None = Field(
        default=None, description="Code of the language (fr, en, …); left out: the transcript's own, or a guess"
    )
    held_at: HeldAt | None = Field(default=None, description="When the meeting was held; left out: now")


class ProcessFields(FormFields):
    """All fields that may go with a recording."""

    language: LanguageChoice | None = Field(
        default=None,
        description="Code of the language (fr), or several to choose from (fr,en); left out: the language heard",
    )
    speakers: int | None = Field(default=None, ge=1, le=50, description="Exact number of speakers, if known")
    min_speakers: int | None = Field(default=None, ge=1, le=50, description="Smallest number of speakers")
    max_speakers: int | None = Field(default=None, ge=1, le=50, description="Largest number of speakers")
    hotwords: Terms | None = Field(default=None, description="Names and terms to favour, separated by commas or spaces")
    channels: Channels = Field(
        default=Channels.MIX, description="`separate` for recordings of calls with one speaker per channel"
    )
    identify: bool | None = Field(
        default=None,
        description="False: speakers are compared with no enrolled voice and stay unnamed; left out: as the instance's "
        "administrator chose",
    )
    first_channel: Name | None = Field(
        default=None,
        description="With `separate`: the name of the person on the first channel, unless the voice is recognised",
    )
    held_at: HeldAt | None = Field(default=None, description="When the recording was begun; left out: now")
    notes: RecordedNotes | None = Field(
        default=None,
        description="What was typed while recording: a list of `second` (of the recording) and `text`, "
        f"{MAX_NOTES} at most; they become comments of yours",
    )

    def unsaid(self) -> set[str]:
        """Return the fields that older versions did not have and in which nothing is said: the form stays the same."""
        return {name for name in ("identify", "notes", "held_at", "first_channel") if getattr(self, name) is None}

    @classmethod
    def parse(cls, fields: dict[str, str]) -> Self:
        """Return the fields of a form; raise InvalidError, naming the fields, for values that make no sense."""
        parsed = super().parse(fields)
        parsed.options()
        return parsed

    def options(self) -> ProcessingOptions:
        """Return the options of the job; raise InvalidError for values that do not fit together."""
        try:
            return ProcessingOptions(
                language=self.language,
                speakers=SpeakerCount(exact=self.speakers, minimum=self.min_speakers, maximum=self.max_speakers),
                hotwords=self.hotwords,
                channels=self.channels,
                identify=self.identify,
                first_channel=self.first_channel if self.channels is Channels.SEPARATE else None,
            )
        except ValidationError as error:
            raise _explain(error) from error


class OptionsChange(BaseModel):
    """Options for another attempt. What is left out stays as it was; null is what an uploader gets who says nothing."""

    model_config = ConfigDict(extra="forbid")

    language: LanguageChoice | None = Field(
        default=None, description="Code of the language (fr), or several to choose from (fr,en)"
    )
    speakers: int | None = Field(default=None, ge=1, le=50, description="Exact number of speakers")
    min_speakers: int | None = Field(default=None, ge=1, le=50, description="Smallest number of speakers")
    max_speakers: int | None = Field(default=None, ge=1, le=50, description="Largest number of speakers")
    hotwords: Terms | None = Field(default=None, description="Names and terms to favour, separated by commas or spaces")
    channels: Channels | None = Field(default=None, description="`separate` for recordings with one speaker a channel")
    identify: bool | None = Field(
        default=None, description="False: speakers are compared with no enrolled voice, and no name is found by voice"
    )

    def apply(self, options: ProcessingOptions) -> ProcessingOptions:
        """Return the options with these changes; raise InvalidError for values that do not fit together."""
        given = self.model_fields_set
        fields: dict[str, Any] = {
            name: getattr(self, name) for name in ("language", "hotwords", "identify") if name in given
        }
        if "channels" in given:
            fields["channels"] = self.channels or Channels.MIX
        try:
            if given & {"speakers", "min_speakers", "max_speakers"}:
                fields["speakers"] = SpeakerCount(
                    exact=self.speakers, minimum=self.min_speakers, maximum=self.max_speakers
                )
        except ValidationError as error:
            raise _explain(error) from error
        return options.model_copy(update=fields)


def _explain(error: ValidationError) -> InvalidError:
    problems = tuple(
        FieldError(
            str(problem["loc"][0]) if problem["loc"] else "speakers", problem["msg"].removeprefix("Value error, ")
        )
        for problem in error.errors(include_url=False, include_input=False)
    )
    return InvalidError(" ".join(f"{field}: {message}." for field, message in problems), errors=problems)
