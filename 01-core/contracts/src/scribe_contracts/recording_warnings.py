"""Warnings about a recording that was transcribed although a part of it is missing or damaged."""

from enum import StrEnum

from pydantic import Field

from scribe_contracts.base import Contract


class WarningCode(StrEnum):
    """Kind of loss; stable, so that a front end can translate it."""

    AUDIO_MISSING = "audio_missing"
    """The recording has no sound for this time: it was never sent, or recording was paused."""

    AUDIO_DAMAGED = "audio_damaged"
    """The sound of this time cannot be decoded."""

    TRUNCATED = "truncated"
    """The file ends before the end that it announces."""

    TRACK_UNREADABLE = "track_unreadable"
    """An audio track of the file cannot be decoded; the others were."""


_TEXTS = {
    WarningCode.AUDIO_MISSING: "The recording has no sound",
    WarningCode.AUDIO_DAMAGED: "The recording is damaged and could not be read completely",
    WarningCode.TRUNCATED: "The file is cut off",
    WarningCode.TRACK_UNREADABLE: "An audio track of the file could not be read",
}


class RecordingWarning(Contract):
    """A loss, with the time that it concerns, in seconds from the start of the recording."""

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


def _clock(seconds: float) -> str:
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest / 10:04.1f}"
