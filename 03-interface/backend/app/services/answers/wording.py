"""Sentences that the product writes itself into answers, in French and English."""

from datetime import datetime

from app.services.exports.language import WORDINGS, Language

_SPACE = "\N{NO-BREAK SPACE}"


def wording_language(language: str) -> Language:
    """Return the language of the product's own words for an answer in that language."""
    return Language.FRENCH if language == "fr" else Language.ENGLISH


def speaker_name(number: int, language: str) -> str:
    """Return the name for readers of somebody without one; `number` counts from 1, 0 is nobody known."""
    word = WORDINGS[wording_language(language)].speaker
    return f"{word} {number}" if number else word


def day(moment: datetime, language: str) -> str:
    wanted = wording_language(language)
    month = WORDINGS[wanted].months.split()[moment.month - 1]
    first = "1er" if moment.day == 1 and wanted is Language.FRENCH else str(moment.day)
    return f"{first} {month} {moment.year}"


def quoted(words: str, language: str) -> str:
    return f"«{_SPACE}{words}{_SPACE}»" if language == "fr" else f"“{words}”"


def colon(language: str) -> str:
    """Return what stands between a title and what is said of it."""
    return f"{_SPACE}: " if language == "fr" else ": "


def length(seconds: float) -> str:
    """Return a duration as 1 h 02 min, 12 min or 48 s."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:  # noqa: PLR2004
        return f"{minutes // 60}{_SPACE}h {minutes % 60:02}{_SPACE}min"
    return f"{minutes}{_SPACE}min {rest:02}{_SPACE}s" if minutes else f"{rest}{_SPACE}s"


def listing(names: list[str], language: str) -> str:
    """Return names as "A, B and C"."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    joint = " et " if language == "fr" else " and "
    return ", ".join(names[:-1]) + joint + names[-1]
