"""Directions, against another implementation of the algorithm."""

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from app.services.exports.shaping.directions import (
    base_level,
    levels_of,
    runs_right_to_left,
    visual_order,
    without_controls,
)


def seen(text: str) -> str:
    """Return the letters as they stand from left to right."""
    return "".join(text[at] for at in visual_order(levels_of(text)))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("abc", "abc"),
        ("שלום 12", "12 םולש"),
        ("I say שלום עולם now", "I say םלוע םולש now"),
        ("שלום Bob ו-Eve", "Eve-ו Bob םולש"),
        ("", ""),
    ],
)
def test_letters_stand_in_the_order_of_their_direction(text: str, drawn: str) -> None:
    assert seen(text) == drawn


@given(st.text(alphabet="abcאבגدسل١٢129 ,.-+%:!", max_size=40))
def test_the_order_is_that_of_another_implementation(text: str) -> None:
    # Both leave white space at the ends where it is, which lines do not have.
    trimmed = text.strip()
    assert seen(trimmed) == get_display(trimmed)


def test_joiners_go_with_the_letter_before_them() -> None:
    assert levels_of("مي\u200cشود a") == [1, 1, 1, 1, 1, 1, 1, 2]
    assert levels_of("\u200ca") == [0, 0]


def test_what_is_written_from_right_to_left_is_known() -> None:
    assert [runs_right_to_left(text) for text in ("été", "שלום", "مرحبا", "١٢", "会議 😀")] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert [base_level(text) for text in ("שלום Bob", "Bob שלום", "12")] == [1, 0, 0]
    assert without_controls("a\u2067שלום\u2069\u200f!") == "aשלום!"


@pytest.mark.parametrize("letter", [chr(0x1FA77), chr(0x1FAE8), chr(0x0378)])
def test_letters_that_are_newer_than_this_python_have_no_direction(letter: str) -> None:
    assert seen(f"Bob {letter} שלום") == f"Bob {letter} םולש"
    assert base_level(f"{letter}שלום") == 1
