"""Dates as people say them, and the days that they mean, counted from the day of the meeting."""

import re
from datetime import date, timedelta

from scribe_contracts.evidence.words import fold

_DAYS = {
    name: number
    for number, names in enumerate(
        (
            ("lundi", "monday"),
            ("mardi", "tuesday"),
            ("mercredi", "wednesday"),
            ("jeudi", "thursday"),
            ("vendredi", "friday"),
            ("samedi", "saturday"),
            ("dimanche", "sunday"),
        )
    )
    for name in names
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "january"),
            ("fevrier", "february"),
            ("mars", "march"),
            ("avril", "april"),
            ("mai", "may"),
            ("juin", "june"),
            ("juillet", "july"),
            ("aout", "august"),
            ("septembre", "september"),
            ("octobre", "october"),
            ("novembre", "november"),
            ("decembre", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})(?:\s+(\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}})\b)?")
_SLASHES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_IN_DAYS = re.compile(r"\b(?:dans|in|within|sous)\s+(\d{1,2})\s+(jours?|days?|semaines?|weeks?)\b")
_NEXT = re.compile(r"\b(prochain|prochaine|next|suivant)\b")
_END = re.compile(r"\b(fin|end of)\b")
_DAYS_IN_WEEK = 7
_DECEMBER = 12


def resolve_due(said: str, meeting: date) -> date | None:
    """Return the day that words such as "vendredi" or "March 3rd" mean on the day of the meeting; None if unsure.

    A weekday is the next one after the meeting. A date without a year is the next one, or one of the last month.
    "Next Friday", which means one of two weeks, is left open, as are "soon" and "end of March".
    """
    text = fold(said)
    if _END.search(text):
        return None
    return _written(text, meeting) or _relative(text, meeting)


def _written(text: str, meeting: date) -> date | None:
    """Return a day that is given by its numbers."""
    if match := _ISO.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    for pattern, day, month in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        if match := pattern.search(text):
            return _near(int(match[day]), _MONTHS[match[month]], match[3], meeting)
    match = _SLASHES.search(text)
    # American order cannot be told from the European one where both are possible.
    if match and (int(match[1]) > _DECEMBER or match[1] == match[2]):
        return _near(int(match[1]), int(match[2]), match[3], meeting)
    return None


def _relative(text: str, meeting: date) -> date | None:
    words = re.findall(r"[a-z]+", text)
    if match := _IN_DAYS.search(text):
        days = int(match[1]) * (_DAYS_IN_WEEK if match[2].startswith(("semaine", "week")) else 1)
        return meeting + timedelta(days=days)
    if "apres-demain" in text or "day after tomorrow" in text:
        return meeting + timedelta(days=2)
    if {"demain", "tomorrow"}.intersection(words):
        return meeting + timedelta(days=1)
    if "aujourd'hui" in text or {"today", "tonight"}.intersection(words) or "ce soir" in text:
        return meeting
    weekdays = {_DAYS[word] for word in words if word in _DAYS}
    if len(weekdays) == 1 and not _NEXT.search(text):
        ahead = (weekdays.pop() - meeting.weekday()) % _DAYS_IN_WEEK
        return meeting + timedelta(days=ahead or _DAYS_IN_WEEK)
    return None


def _near(day: int, month: int, year: str | None, meeting: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this = _day(meeting.year, month, day)
    if this is None or this >= meeting - timedelta(days=31):
        return this
    return _day(meeting.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
