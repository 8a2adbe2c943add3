"""Numbers of French and English, written and spelled, in one form."""

import pytest

from scribe_contracts.evidence.figures import figures, stated_figures


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1 200 euros", "1200"),
        ("1,200 dollars", "1200"),
        ("1.200 euros", "1200"),
        ("1.234.567", "1234567"),
        ("1,234.50", "1234.5"),
        ("3,5 %", "3.5"),
        ("3.5%", "3.5"),
        ("0,125", "0.125"),
        ("mille deux cents euros", "1200"),
        ("twelve hundred", "1200"),
        ("one thousand two hundred", "1200"),
        ("vingt et un", "21"),
        ("soixante-dix-sept", "77"),
        ("quatre-vingt-dix-neuf", "99"),
        ("quatre-vingts", "80"),
        ("cent vingt", "120"),
        ("deux mille vingt-six", "2026"),
        ("twenty twenty-six", "2026"),
        ("two million", "2000000"),
        ("2 millions", "2000000"),
        ("2,5 millions", "2500000"),
        ("twenty-five percent", "25"),
        ("le trois mars", "3"),
        ("le premier mars", "1"),
        ("dix-sept heures trente", "17"),
        ("dix-sept heures trente", "30"),
    ],
)
def test_numbers_are_found_in_one_form(said: str, number: str) -> None:
    assert number in figures(said)


def test_what_only_looks_alike_is_another_number() -> None:
    assert figures("12 euros") == {"12"}
    assert "1200" not in figures("120 euros et 0 centime")
    assert figures("on verra bien") == set()


def test_an_article_states_no_number_and_a_digit_does() -> None:
    assert stated_figures("Une décision et un plan") == set()
    assert stated_figures("First, a plan") == set()
    assert stated_figures("1 plan, deux dates") == {"1", "2"}
