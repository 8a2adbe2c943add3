"""Tokens that are valid, and those that are not."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from jose import jwt
from pydantic import ValidationError

from app.core.config import Settings
from app.core.errors import UnauthorizedError
from app.core.sealing.tokens import ALGORITHM, AUDIENCE, ISSUER
from app.core.security import Bearer, issue_access_token, read_access_token

SECRET = "0123456789abcdef" * 2


@pytest.fixture
def settings() -> Settings:
    return make()


def make(**changes: Any) -> Settings:
    values = {
        "database_url": "postgresql+asyncpg://scribe@localhost/scribe",
        "redis_url": "redis://localhost",
        "s3_endpoint_url": "http://localhost:9000",
        "s3_access_key": "access",
        "s3_secret_key": "secret-key",
        "jwt_secret": SECRET,
    }
    return Settings.model_validate(values | changes)


def claims(**changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    good = {
        "sub": str(uuid4()),
        "sid": str(uuid4()),
        "typ": "access",
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + timedelta(minutes=1),
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def test_a_token_is_read_back(settings: Settings) -> None:
    user_id, session_id = uuid4(), uuid4()
    issued = issue_access_token(user_id, session_id, settings, epoch=3)
    assert read_access_token(issued.token, settings) == Bearer(user_id, session_id, 3)
    assert issued.expires_in == settings.access_token_seconds


@pytest.mark.parametrize(
    "wrong",
    [
        {"sub": None},
        {"sub": "not an id"},
        {"sid": None},
        {"sid": "not an id"},
        {"typ": None},
        {"typ": "refresh"},
        {"iss": "somebody-else"},
        {"iss": None},
        {"aud": "something-else"},
        {"aud": None},
        {"exp": datetime.now(UTC) - timedelta(seconds=1)},
        {"exp": None},
        {"iat": None},
    ],
    ids=str,
)
def test_every_claim_counts(settings: Settings, wrong: dict[str, Any]) -> None:
    assert read_access_token(jwt.encode(claims(), SECRET, ALGORITHM), settings)
    with pytest.raises(UnauthorizedError):
        read_access_token(jwt.encode(claims(**wrong), SECRET, ALGORITHM), settings)


@pytest.mark.parametrize(("secret", "algorithm"), [(SECRET, "HS512"), (SECRET[::-1], "HS256")])
def test_other_algorithms_and_secrets_are_refused(settings: Settings, secret: str, algorithm: str) -> None:
    with pytest.raises(UnauthorizedError):
        read_access_token(jwt.encode(claims(), secret, algorithm), settings)


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é"])
def test_invalid_tokens_are_rejected(settings: Settings, token: str) -> None:
    with pytest.raises(UnauthorizedError):
        read_access_token(token, settings)


@pytest.mark.parametrize(
    "secret", ["", "short", "a-placeholder-secret-of-sufficient-length", "change-me-change-me-change-me-change-me"]
)
def test_start_up_refuses_a_weak_secret(secret: str) -> None:
    with pytest.raises(ValidationError, match="secret"):
        make(jwt_secret=secret)


def test_start_up_refuses_a_short_setup_code() -> None:
    with pytest.raises(ValidationError, match="set-up code"):
        make(setup_code="short")
    assert make(setup_code="").setup_code is None


def test_start_up_refuses_a_missing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCRIBE_JWT_SECRET", raising=False)
    with pytest.raises(ValidationError, match="jwt_secret"):
        Settings.model_validate({})


def test_cookies_are_secure_on_https() -> None:
    assert not make(public_url="http://localhost:3000").secure_cookies
    assert make(public_url="https://scribe.example.org/").secure_cookies


def test_origins_are_the_public_url_and_those_allowed() -> None:
    settings = make(public_url="https://scribe.example.org/app", allowed_origins=["https://b.example"])
    assert settings.origins == {"https://scribe.example.org", "https://b.example"}
