"""Backup and restoration of a product whose PostgreSQL, Redis and S3 are reached by TLS."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from authority import Authority
from product import Product
from tls_relay import POSTGRES_REQUEST, Relay, tls_before

from ops.backup.__main__ import main
from ops.backup.errors import BackupError
from ops.backup.settings import of_the_product

HOST = "127.0.0.1"
ADDRESSES = ("SCRIBE_DATABASE_URL", "SCRIBE_REDIS_URL", "SCRIBE_S3_ENDPOINT_URL")


@pytest.fixture
def company(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def relays(product: Product, company: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Relay]]:
    """Have the commands find the servers behind relays."""
    with ExitStack() as stack:
        relays = []
        for name in ADDRESSES:
            address = product.environment[name]
            port = urlsplit(address).port or 0
            certificate = company.issue(HOST)
            relay = stack.enter_context(tls_before(port, certificate, postgres="DATABASE" in name))
            encrypted = address.replace(f":{port}", f":{relay.port}").replace("redis:", "rediss:")
            encrypted = encrypted.replace("http:", "https:") + ("?ssl=verify-full" if "DATABASE" in name else "")
            monkeypatch.setenv(name, encrypted)
            relays.append(relay)
        monkeypatch.setenv("SCRIBE_CA_FILE", str(company.file))
        yield relays


def test_a_backup_is_made_and_restored_by_tls(
    product: Product, relays: list[Relay], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, erased = product.add_meetings(2)
    assert main(["backup", str(tmp_path / "backups")]) == 0, capsys.readouterr().err
    product.erase("meeting", erased)
    product.database.run(f"UPDATE meetings SET title = 'changed' WHERE id = '{kept}'")  # noqa: S608 - an id
    assert main(["restore", str(tmp_path / "backups"), "--yes"]) == 0, capsys.readouterr().err
    assert product.meetings() == {str(kept)}
    assert product.database.query("SELECT title FROM meetings WHERE title = 'changed'") == []
    assert relays[0].wire.startswith(POSTGRES_REQUEST)
    for relay in relays:
        assert relay.connections
        assert b"scribe" not in relay.wire
        assert str(kept).encode() not in relay.wire


def test_postgres_of_another_name_is_told_and_gets_nothing(
    product: Product, relays: list[Relay], company: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = product.environment["SCRIBE_DATABASE_URL"]
    port = urlsplit(address).port or 0
    with tls_before(port, company.issue("other.example"), postgres=True) as relay:
        monkeypatch.setenv("SCRIBE_DATABASE_URL", address.replace(f":{port}", f":{relay.port}") + "?ssl=verify-full")
        with pytest.raises(BackupError, match=r"its certificate is refused: IP address mismatch") as error:
            of_the_product().database().query("SELECT 1")
        assert urlsplit(address).password not in str(error.value)
        assert b"scribe" not in relay.wire


def test_postgres_without_tls_is_told(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_DATABASE_URL", product.environment["SCRIBE_DATABASE_URL"] + "?ssl=verify-full")
    with pytest.raises(BackupError, match="it does not speak TLS"):
        of_the_product().database().query("SELECT 1")


def test_a_file_without_certificates_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_CA_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(BackupError, match=r"SCRIBE_CA_FILE: .*none.pem cannot be read"):
        of_the_product()
