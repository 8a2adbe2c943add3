"""Choices of an instance that settings and administrators make."""

from enum import StrEnum


class IdentificationPolicy(StrEnum):
    """The instance's use of enrolled voices."""

    ON = "on"
    """Speakers are compared with them unless the uploader declines."""

    OFF = "off"
    """Only where the uploader asks for it."""

    NEVER = "never"
    """Not at all: nobody can ask for it, and no voice is enrolled."""
