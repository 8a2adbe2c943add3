"""Periods that a question names, in French and English."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january", "fevrier february", "mars march", "avril april", "mai may", "juin june",
            "juillet july", "aout august", "septembre september", "octobre october", "novembre november",
            "decembre december",
        ), 1
    )
    for name in names.split()
}  # fmt: skip
_LEAD = r"(?:\b(?:in|during|of|on|since|en|au|durant|pendant|de|du|le|la|au cours (?:de|du)|depuis|cours de) )*"
_MONTH = re.compile(
    rf"{_LEAD}(?:(?:the )?month of |mois (?:de |d )?)?\b({'|'.join(_MONTHS)})\b(?: (?:de |of )?(20\d\d))?"
)
_YEAR = re.compile(rf"{_LEAD}\b(?:(?:l )?annee |(?:the )?year )?(20\d\d)\b")
_NAMED = {
    "today": r"today|aujourd hui",
    "yesterday": r"yesterday|hier",
    "this week": r"this week|cette semaine",
    "last week": r"last week|(?:la )?semaine (?:derniere|passee)",
    "this month": r"this month|ce mois(?: ci)?",
    "last month": r"last month|(?:le )?mois (?:dernier|passe)",
    "this year": r"this year|cette annee",
    "last year": r"last year|(?:l )?(?:annee (?:derniere|passee)|an dernier)",
}
_NAMED_PATTERNS = {name: re.compile(rf"{_LEAD}\b(?:{pattern})\b") for name, pattern in _NAMED.items()}


@dataclass(frozen=True)
class Period:
    """From `since` on, before `before`; in UTC."""

    since: datetime
    before: datetime


def find_period(folded: str, now: datetime) -> tuple[Period | None, str]:
    """Return the period that a folded text names, and the text without it. A month without a year is the last such."""
    for name, pattern in _NAMED_PATTERNS.items():
        if match := pattern.search(folded):
            return _named(name, now), _without(folded, match)
    if match := _MONTH.search(folded):
        month = _MONTHS[match[1]]
        year = int(match[2]) if match[2] else now.year - (month > now.month)
        return _months(year, month, 1), _without(folded, match)
    if match := _YEAR.search(folded):
        return _months(int(match[1]), 1, 12), _without(folded, match)
    return None, folded


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())


def _named(name: str, now: datetime) -> Period:
    today = datetime(now.year, now.month, now.day, tzinfo=UTC)
    monday = today - timedelta(days=today.weekday())
    one, seven = timedelta(days=1), timedelta(days=7)
    periods = {
        "today": Period(today, today + one),
        "yesterday": Period(today - one, today),
        "this week": Period(monday, monday + seven),
        "last week": Period(monday - seven, monday),
        "this month": _months(now.year, now.month, 1),
        "last month": _months(now.year - (now.month == 1), (now.month - 2) % 12 + 1, 1),
        "this year": _months(now.year, 1, 12),
        "last year": _months(now.year - 1, 1, 12),
    }
    return periods[name]


def _months(year: int, month: int, count: int) -> Period:
    end = month + count
    before = datetime(year + (end > 12), (end - 1) % 12 + 1, 1, tzinfo=UTC)  # noqa: PLR2004
    return Period(datetime(year, month, 1, tzinfo=UTC), before)
