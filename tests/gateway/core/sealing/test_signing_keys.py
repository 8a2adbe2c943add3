"""Tokens and sealed secrets before, during and after a rotation of the key."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from jose import jwt

from app.core.config import Settings
from app.core.errors import UnauthorizedError
from app.core.sealing.secrets import Purpose, SecretLostError, renew, seal, unseal
from app.core.sealing.tokens import ALGORITHM
from app.core.security import (
    is_guest_token,
    issue_access_token,
    issue_challenge,
    issue_device_token,
    issue_guest_token,
    read_access_token,
    read_challenge,
    read_device_token,
)

OLD, NEW, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2, "00112233445566778899aabbccddeeff"
USER = uuid4()


def make(**changes: Any) -> Settings:
    values = {
        "database_url": "postgresql+asyncpg://scribe@localhost/scribe",
        "redis_url": "redis://localhost",
        "s3_endpoint_url": "http://localhost:9000",
        "s3_access_key": "access",
        "s3_secret_key": "secret-key",
        "jwt_secret": OLD,
    }
    return Settings.model_validate(values | changes)


def rotated(**changes: Any) -> Settings:
    return make(jwt_secret=NEW, jwt_secret_previous=OLD, **changes)


def in_minutes(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def test_a_token_names_its_key_and_nothing_of_it() -> None:
    ids = {jwt.get_unverified_header(issue_access_token(USER, uuid4(), s).token)["kid"] for s in (make(), rotated())}
    assert len(ids) == 2
    assert not any(part in OLD + NEW for part in ids)


def test_tokens_of_every_kind_outlast_a_rotation() -> None:
    before, after = make(), rotated(jwt_previous_until=in_minutes(15))
    link, until = uuid4(), datetime.now(UTC) + timedelta(days=1)
    assert read_access_token(issue_access_token(USER, uuid4(), before).token, after).user_id == USER
    assert read_device_token(issue_device_token("ada@example.org", before), "ada@example.org", after)
    assert is_guest_token(issue_guest_token(link, before, until=until), link, after)
    challenge = read_challenge(issue_challenge(USER, 0, before), after)
    assert challenge is not None
    assert challenge.user_id == USER


def test_a_token_of_a_version_without_ids_is_read_with_either_key() -> None:
    now = datetime.now(UTC)
    claims = {
        "sub": str(USER),
        "sid": str(uuid4()),
        "typ": "access",
        "iss": "smart-meeting-scribe",
        "aud": "smart-meeting-scribe/api",
        "iat": now,
        "exp": now + timedelta(minutes=1),
    }
    for secret in (OLD, NEW):
        assert read_access_token(jwt.encode(claims, secret, ALGORITHM), rotated()).user_id == USER


@pytest.mark.parametrize(
    "settings",
    [
        make(jwt_secret=NEW),
        rotated(jwt_previous_until=in_minutes(-1)),
        make(jwt_secret=NEW, jwt_secret_previous=OTHER),
    ],
)
def test_a_token_of_another_key_or_after_the_time_of_its_key_is_refused(settings: Settings) -> None:
    with pytest.raises(UnauthorizedError):
        read_access_token(issue_access_token(USER, uuid4(), make()).token, settings)


def test_a_token_that_names_another_key_than_it_is_signed_by_is_refused() -> None:
    token = issue_access_token(USER, uuid4(), make()).token
    claims = jwt.get_unverified_claims(token)
    forged = jwt.encode(claims, OTHER, ALGORITHM, headers=jwt.get_unverified_header(token))
    with pytest.raises(UnauthorizedError):
        read_access_token(forged, rotated())


def test_what_was_sealed_is_opened_by_either_key_and_sealed_anew_once() -> None:
    before, after = make(), rotated(jwt_previous_until=in_minutes(-1))
    sealed = seal("a secret", Purpose.SECOND_FACTOR, USER, before)
    assert unseal(sealed, Purpose.SECOND_FACTOR, USER, after) == "a secret"
    renewed = renew(sealed, Purpose.SECOND_FACTOR, USER, after)
    assert renewed is not None
    assert unseal(renewed, Purpose.SECOND_FACTOR, USER, make(jwt_secret=NEW)) == "a secret"
    assert renew(renewed, Purpose.SECOND_FACTOR, USER, after) is None
    for purpose, owner, settings in (
        (Purpose.WEBHOOK, USER, after),
        (Purpose.SECOND_FACTOR, uuid4(), after),
        (Purpose.SECOND_FACTOR, USER, make(jwt_secret=OTHER)),
    ):
        with pytest.raises(SecretLostError):
            unseal(sealed, purpose, owner, settings)


def test_a_process_takes_the_key_of_now_without_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "secrets.env"
    settings = make(secrets_file=file)
    token = issue_access_token(USER, uuid4(), settings).token
    fresh = tmp_path / "secrets.env.new"
    fresh.write_text(f"SCRIBE_JWT_SECRET={NEW}\nSCRIBE_JWT_SECRET_PREVIOUS={OLD}\nSCRIBE_JWT_PREVIOUS_UNTIL=\n")
    fresh.replace(file)
    assert read_access_token(token, settings).user_id == USER
    newer = issue_access_token(USER, uuid4(), settings).token
    assert read_access_token(newer, make(jwt_secret=NEW)).user_id == USER
    fresh.write_text(f"SCRIBE_JWT_SECRET={NEW}\nSCRIBE_JWT_SECRET_PREVIOUS=\n")
    fresh.replace(file)
    with pytest.raises(UnauthorizedError):
        read_access_token(token, settings)


@pytest.mark.parametrize("secret", ["short", "change-me-change-me-change-me-change-me"])
def test_start_up_refuses_a_weak_secret_before(secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        make(jwt_secret_previous=secret)
