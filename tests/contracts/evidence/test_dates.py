"""Due dates as they are said, from a meeting on Wednesday 4 March 2026."""

from datetime import date

import pytest

from scribe_contracts.evidence.dates import resolve_due

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("vendredi", date(2026, 3, 6)),
        ("pour vendredi matin", date(2026, 3, 6)),
        ("by Friday", date(2026, 3, 6)),
        ("mercredi", date(2026, 3, 11)),
        ("demain", date(2026, 3, 5)),
        ("après-demain", date(2026, 3, 6)),
        ("the day after tomorrow", date(2026, 3, 6)),
        ("aujourd'hui", WEDNESDAY),
        ("today", WEDNESDAY),
        ("le 12 mars", date(2026, 3, 12)),
        ("le 1er avril", date(2026, 4, 1)),
        ("March 12th", date(2026, 3, 12)),
        ("12 March 2027", date(2027, 3, 12)),
        ("le 15 janvier", date(2027, 1, 15)),
        ("le 28 février", date(2026, 2, 28)),
        ("2026-05-01", date(2026, 5, 1)),
        ("le 25/03", date(2026, 3, 25)),
        ("dans 3 jours", date(2026, 3, 7)),
        ("in 2 weeks", date(2026, 3, 18)),
    ],
)
def test_a_due_date_is_the_day_that_it_means(said: str, meant: date) -> None:
    assert resolve_due(said, WEDNESDAY) == meant


@pytest.mark.parametrize(
    "said",
    [
        "bientôt",
        "as soon as possible",
        "vendredi prochain",
        "next Friday",
        "fin mars",
        "end of March",
        "lundi ou mardi",
        "le 31 février",
        "03/04",
        "",
    ],
)
def test_what_may_mean_several_days_is_left_open(said: str) -> None:
    assert resolve_due(said, WEDNESDAY) is None
