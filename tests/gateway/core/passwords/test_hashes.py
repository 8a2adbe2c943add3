"""Hashes of passwords: the present kind, and those of older versions."""

import pytest
from passlib.hash import bcrypt

from app.core.passwords.hashes import hash_password, is_outdated, verify_password

EMOJI = "😀" * 64


@pytest.mark.parametrize("password", ["s3cret-é", "a" * 73, EMOJI])
def test_every_character_of_a_password_counts(password: str) -> None:
    password_hash = hash_password(password, rounds=4)
    assert verify_password(password, password_hash)
    assert not verify_password(password[:-1], password_hash)
    assert not verify_password(password + "x", password_hash)
    assert not is_outdated(password_hash)


def test_a_hash_fits_its_column() -> None:
    assert len(hash_password(EMOJI, rounds=16 - 12)) < 200


def test_older_hashes_still_verify() -> None:
    password_hash = bcrypt.using(rounds=4).hash("a" * 72)
    assert is_outdated(password_hash)
    assert verify_password("a" * 72, password_hash)
    assert not verify_password("a" * 73, password_hash)
    assert not verify_password("a" * 71, password_hash)


@pytest.mark.parametrize("password", ["nul\0nul\0nul", "\ud800" * 8])
def test_what_cannot_be_hashed_is_no_password(password: str) -> None:
    with pytest.raises(ValueError, match="the password"):
        hash_password(password, rounds=4)
    assert not verify_password(password, hash_password("a good password", rounds=4))
