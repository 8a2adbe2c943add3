"""Passwords that are guessed first, and those that are not."""

import pytest

from app.core.passwords.strength import is_easily_guessed

ABOUT = ("ada.lovelace@example.org", "Ada Lovelace")
WEAK = [
    "password", "Password1", "P@ssw0rd!", "12345678", "123456789a", "qwertyuiop", "azertyuiop", "Azerty123!",
    "motdepasse", "motdepasse1", "Bienvenue1", "iloveyou", "letmein123", "aaaaaaaa", "abcdefgh", "changeme",
    "adalovelace", "Lovelace1", "ada.lovelace@example.org", "smartmeeting", "scribe2026", "soleil123",
]  # fmt: skip
GOOD = ["correct horse battery", "trombone-salade-orage", "uM4$kPz!w2", "😀" * 64, "あいうえおかきくけ子", "x7Vq-1pd"]


@pytest.mark.parametrize("password", WEAK)
def test_what_guessers_try_first_is_easily_guessed(password: str) -> None:
    assert is_easily_guessed(password, ABOUT)


@pytest.mark.parametrize("password", GOOD)
def test_others_are_not(password: str) -> None:
    assert not is_easily_guessed(password, ABOUT)
