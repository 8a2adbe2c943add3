"""The few words that an export adds to what was said, in the reader's language."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    ENGLISH = "en"
    FRENCH = "fr"


@dataclass(frozen=True)
class Wording:
    date: str
    duration: str
    participants: str
    speaker: str
    """Stands before the number of somebody without a name."""

    colon: str
    """French sets a space before it."""


WORDINGS = {
    Language.ENGLISH: Wording("Date", "Duration", "Participants", "Speaker", ":"),
    Language.FRENCH: Wording("Date", "Durée", "Participants", "Locuteur", " :"),
}


def negotiate(accept_language: str | None) -> Language:
    """The language that an Accept-Language header likes best; English where it names neither."""
    liked = Language.ENGLISH, 0.0
    for entry in (accept_language or "").split(","):
        tag, _, parameters = entry.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameters)
        if language in set(Language) and weight > liked[1]:
            liked = Language(language), weight
    return liked[0]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
