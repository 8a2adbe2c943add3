"""Words that an export adds to what was said, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
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
    """Word before the number of somebody without a name."""

    colon: str
    """French sets a space before it."""

    talk_time: str
    share: str
    transcript: str
    page: str
    date_pattern: str
    months: str
    percent: str


WORDINGS = {
    Language.ENGLISH: Wording(
        date="Date",
        duration="Duration",
        participants="Participants",
        speaker="Speaker",
        colon=":",
        talk_time="Talk time",
        share="Share",
        transcript="Transcript",
        page="Page {page} of {pages}",
        date_pattern="{day} {month} {year}, {clock}",
        months="January February March April May June July August September October November December",
        percent="{}%",
    ),
    Language.FRENCH: Wording(
        date="Date",
        duration="Durée",
        participants="Participants",
        speaker="Locuteur",
        colon=" :",
        talk_time="Temps de parole",
        share="Part",
        transcript="Transcription",
        page="Page {page} sur {pages}",
        date_pattern="{day} {month} {year} à {clock}",
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        percent="{}\N{NO-BREAK SPACE}%",
    ),
}


def format_date(date: datetime, language: Language) -> str:
    """Return a date as 22 November 2026, 09:30 Europe/Paris, or in French as 1er décembre 2026 à 09:30 UTC."""
    wording = WORDINGS[language]
    return wording.date_pattern.format(
        day="1er" if date.day == 1 and language is Language.FRENCH else date.day,
        month=wording.months.split()[date.month - 1],
        year=date.year,
        clock=format_time(date),
    )


def format_time(date: datetime) -> str:
    """Return the time of day as 09:30 Europe/Paris: the zone by its name, since abbreviations mean several."""
    return f"{date:%H:%M} {date.tzinfo or ''}".rstrip()


def negotiate(accept_language: str | None) -> Language:
    """Return the language that an Accept-Language header prefers; English if it names neither."""
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
