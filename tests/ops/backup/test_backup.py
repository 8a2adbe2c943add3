"""Backups of a product that runs, and what becomes of them in trouble."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from product import Product, running_product
from small_disk import small_disk
from waiting import eventually

from ops.backup.__main__ import main
from ops.backup.kept.manifest import Identity
from ops.backup.kept.repository import Repository
from ops.backup.objects import Objects
from ops.project import ROOT
from scribe_contracts.storage import Artefact, artefact

MEETINGS = 200
OBJECTS = 5
"""Of each meeting."""


class Ended(NamedTuple):
    status: int
    out: str
    err: str


class Command:
    """`./manage.sh backup` and `restore`, run in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ended:
        self._capsys.readouterr()
        status = main(list(map(str, arguments)))
        return Ended(status, *self._capsys.readouterr())


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("product")) as product:
        product.add_meetings(MEETINGS)
        yield product


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def some_meeting(product: Product) -> UUID:
    return UUID(min(product.meetings()))


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_a_corrupted_object_is_named_and_a_deleted_meeting_stays_deleted(
    product: Product, command: Command, tmp_path: Path
) -> None:
    folder, key = tmp_path / "backups", tmp_path / "key"
    recipient = command("backup", "--new-key", key).out.strip()
    assert key.stat().st_mode & 0o077 == 0
    first = command("backup", folder, "--recipient", recipient)
    assert (first.status, f"{MEETINGS * OBJECTS} objects" in first.out) == (0, True)
    title = "Réunion".encode()
    assert [file for file in folder.rglob("*") if file.is_file() and title in file.read_bytes()] == []

    corrupted, erased = sorted(product.meetings())[:2]
    product.erase("meeting", UUID(erased))
    (saved,) = [
        each for each in Repository.open(folder).read().objects if each.key == f"{corrupted}/{Artefact.TRANSCRIPT}"
    ]
    file = folder / saved.stored.path
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    verified = command("backup", "--verify", folder, "--identity", key)

    assert verified.status == 1
    tables = Repository.open(folder).read().tables or {}
    rows = sum(table.rows for table in tables.values())
    assert rows > MEETINGS
    why = f"it does not have the checksum that was noted ({saved.stored.path})"
    assert verified.out.splitlines()[1:] == [
        f"Restored: {len(tables)} tables with {rows} rows, {(MEETINGS - 1) * OBJECTS - 1} objects",
        f"Replayed: the meeting {erased} was deleted since, and is deleted again",
        f"Corrupt: {saved.name} of meeting {corrupted}: {why}",
    ]
    refused = command("restore", folder, "--identity", key, "--yes")
    assert (refused.status, "Nothing was changed" in refused.err) == (1, True)
    assert corrupted in product.meetings()

    file.unlink()
    mended = command("backup", folder)
    assert "New since the last one: 1 objects" in mended.out


def test_a_second_backup_sends_what_is_new_and_old_ones_end(product: Product, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = command("backup", folder)
    assert "NOT encrypted" in first.err
    product.add_meetings(1)
    gone = some_meeting(product)
    product.erase("meeting", gone)
    before = size_of(folder)

    second = wait_for_success(command, "backup", folder)

    assert f"New since the last one: {OBJECTS} objects" in second.out
    assert size_of(folder) - before < before / 2
    names = Repository.open(folder).names()
    assert command("backup", folder, "--list").out.count("version") == len(names) == 2
    pruned = wait_for_success(command, "backup", folder, "--keep", "1")
    assert [f"Removed the backup {name}" for name in names] == pruned.out.splitlines()[2:]
    needed = {folder / each.path for each in Repository.open(folder).read().stored}
    assert {file for file in (folder / "files").rglob("*") if file.is_file()} == needed
    assert not [path for path in needed if not path.is_file()]


def wait_for_success(command: Command, *arguments: str | Path) -> Ended:
    """Back up once the second of the last backup is over."""
    ended: list[Ended] = []

    def succeeds() -> bool:
        ended.append(command(*arguments))
        return ended[-1].status == 0

    assert eventually(succeeds), ended[-1].err
    return ended[-1]


def test_a_backup_that_is_killed_goes_on_where_it_was(product: Product, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    journal = folder / "journal.jsonl"
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / '01-core'}"}
    process = subprocess.Popen([sys.executable, "-m", "ops.backup", "backup", str(folder)], env=environment)
    assert eventually(lambda: journal.exists() and journal.read_bytes().count(b"\n") > OBJECTS)
    process.send_signal(signal.SIGKILL)
    process.wait()
    copied = journal.read_bytes().count(b"\n")
    assert command("backup", "--verify", folder).err == f"{folder} holds no complete backup.\n"

    done = command("backup", folder)

    assert done.status == 0, done.err
    count = len(product.objects())
    assert f"New since the last one: {count - copied} objects" in done.out
    assert len(Repository.open(folder).read().objects) == count
    assert not journal.exists()
    assert list((folder / "files" / "partial").iterdir()) == []


def test_what_is_deleted_while_a_backup_runs_is_noted(
    product: Product, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, lost = sorted(product.meetings())[:2]
    listed = Objects.listed

    def deleting(objects: Objects) -> Iterator[Identity]:
        found = list(listed(objects))
        product.erase("meeting", UUID(gone))
        bucket, key = artefact(UUID(lost), Artefact.TRANSCRIPT)
        product.s3.delete_object(Bucket=bucket, Key=key)
        return iter(found)

    monkeypatch.setattr(Objects, "listed", deleting)
    done = command("backup", tmp_path / "backups")

    assert done.status == 3, done.err
    assert f"The meeting {gone} was deleted meanwhile; no restoration brings it back" in done.out
    assert done.err.splitlines()[1:] == [
        f"Missing: the database names processed/{lost}/transcript.json, and storage does not have it"
    ]
    product.erase("meeting", UUID(lost))


def test_another_key_opens_nothing(product: Product, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    ours, others = (command("backup", "--new-key", tmp_path / name).out.strip() for name in ("ours", "others"))
    assert command("backup", folder, "--recipient", ours).status == 0
    for verb in (("backup", "--verify"), ("restore", "--yes")):
        refused = command(*verb, folder, "--identity", tmp_path / "others")
        assert refused.status == 1
        assert f"does not open these backups: they are encrypted to {ours}" in refused.err
        assert "give the private key by --identity FILE" in command(*verb, folder).err
    assert f"are encrypted to {ours}: name another folder" in command("backup", folder, "--recipient", others).err
    secret = (tmp_path / "ours").read_text().splitlines()[1]
    told = command("backup", tmp_path / "more", "--recipient", secret).err
    assert "never give that to this machine" in told
    assert secret not in told
    assert len(product.meetings()) > 1


def test_a_full_disk_is_named_and_the_backup_goes_on_when_there_is_room(
    product: Product, command: Command, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 5) as disk:
        (disk.path / "ballast").write_bytes(bytes(4 << 20))
        folder = disk.path / "backups"
        full = command("backup", folder)
        assert full.status == 1
        assert f"There is no more room for {folder}." in full.err
        disk.free()
        done = command("backup", folder)
        assert done.status == 0, done.err
        assert f"New since the last one: {len(product.objects())} objects" not in done.out


def test_what_others_put_into_the_folder_is_left_alone_and_leads_nowhere(
    product: Product, command: Command, tmp_path: Path
) -> None:
    folder, elsewhere = tmp_path / "backups", tmp_path / "elsewhere"
    assert command("backup", folder).status == 0
    elsewhere.mkdir()
    letter = elsewhere / "letter"
    letter.write_text("Dear")
    (folder / "files" / "@eaDir").mkdir()
    (folder / "files" / ".DS_Store").write_text("of a Mac")
    shelf = next(path for path in (folder / "files").iterdir() if len(path.name) == 2)
    (shelf / "@eaDir").mkdir()
    (shelf / ".DS_Store").write_text("of a Mac")
    (folder / "snapshots" / ".DS_Store").write_text("of a Mac")
    for name in ("erasures.jsonl.new", "journal.jsonl"):
        (folder / name).symlink_to(letter)
    product.add_meetings(1)
    refused = wait_for_answer(command, "not older", "backup", folder)
    assert refused.status == 1
    (folder / "journal.jsonl").unlink()
    done = command("backup", folder, "--keep", "1")
    assert done.status == 0, done.err
    assert letter.read_text() == "Dear"
    assert (shelf / "@eaDir").is_dir()
    for name in ("files/partial", "snapshots"):
        away = (folder / name).rename(tmp_path / "away")
        (folder / name).symlink_to(elsewhere)
        assert "is a link, which no backup has made" in command("backup", folder).err
        (folder / name).unlink()
        away.rename(folder / name)
    assert letter.read_text() == "Dear"


def wait_for_answer(command: Command, other_than: str, *arguments: str | Path) -> Ended:
    ended: list[Ended] = []

    def answers() -> bool:
        ended.append(command(*arguments))
        return other_than not in ended[-1].err

    assert eventually(answers), ended[-1].err
    return ended[-1]


def test_a_damaged_older_backup_is_no_obstacle(product: Product, command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert command("backup", folder).status == 0
    (name,) = Repository.open(folder).names()
    (folder / "snapshots" / f"{name}.sha256").write_bytes(b"\xff\xfe")
    before = size_of(folder)
    done = wait_for_success(command, "backup", folder)
    assert f"Warning: Older backups could not all be tidied up: {folder}/snapshots/{name}.json is damaged" in done.err
    assert size_of(folder) >= before
    assert "is damaged" in command("backup", "--verify", folder, "--snapshot", name).err

    (folder / "erasures.jsonl").write_text('{"kind": "meeting"\n')
    refused = wait_for_answer(command, "not older", "backup", folder)
    assert (refused.status, f"{folder}/erasures.jsonl, line 1, cannot be read" in refused.err) == (1, True)


def test_a_forged_backup_reaches_no_file_of_this_machine(product: Product, command: Command, tmp_path: Path) -> None:
    folder, secret = tmp_path / "backups", tmp_path / "secret"
    secret.write_text("of this machine")
    product.database.run(f"CREATE MATERIALIZED VIEW forged AS SELECT pg_read_file('{secret}') AS line")
    try:
        assert command("backup", folder).status == 0
    finally:
        product.database.run("DROP MATERIALIZED VIEW forged")
    verified = command("backup", "--verify", folder)
    assert verified.status == 1
    assert "permission denied for function pg_read_file" in verified.err

    repository = Repository.open(folder)
    snapshot = repository.read()
    for path in (f"../{secret.name}", str(secret), "about.json"):
        stored = snapshot.objects[0].stored.model_copy(update={"path": path})
        forged = snapshot.objects[0].model_copy(update={"stored": stored})
        repository.write(snapshot.model_copy(update={"objects": [forged]}))
        assert "names files that are none of this folder's" in command("backup", "--verify", folder).err


def test_a_folder_with_something_else_is_left_alone(command: Command, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear")
    assert "holds something else than backups" in command("backup", tmp_path).err
    assert "Where to?" in command("backup").err
    assert "holds no complete backup" in command("restore", tmp_path).err
    assert [file.name for file in tmp_path.iterdir()] == ["letter"]
