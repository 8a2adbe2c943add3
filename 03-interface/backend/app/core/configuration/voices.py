"""Enrolled voices."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field

from scribe_contracts.settings import InfrastructureSettings


class IdentificationPolicy(StrEnum):
    """The instance's use of enrolled voices."""

    ON = "on"
    """Speakers are compared with them unless the uploader declines."""

    OFF = "off"
    """Only where the uploader asks for it."""

    NEVER = "never"
    """Not at all: nobody can ask for it, and no voice is enrolled."""


class VoiceSettings(InfrastructureSettings):
    """Identification, and the voice bank."""

    identification: IdentificationPolicy = Field(
        default=IdentificationPolicy.ON,
        description="Comparing speakers with enrolled voices: `on` unless an uploader declines, `off` unless one asks, "
        "or `never`; an administrator's choice on the page goes before it",
    )
    voice_bank_dir: Path | None = Field(
        default=None, description="Folder of <person>.wav files that become shared voices at start"
    )
