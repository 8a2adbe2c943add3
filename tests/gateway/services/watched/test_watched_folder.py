"""Files of the watched folder, with the real database, queue and storage."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select
from support.factories import Factory
from support.sounds import tone, wav
from support.waiting import wait_until

from app.core.background import run_in_background
from app.core.config import Settings
from app.models import Meeting, OutboxJob, User
from app.resources import Resources, open_resources
from app.services.watched import folder as folder_module
from app.services.watched.files import Found, Watch, explain, readable
from app.services.watched.folder import WatchedFolder
from scribe_contracts import storage

SOUND = wav(tone(0.5))


class CrashError(BaseException):
    """The end of a gateway, which nothing in it handles."""


@pytest.fixture
async def resources(settings: Settings, user: User) -> AsyncIterator[Resources]:
    """Open what a gateway has, without its loops; files count as complete when they are seen for a second time."""
    settings.watched_user, settings.watched_seconds = user.email.upper(), 1e-9
    async with open_resources(settings, prepared=True) as resources:
        yield resources


@pytest.fixture
def watched(resources: Resources, tmp_path: Path) -> WatchedFolder:
    return WatchedFolder(resources, tmp_path)


async def look(watched: WatchedFolder) -> None:
    """Look twice: a file that has not been seen before is not known to stand still."""
    await watched.look()
    await watched.look()


async def meetings(resources: Resources) -> list[Meeting]:
    async with resources.database.look() as session:
        return list(await session.scalars(select(Meeting).order_by(Meeting.created_at)))


def tree(folder: Path) -> set[str]:
    return {readable(str(path.relative_to(folder))) for path in folder.rglob("*") if path.is_file()}


async def test_a_file_becomes_a_meeting_of_the_user_and_is_done(
    watched: WatchedFolder, resources: Resources, user: User, tmp_path: Path
) -> None:
    (tmp_path / "Réunion du lundi.wav").write_bytes(SOUND)
    await look(watched)
    [meeting] = await meetings(resources)
    assert (meeting.owner_id, meeting.title, meeting.size_bytes) == (user.id, "Réunion du lundi", len(SOUND))
    bucket, key = storage.source(meeting.id)
    assert resources.s3.get_object(Bucket=bucket, Key=key)["Body"].read() == SOUND
    async with resources.database.look() as session:
        assert await session.scalar(select(OutboxJob.meeting_id)) == meeting.id
    assert tree(tmp_path) == {"done/Réunion du lundi.wav"}


async def test_a_sub_folder_names_the_account(
    watched: WatchedFolder, resources: Resources, factory: Factory, tmp_path: Path
) -> None:
    other = await factory.user(email="grace@example.org")
    for name in ("Grace@example.org", "nobody@example.org", "archive"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "talk.wav").write_bytes(SOUND)
    await look(watched)
    [meeting] = await meetings(resources)
    assert meeting.owner_id == other.id
    assert tree(tmp_path) == {"Grace@example.org/done/talk.wav", "nobody@example.org/talk.wav", "archive/talk.wav"}
    await factory.user(email="nobody@example.org")
    await look(watched)
    assert len(await meetings(resources)) == 2


async def test_a_file_that_is_still_written_is_left_until_it_stands_still(
    watched: WatchedFolder, resources: Resources, tmp_path: Path
) -> None:
    path = tmp_path / "talk.wav"
    with path.open("wb") as writer:
        for start in range(0, len(SOUND), 4000):
            writer.write(SOUND[start : start + 4000])
            writer.flush()
            await watched.look()
            assert await meetings(resources) == []
    await watched.look()
    [meeting] = await meetings(resources)
    assert meeting.size_bytes == len(SOUND)


async def test_a_file_that_grows_while_it_is_read_is_left(
    watched: WatchedFolder, resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(SOUND)
    await watched.look()
    take = folder_module.take

    async def grow(*arguments: object) -> object:
        with path.open("ab") as writer:
            writer.write(b"more")
        return await take(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(folder_module, "take", grow)
        await watched.look()
    assert await meetings(resources) == []
    assert tree(tmp_path) == {"talk.wav"}
    await look(watched)
    [meeting] = await meetings(resources)
    assert meeting.size_bytes == len(SOUND) + 4


async def test_the_same_file_again_is_done_without_a_second_meeting(
    watched: WatchedFolder, resources: Resources, tmp_path: Path
) -> None:
    for _ in range(3):
        (tmp_path / "talk.wav").write_bytes(SOUND)
        await look(watched)
    assert len(await meetings(resources)) == 1
    assert tree(tmp_path) == {"done/talk.wav", "done/talk (2).wav", "done/talk (3).wav"}
    (tmp_path / "other.wav").write_bytes(SOUND)
    (tmp_path / "talk.wav").write_bytes(wav(tone(0.7)))
    await look(watched)
    assert len(await meetings(resources)) == 3


async def test_what_is_no_recording_is_set_aside_with_the_reason(
    watched: WatchedFolder, resources: Resources, settings: Settings, tmp_path: Path
) -> None:
    settings.max_upload_bytes = len(SOUND)
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF-1.7\n" + bytes(200))
    (tmp_path / "empty.wav").touch()
    (tmp_path / "large.wav").write_bytes(SOUND + b"more")
    await look(watched)
    assert await meetings(resources) == []
    names = {"minutes.pdf", "empty.wav", "large.wav"}
    assert tree(tmp_path) == {f"failed/{name}{ending}" for name in names for ending in ("", ".txt")}
    assert "not an audio or video recording" in (tmp_path / "failed" / "minutes.pdf.txt").read_text()


async def test_a_name_in_latin_1_is_read_as_it_was_meant(
    watched: WatchedFolder, resources: Resources, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode(b"r\xe9union \x96 \xe9t\xe9.wav")
    path.write_bytes(SOUND)
    await look(watched)
    [meeting] = await meetings(resources)
    assert (meeting.title, meeting.filename) == ("réunion – été", "réunion – été.wav")
    assert [file.name for file in (tmp_path / "done").iterdir()] == [path.name]


async def test_a_sub_folder_in_latin_1_blocks_no_other(
    watched: WatchedFolder, resources: Resources, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"ren\xe9@example.org")
    folder.mkdir()
    for place in (folder, tmp_path):
        (place / "talk.wav").write_bytes(SOUND)
    await look(watched)
    assert len(await meetings(resources)) == 1
    assert tree(tmp_path) == {f"{readable(folder.name)}/talk.wav", "done/talk.wav"}


async def test_an_unforeseen_error_leaves_its_file_and_takes_the_others(
    *,
    watched: WatchedFolder,
    resources: Resources,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("a.wav", "b.wav", "c.wav"):
        (tmp_path / name).write_bytes(SOUND)
    take = folder_module.take

    async def stumble(resources: Resources, owner: User, file: Found) -> object:
        if file.name == "b.wav":
            raise ValueError("what was said")
        return await take(resources, owner, file)

    monkeypatch.setattr(folder_module, "take", stumble)
    await look(watched)
    assert len(await meetings(resources)) == 2
    assert tree(tmp_path) == {"done/a.wav", "b.wav", "done/c.wav"}
    printed = capsys.readouterr()
    logged = printed.out + printed.err + caplog.text  # where it goes depends on whether a gateway has set up its log
    assert "watched_file_stuck" in logged
    assert "what was said" not in logged


async def test_an_outage_leaves_no_file_for_good(
    watched: WatchedFolder, resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.wav").write_bytes(SOUND)
    await watched.look()

    async def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(folder_module, "take", refuse)
        with pytest.raises(ConnectionRefusedError):
            await watched.look()
    await watched.look()
    assert len(await meetings(resources)) == 1


def test_a_reason_is_written_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        explain(tmp_path / "scan.pdf", "No recording.")
    assert not (tmp_path / "elsewhere").exists()


async def test_a_crash_before_the_move_makes_no_second_meeting(
    watched: WatchedFolder, resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.wav").write_bytes(SOUND)

    def crash(*_: object) -> None:
        raise CrashError

    with monkeypatch.context() as patch:
        patch.setattr(folder_module, "move", crash)
        await watched.look()
        with pytest.raises(CrashError):
            await watched.look()
    assert tree(tmp_path) == {"talk.wav"}
    await look(WatchedFolder(resources, tmp_path))
    assert len(await meetings(resources)) == 1
    assert tree(tmp_path) == {"done/talk.wav"}


async def test_two_gateways_make_each_meeting_once(settings: Settings, resources: Resources, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"talk {number}.wav").write_bytes(SOUND)
    settings.watched_seconds = 0.1
    async with (
        open_resources(settings, prepared=True) as second,
        run_in_background(WatchedFolder(resources, tmp_path).run, WatchedFolder(second, tmp_path).run),
    ):
        await wait_until(lambda: len(tree(tmp_path / "done")) == 6 if (tmp_path / "done").is_dir() else False)
    assert len(await meetings(resources)) == 6
    assert len(tree(tmp_path)) == 6


async def test_a_quota_makes_files_wait_in_their_place(
    watched: WatchedFolder, resources: Resources, settings: Settings, tmp_path: Path
) -> None:
    settings.max_user_jobs = 1
    for name in ("a.wav", "b.wav"):
        (tmp_path / name).write_bytes(SOUND)
    await look(watched)
    assert len(await meetings(resources)) == 1
    assert tree(tmp_path) == {"done/a.wav", "b.wav"}
    settings.max_user_jobs = 0
    await look(watched)
    assert len(await meetings(resources)) == 2


async def test_a_disabled_account_gets_nothing(
    watched: WatchedFolder, resources: Resources, factory: Factory, user: User, tmp_path: Path
) -> None:
    async with factory.database.transaction() as session:
        account = await session.get_one(User, user.id)
        account.disabled_at = account.created_at
    (tmp_path / "talk.wav").write_bytes(SOUND)
    await look(watched)
    assert await meetings(resources) == []
    assert tree(tmp_path) == {"talk.wav"}


async def test_links_hidden_and_unfinished_files_are_left_alone(
    watched: WatchedFolder, resources: Resources, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.wav").write_bytes(SOUND)
    (tmp_path / "link.wav").symlink_to(elsewhere / "secret.wav")
    (tmp_path / "ada@example.org").symlink_to(elsewhere)
    os.mkfifo(tmp_path / "pipe.wav")
    for name in (".hidden.wav", "talk.wav.part", "talk.crdownload"):
        (tmp_path / name).write_bytes(SOUND)
    await look(watched)
    assert await meetings(resources) == []
    assert (elsewhere / "secret.wav").exists()


async def test_a_folder_that_is_missing_does_no_harm(resources: Resources, tmp_path: Path) -> None:
    watched = WatchedFolder(resources, tmp_path / "later")
    await look(watched)
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "talk.wav").write_bytes(SOUND)
    await look(watched)
    assert len(await meetings(resources)) == 1


def test_a_file_is_complete_once_it_has_been_quiet_for_long_enough(tmp_path: Path) -> None:
    (tmp_path / "talk.wav").write_bytes(SOUND)
    patient, hasty = Watch(tmp_path, 3600), Watch(tmp_path, 1e-9)
    for watch in (patient, hasty):
        assert watch.complete() == []
    assert patient.complete() == []
    [found] = hasty.complete()
    hasty.leave(found)
    assert hasty.complete() == []
