"""Backups put back into the stores of a product."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from product import Product
from redis import Redis

from ops.backup import erasures
from ops.backup.__main__ import main
from ops.backup.database import Database
from ops.backup.kept.repository import Repository
from ops.backup.local import with_servers_alone
from ops.backup.objects import Objects
from ops.local.stack import RUNNING, Stack
from ops.local.state import StackState
from servers.postgres import binary
from servers.program import Program, ServerError


def test_all_is_as_it_was_but_what_was_deleted_since(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, key = tmp_path / "backups", tmp_path / "key"
    main(["backup", "--new-key", str(key)])
    recipient = capsys.readouterr().out.strip()
    first, second, erased = product.add_meetings(3)
    product.database.run(f"UPDATE meetings SET hold_at = now() WHERE id = '{erased}'")  # noqa: S608 - ids
    before = product.objects()
    assert main(["backup", str(folder), "--recipient", recipient]) == 0
    bank, thresholds = product.settings.voice_bank_dir / "Ada.wav", product.settings.thresholds
    kept = (bank.read_bytes(), thresholds.read_bytes())

    product.erase("meeting", erased)
    (later,) = product.add_meetings(1)
    product.database.run(f"UPDATE meetings SET title = 'changed' WHERE id = '{first}'")  # noqa: S608 - ids
    product.s3.put_object(Bucket="processed", Key=f"{second}/transcript.json", Body=b"changed")
    bank.write_bytes(b"changed")
    thresholds.unlink()
    with Redis.from_url(product.environment["SCRIBE_REDIS_URL"]) as redis:
        redis.set("scribe:of-another-time", "1")

    monkeypatch.setattr("sys.stdin", iter_lines("no\n"))
    assert main(["restore", str(folder), "--identity", str(key)]) == 1
    assert "Nothing was changed." in capsys.readouterr().err
    assert str(later) in product.meetings()

    monkeypatch.setattr("sys.stdin", iter_lines("restore\n"))
    assert main(["restore", str(folder), "--identity", str(key)]) == 0, capsys.readouterr().err

    assert f"Replayed: the meeting {erased} was deleted since, and is deleted again" in capsys.readouterr().out
    assert product.meetings() == {str(first), str(second)}
    assert product.objects() == {name: sha256 for name, sha256 in before.items() if str(erased) not in name}
    assert product.database.query("SELECT count(*) AS n FROM meetings WHERE title = 'changed'") == [{"n": 0}]
    assert product.database.query(f"SELECT kind FROM tombstones WHERE id = '{erased}'") == [{"kind": "meeting"}]  # noqa: S608 - ids
    assert (bank.read_bytes(), thresholds.read_bytes()) == kept
    with Redis.from_url(product.environment["SCRIBE_REDIS_URL"]) as redis:
        assert redis.keys() == []


def iter_lines(text: str) -> "Typed":
    return Typed(text)


class Typed:
    """Standard input with one line."""

    def __init__(self, text: str) -> None:
        self._text = text

    def readline(self) -> str:
        return self._text


def test_without_the_product_the_note_beside_the_backups_tells_what_was_deleted(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backups"
    (erased, _) = product.add_meetings(2)
    assert main(["backup", str(folder)]) == 0
    product.erase("meeting", erased)
    assert main(["backup", "--erasures", str(folder)]) == 0
    assert len(Repository.open(folder).names()) == 1
    monkeypatch.setenv("SCRIBE_DATABASE_URL", "postgresql+asyncpg://scribe:wrong@127.0.0.1:9/scribe")

    assert main(["backup", "--verify", str(folder)]) == 0

    told = capsys.readouterr()
    assert "only deletions are known that the last backup has noted" in told.err
    assert f"Replayed: the meeting {erased} was deleted since" in told.out


@pytest.mark.parametrize(("present", "previous"), [("good", ""), ("refused", "good")], ids=["after", "while"])
def test_secrets_are_those_of_now_after_a_rotation_and_while_it_is_under_way(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, present: str, previous: str
) -> None:
    environment = product.environment
    database, redis = (urlsplit(environment[f"SCRIBE_{name}_URL"]) for name in ("DATABASE", "REDIS"))
    words = {"good": database.password, "refused": "fresh", "": ""}
    lines = {
        "SCRIBE_DATABASE_PASSWORD": words[present],
        "SCRIBE_DATABASE_PASSWORD_PREVIOUS": words[previous],
        "SCRIBE_REDIS_PASSWORD": redis.password,
        "SCRIBE_S3_ACCESS_KEY": environment["SCRIBE_S3_ACCESS_KEY"],
        "SCRIBE_S3_SECRET_KEY": environment["SCRIBE_S3_SECRET_KEY"],
    }
    file = tmp_path / "secrets.env"
    file.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
    monkeypatch.setenv("SCRIBE_SECRETS_FILE", str(file))
    # As a process has them that was started before.
    for name, address in (("DATABASE", database), ("REDIS", redis)):
        old = address._replace(netloc=address.netloc.replace(str(address.password), "of-before"))
        monkeypatch.setenv(f"SCRIBE_{name}_URL", urlunsplit(old))
    monkeypatch.setenv("SCRIBE_S3_ACCESS_KEY", "of-before")
    monkeypatch.setenv("SCRIBE_S3_SECRET_KEY", "of-before")
    erased, kept = product.add_meetings(2)
    folder = tmp_path / "backups"
    assert main(["backup", str(folder)]) == 0
    with monkeypatch.context() as good:
        for name, value in environment.items():
            good.setenv(name, value)
        product.erase("meeting", erased)

    assert main(["backup", "--verify", str(folder)]) == 0
    assert main(["restore", str(folder), "--yes"]) == 0

    assert (str(kept) in product.meetings(), str(erased) in product.meetings()) == (True, False)


def test_a_row_that_is_not_what_was_saved_is_told(
    product: Product, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backups"
    product.add_meetings(1)
    assert main(["backup", str(folder)]) == 0
    snapshot = Repository.open(folder).read()
    assert snapshot.tables is not None
    snapshot.tables["meetings"].rows += 1
    snapshot.tables["users"].digest = "1"
    Repository.open(folder).write(snapshot)
    rows = snapshot.tables["meetings"].rows
    newer = snapshot.model_copy(update={"name": "20200101T000000Z", "revision": "9999"})
    Repository.open(folder).write(newer)
    assert main(["restore", str(folder), "--yes", "--snapshot", newer.name]) == 1
    assert "newer than this one: update first" in capsys.readouterr().err

    assert main(["backup", "--verify", str(folder)]) == 1

    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"Corrupt: table meetings: {rows - 1} rows, not {rows}",
        "Corrupt: table users: its rows are not those that were saved",
    ]


def test_a_backup_of_an_older_version_is_verified(
    product: Product, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = as_older_versions_wrote(product, tmp_path)
    assert main(["backup", str(folder)]) == 1
    assert "holds a backup of an older version" in capsys.readouterr().err

    assert main(["backup", "--verify", str(folder)]) == 0, capsys.readouterr()

    assert f"{len(product.objects())} objects" in capsys.readouterr().out
    file = next((folder / "objects" / "uploads").rglob("source"))
    file.write_bytes(b"damaged")
    assert main(["restore", str(folder), "--yes"]) == 1
    assert f"{file.parent.name}/source of meeting {file.parent.name}" in capsys.readouterr().err


def test_a_database_of_version_5_1_is_brought_to_this_versions_schema(
    product: Product, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = as_older_versions_wrote(product, tmp_path)
    with product.database_of("0006") as older:
        (folder / "database.dump").write_bytes(dump_of(older))
    entries = (folder / "objects" / "index.jsonl").read_text().splitlines()
    write_index(folder, [json.loads(line) for line in entries])

    assert main(["backup", "--verify", str(folder)]) == 0, capsys.readouterr()


def dump_of(database: Database) -> bytes:
    command = [str(binary("pg_dump")), "--format=custom", f"--dbname={database.url.replace('+asyncpg', '')}"]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def test_all_but_a_damaged_file_can_be_restored(
    product: Product, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backups"
    (meeting, whole) = product.add_meetings(2)
    assert main(["backup", str(folder)]) == 0
    snapshot = Repository.open(folder).read()
    bank = next(each for each in snapshot.files if each.place.startswith("voice_bank/"))
    damaged = next(each for each in snapshot.objects if each.key == f"{meeting}/transcript.json")
    for stored in (bank.stored, damaged.stored):
        (folder / stored.path).write_bytes(b"damaged")
    product.database.run("UPDATE meetings SET title = 'changed'")
    capsys.readouterr()
    assert main(["restore", str(folder), "--yes"]) == 1
    assert "--without-damaged restores all but what is named above" in capsys.readouterr().err
    assert main(["check", str(folder), "--without-damaged"]) == 0

    assert main(["restore", str(folder), "--yes", "--without-damaged"]) == 0

    assert f"Corrupt: {damaged.name} of meeting {meeting}" in capsys.readouterr().out
    assert product.database.query("SELECT count(*) AS n FROM meetings WHERE title = 'changed'") == [{"n": 0}]
    found = product.objects()
    assert damaged.name not in found
    assert f"processed/{whole}/transcript.json" in found
    (folder / snapshot.database.path).write_bytes(b"damaged")
    assert main(["restore", str(folder), "--yes", "--without-damaged"]) == 1
    assert "Take an older backup: --snapshot NAME" in capsys.readouterr().err
    product.erase("meeting", meeting)


@pytest.mark.parametrize("writable", [True, False], ids=["beside the backups", "on this machine"])
def test_a_restoration_that_was_interrupted_forgets_no_deletion(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    folder, here = tmp_path / "backups", tmp_path / "here" / "erasures.jsonl"
    monkeypatch.setattr(erasures, "NOTED_HERE", here)
    erased, kept = product.add_meetings(2)
    assert main(["backup", str(folder)]) == 0
    product.erase("meeting", erased)
    if not writable:
        (folder / "erasures.jsonl.new").mkdir()
    with monkeypatch.context() as interrupted:
        interrupted.setattr(Objects, "prepare", interrupt)
        assert main(["restore", str(folder), "--yes"]) == 130
    assert str(erased) in product.meetings()
    assert here.exists() is not writable

    assert main(["restore", str(folder), "--yes"]) == 0

    assert str(erased) not in product.meetings()
    assert str(kept) in product.meetings()
    assert not here.exists()


def interrupt(_: Objects) -> None:
    raise KeyboardInterrupt


def test_a_restoration_that_was_killed_at_the_exchange_of_databases_can_be_run_again(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    product.add_meetings(1)
    assert main(["backup", str(folder)]) == 0
    before = product.meetings()
    for statement in ("CREATE DATABASE scribe_replaced", "ALTER DATABASE scribe RENAME TO scribe_restored"):
        product.administer(statement)

    assert main(["restore", str(folder), "--yes"]) == 0

    assert product.meetings() == before
    rows = product.database.query("SELECT datname FROM pg_database WHERE datname LIKE 'scribe%'")
    assert rows == [{"datname": "scribe"}]


def as_older_versions_wrote(product: Product, tmp_path: Path) -> Path:
    product.add_meetings(1)
    fresh, folder = tmp_path / "fresh", tmp_path / "old"
    assert main(["backup", str(fresh)]) == 0
    snapshot = Repository.open(fresh).read()
    (folder / "voice_bank").mkdir(parents=True)
    (folder / "voice_bank" / "Ada.wav").write_bytes(b"RIFF of Ada")
    shutil.copy(fresh / snapshot.database.path, folder / "database.dump")
    lines = []
    for each in snapshot.objects:
        file = folder / "objects" / each.bucket / each.key
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(fresh / each.stored.path, file)
        entry = each.model_dump(mode="json", exclude={"etag", "stored"}) | {"sha256": each.stored.sha256}
        lines.append(entry)
    write_index(folder, lines)
    return folder


def write_index(folder: Path, lines: list[dict[str, object]]) -> None:
    (folder / "objects" / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    names = ("database.dump", "objects/index.jsonl", "voice_bank/Ada.wav")
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "sha256sums").write_text("".join(sums))


def servers_and_gateway(state: StackState, data: Path) -> list[Program]:
    return [*state.servers(data), state.gateway(data)]


def test_the_local_product_stops_for_a_restoration_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stack = Stack(tmp_path / "data", servers_and_gateway)
    try:
        monkeypatch.setenv("SCRIBE_DATABASE_URL", "")
        surroundings = dict(os.environ)
        with with_servers_alone(stack):
            assert os.environ["SCRIBE_DATABASE_URL"]
            states = {process.name: process.state == RUNNING for process in stack.status()}
            assert states == {"postgres": True, "redis": True, "s3": True, "gateway": False}
        assert all(process.state == RUNNING for process in stack.status())
        with pytest.raises(ServerError), with_servers_alone(stack):
            raise ServerError("broken")
        assert "The product stays stopped." in capsys.readouterr().err
        assert [process.state == RUNNING for process in stack.status()][-1] is False
        before = stack.status()[-1]
        # Nobody works with data that were replaced in part.
        with with_servers_alone(stack), (stack.data / "lock").open() as lock:
            assert stack.status()[-1] == before
            with pytest.raises(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert stack.status()[-1].state == RUNNING
        assert dict(os.environ) == surroundings
    finally:
        stack.stop()
