"""Passwords that are guessed first, and those that are not."""

import pytest

from app.core.passwords.strength import WeakPasswordError, check_strength

ABOUT = ("ada.lovelace@example.org", "Ada Lovelace")
WEAK = [
    "password", "Password1", "P@ssw0rd!", "12345678", "123456789a", "qwertyuiop", "azertyuiop", "Azerty123!",
    "motdepasse", "motdepasse1", "Bienvenue1", "iloveyou", "letmein123", "aaaaaaaa", "abcdefgh", "changeme",
    "adalovelace", "Lovelace1", "ada.lovelace@example.org", "smartmeeting", "scribe2026", "soleil123",
]  # fmt: skip
GOOD = ["correct horse battery", "trombone-salade-orage", "uM4$kPz!w2", "😀" * 64, "あいうえおかきくけ子", "x7Vq-1pd"]


@pytest.mark.parametrize("password", WEAK)
def test_what_guessers_try_first_is_refused(password: str) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        check_strength(password, about=ABOUT, field="new_password")
    [error] = refused.value.errors
    assert (error.field, error.message) == ("new_password", refused.value.detail)


@pytest.mark.parametrize("password", GOOD)
def test_others_are_accepted(password: str) -> None:
    check_strength(password, about=ABOUT)
