"""The ids under which a transcript's speakers go: SPEAKER_00, SPEAKER_01, … in order of first speech."""

import re
from typing import Annotated

from pydantic import StringConstraints

SPEAKER_ID_PATTERN = r"^SPEAKER_\d{2,4}$"

SpeakerId = Annotated[str, StringConstraints(pattern=SPEAKER_ID_PATTERN)]

_NUMBER = re.compile(r"SPEAKER_(\d{2,4})")


def speaker_id(number: int) -> str:
    """Return the id of a speaker, or of a channel with one speaker; both are counted from 0."""
    return f"SPEAKER_{number:02d}"


def speaker_number(speaker: str) -> int | None:
    """Return the number, counted from 0, that `speaker_id` was given; None for an id of another form."""
    match = _NUMBER.fullmatch(speaker)
    return int(match[1]) if match else None


def display_number(speaker: str, position: int) -> int:
    """Return the number by which people know an unnamed speaker, counted from 1: SPEAKER_01 is "Speaker 2".

    It stays when others are merged away. An id of another form goes by its `position` among the speakers, from 1.
    """
    number = speaker_number(speaker)
    return position if number is None else number + 1
