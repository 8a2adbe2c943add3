"""Settings of TLS, and those that stop the start."""

from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from authority import Authority
from pydantic import ValidationError

from scribe_contracts.credentials.redis_password import bare_address
from scribe_contracts.credentials.trust import describe_refusal, require_plain_or_verified
from scribe_contracts.settings import InfrastructureSettings

SERVERS: dict[str, Any] = {
    "redis_url": "rediss://:the-password@redis.example:6379/0",
    "s3_endpoint_url": "https://s3.example",
    "s3_access_key": "access",
    "s3_secret_key": "secret-key",
}


def test_the_address_of_redis_keeps_tls_and_gets_the_authorities(tmp_path: Path) -> None:
    folder = tmp_path / "a folder & more"
    folder.mkdir()
    file = Authority(folder).file
    settings = InfrastructureSettings(**SERVERS, ca_file=file)
    assert bare_address(settings) == f"rediss://redis.example:6379/0?ssl_ca_certs={quote_plus(str(file))}"
    assert bare_address(InfrastructureSettings(**SERVERS)) == "rediss://redis.example:6379/0"
    plain = SERVERS | {"redis_url": "redis://:the-password@redis.example:6379/0"}
    assert bare_address(InfrastructureSettings(**plain, ca_file=file)) == "redis://redis.example:6379/0"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda _: None, "cannot be read: No such file or directory"),
        (lambda file: file.mkdir(), "cannot be read: Is a directory"),
        (lambda file: file.write_bytes(b""), "holds no certificates in PEM"),
        (lambda file: file.write_text("-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"), "holds no"),
        (lambda file: file.write_bytes(bytes(range(256))), "holds no certificates in PEM"),
    ],
    ids=["none", "folder", "empty", "damaged", "binary"],
)
def test_a_file_that_is_none_stops_the_start_and_is_named(tmp_path: Path, make: Any, why: str) -> None:
    file = tmp_path / "company.pem"
    make(file)
    with pytest.raises(ValidationError, match=f"ca_file\n.*{file} {why}"):
        InfrastructureSettings(**SERVERS, ca_file=file)


def test_an_empty_variable_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_CA_FILE", "")
    assert InfrastructureSettings(**SERVERS).ca_file is None


@pytest.mark.parametrize("option", ["ssl_cert_reqs=none", "ssl_check_hostname=false", "db=1&ssl_ca_certs=/a", "ssl_x="])
def test_redis_cannot_be_told_to_believe_anybody(option: str) -> None:
    url = f"{SERVERS['redis_url']}?{option}"
    with pytest.raises(ValidationError, match="without options in the address") as error:
        InfrastructureSettings(**SERVERS | {"redis_url": url})
    assert "the-password" not in str(error.value)


@pytest.mark.parametrize("query", ["", "?ssl=verify-full", "?ssl=disable", "?prepared_statement_cache_size=0"])
def test_postgres_is_plain_or_verified(query: str) -> None:
    url = f"postgresql+asyncpg://scribe:secret@db.example/scribe{query}"
    assert require_plain_or_verified(url) == url


@pytest.mark.parametrize("mode", ["ssl=require", "ssl=prefer", "ssl=verify-ca", "sslmode=verify-full", "ssl=true"])
def test_postgres_cannot_be_told_to_believe_anybody(mode: str) -> None:
    with pytest.raises(ValueError, match="verify-full") as error:
        require_plain_or_verified(f"postgresql+asyncpg://scribe:secret@db.example/scribe?{mode}")
    assert "secret" not in str(error.value)


def test_an_error_that_is_not_of_tls_is_none() -> None:
    assert describe_refusal(ConnectionRefusedError("no")) is None
    assert describe_refusal(None) is None
