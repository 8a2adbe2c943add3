"""Backups of a product whose objects are encrypted, made and read without its key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from product import Product, running_product

from ops.backup.__main__ import main
from ops.backup.kept.repository import Repository
from ops.backup.settings import BackupSettings
from scribe_contracts import s3, storage
from scribe_contracts.encryption import record
from scribe_contracts.encryption.errors import KeyMissingError
from scribe_contracts.encryption.keys import MasterKey
from scribe_contracts.encryption.record import KeyRecord

KEY = "5e" * 32
KEY_ID = MasterKey(bytes.fromhex(KEY)).id.hex()
VARIABLE = "SCRIBE_STORAGE_ENCRYPTION_KEY"
MISSING = f"Objects of this backup are encrypted under the key {KEY_ID}, which {VARIABLE} is not"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(VARIABLE, KEY)
        with running_product(tmp_path_factory.mktemp("product")) as product:
            environment.delenv(VARIABLE)
            yield product


def test_what_is_restored_knows_which_key_it_needs(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backups"
    (kept, erased) = product.add_meetings(2)
    before = product.objects()
    assert main(["backup", str(folder)]) == 0
    secret = product.s3.get_object(Bucket="uploads", Key=f"{kept}/source")["Body"].read()
    assert not [file for file in folder.rglob("*") if file.is_file() and secret in file.read_bytes()]

    product.erase("meeting", erased)
    stored = s3.connect_as_stored(product.settings)
    record.write(stored, KeyRecord(keys=("0badc0de",), is_sealed=True))
    capsys.readouterr()
    assert main(["backup", "--verify", str(folder)]) == 0
    assert f"Replayed: the meeting {erased} was deleted since" in capsys.readouterr().out
    assert main(["restore", str(folder), "--yes"]) == 0
    assert capsys.readouterr().err.splitlines()[0].startswith(MISSING)

    assert record.read(stored) == KeyRecord(keys=(KEY_ID,), is_sealed=True)
    with pytest.raises(KeyMissingError, match=KEY_ID):
        s3.require_keys_at_start(BackupSettings())  # type: ignore[call-arg]  # of the environment
    # Read with the key by what had it before: all but what was deleted since.
    notes = "/".join(storage.encryption_keys())
    left = {name: sha256 for name, sha256 in before.items() if str(erased) not in name and name != notes}
    assert {name: sha256 for name, sha256 in product.objects().items() if name != notes} == left
    monkeypatch.setenv(VARIABLE, KEY)
    s3.require_keys_at_start(BackupSettings())  # type: ignore[call-arg]  # as above
    assert main(["check", str(folder)]) == 0
    assert "encrypted under" not in capsys.readouterr().err


def test_a_backup_without_encrypted_objects_needs_no_key(product: Product, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    (meeting,) = product.add_meetings(1)
    for bucket in storage.Bucket:
        for item in product.s3.list_objects_v2(Bucket=bucket, Prefix="").get("Contents", []):
            product.s3.delete_object(Bucket=bucket, Key=item["Key"])
    stored = s3.connect_as_stored(product.settings)
    bucket, key = storage.source(meeting)
    stored.put_object(Bucket=bucket, Key=key, Body=b"open")
    # The database names what was deleted above, which is told.
    assert main(["backup", str(folder)]) == 3
    assert Repository.open(folder).read().objects
    record.write(stored, KeyRecord(keys=(KEY_ID,), is_sealed=True))
    main(["restore", str(folder), "--yes"])
    assert record.read(stored) == KeyRecord()
    s3.require_keys_at_start(BackupSettings())  # type: ignore[call-arg]  # of the environment
