"""Codes of authenticators, against the vectors of RFC 4226 and RFC 6238."""

import base64
from datetime import UTC, datetime

import pytest

from app.services.second_factor.codes import address_of, code_of, matching_step, step_at

SECRET = base64.b32encode(b"12345678901234567890").decode()


def test_codes_are_those_of_the_standards() -> None:
    assert [code_of(SECRET, step) for step in range(3)] == ["755224", "287082", "359152"]
    assert code_of(SECRET, step_at(datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC))) == "081804"


@pytest.mark.parametrize("code", ["", "75522", "7552244", "abcdef", "٧٥٥٢٢٤", "recovery-code-of-somebody"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matching_step(SECRET, code, datetime.fromtimestamp(30, UTC)) is None


def test_spaces_that_authenticators_show_may_be_typed() -> None:
    assert matching_step(SECRET, " 755 224", datetime.fromtimestamp(30, UTC)) == 0


def test_the_address_names_product_and_account() -> None:
    address = address_of(SECRET, "ada+work@example.org")
    assert address == (
        "otpauth://totp/Smart%20Meeting%20Scribe:ada%2Bwork@example.org"
        f"?secret={SECRET}&issuer=Smart%20Meeting%20Scribe"
    )
