"""Several meetings exported at once, over HTTP."""

import asyncio
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4
from zipfile import ZipFile

import httpx
import pytest
from sqlalchemy import event
from support.audit.reader import AuditReader
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue, diarization

from app.models import Comment, Meeting, MeetingShare, Permission, User
from app.models.base import now
from app.resources import Resources
from app.services.exports import ExportFormat
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

HELD_AT = datetime(2026, 1, 15, 22, 30, tzinfo=UTC)


class Library:
    """Makes meetings with a transcript, and asks for archives of them."""

    def __init__(self, client: httpx.AsyncClient, factory: Factory, store: ObjectStore) -> None:
        self.client, self.factory, self.store = client, factory, store

    async def add(self, owner: User, title: str, *, is_stored: bool = True, **fields: object) -> Meeting:
        meeting = await self.factory.meeting(
            owner, **{"title": title, "status": MeetingStatus.COMPLETED, "held_at": HELD_AT, **fields}
        )
        if is_stored:
            self.store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
            self.store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.5, 1.7)))
        return meeting

    async def ask(self, user: User, *meetings: object, export_format: str = "txt", **more: str) -> httpx.Response:
        params = {"meetings": [str(getattr(each, "id", each)) for each in meetings]}
        headers = self.factory.headers(user) | {"Accept-Language": more.pop("language", "en")}
        return await self.client.get(f"/api/v1/exports/{export_format}", headers=headers, params={**params, **more})

    async def files(self, user: User, *meetings: object, **more: str) -> dict[str, bytes]:
        """Return the content of each file in the archive, which must be whole."""
        answer = await self.ask(user, *meetings, **more)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip"), answer.text
        with ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def library(client: httpx.AsyncClient, factory: Factory, store: ObjectStore) -> Library:
    return Library(client, factory, store)


@pytest.mark.parametrize("export_format", ExportFormat)
async def test_each_meeting_is_a_file_as_it_is_exported_alone(
    library: Library, user: User, headers: dict[str, str], export_format: ExportFormat
) -> None:
    budget, salaries = await library.add(user, "Budget"), await library.add(user, "Salaires")
    files = await library.files(user, budget, salaries, export_format=export_format)
    assert list(files) == [f"2026-01-15 Budget.{export_format}", f"2026-01-15 Salaires.{export_format}"]
    alone = await library.client.get(
        f"/api/v1/meetings/{budget.id}/export/{export_format}", headers=headers | {"Accept-Language": "en"}
    )
    found = files[f"2026-01-15 Budget.{export_format}"]
    # Word and PDF carry the moment at which they were made.
    assert found == alone.content or export_format in {ExportFormat.DOCX, ExportFormat.PDF}
    assert found[:4] == alone.content[:4]


async def test_names_are_safe_unique_and_of_the_readers_day(library: Library, user: User) -> None:
    titles = ["Stand-up", "stand-UP", "Stand-up", "../../etc/passwd", "a/b:c*d?", "été", "e\u0301te\u0301", "😀" * 90]
    made = [await library.add(user, title) for title in titles]
    names = list(await library.files(user, *made, time_zone="Asia/Tokyo"))
    assert names[:5] == [
        "2026-01-16 Stand-up.txt",
        "2026-01-16 stand-UP (2).txt",
        "2026-01-16 Stand-up (3).txt",
        "2026-01-16 etc passwd.txt",
        "2026-01-16 a b c d.txt",
    ]
    assert names[6] == "2026-01-16 e\u0301te\u0301 (2).txt"
    assert all(len(name.encode()) <= 255 and "/" not in name and "\\" not in name for name in names)
    assert len({name.casefold() for name in names}) == len(titles)


async def test_what_could_not_be_exported_is_named_with_the_reason(library: Library, user: User) -> None:
    good = await library.add(user, "Good")
    waiting = await library.add(user, "Waiting", status=MeetingStatus.QUEUED)
    lost = await library.add(user, "Lost", is_stored=False)
    unknown = uuid4()
    files = await library.files(user, waiting, lost, good, unknown)
    assert set(files) == {"2026-01-15 Good.txt", "not exported.txt"}
    lines = files["not exported.txt"].decode().splitlines()
    assert [line.split(": ")[0] for line in lines] == ["Waiting", "Lost", str(unknown)]
    assert "not completed" in lines[0]
    assert "non exportées.txt" in await library.files(user, good, unknown, language="fr")


async def test_nobody_gets_what_is_somebody_elses(library: Library, factory: Factory, user: User) -> None:
    reader = await factory.user()
    shared, secret = await library.add(user, "Shared"), await library.add(user, "Secret plans")
    await factory.save(MeetingShare(meeting_id=shared.id, user_id=reader.id, permission=Permission.READ))
    files = await library.files(reader, shared, secret)
    assert list(files) == ["2026-01-15 Shared.txt", "not exported.txt"]
    assert b"Secret" not in files["not exported.txt"]
    refused = await library.ask(reader, secret)
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


async def test_where_none_can_be_exported_there_is_no_archive(library: Library, user: User) -> None:
    refused = await library.ask(user, await library.add(user, "Waiting", status=MeetingStatus.QUEUED))
    assert (refused.status_code, refused.json()["code"]) == (409, "meeting_not_completed")
    assert (await library.ask(user)).status_code == 422
    assert (await library.ask(user, *[uuid4() for _ in range(101)])).status_code == 422


async def test_a_meeting_named_twice_is_exported_once(library: Library, user: User) -> None:
    budget = await library.add(user, "Budget")
    assert list(await library.files(user, budget, budget)) == ["2026-01-15 Budget.txt"]


async def test_a_day_that_the_format_cannot_write_does_not_matter(library: Library, user: User) -> None:
    old = await library.add(user, "Old", held_at=datetime(1950, 2, 28, 12, tzinfo=UTC))
    assert list(await library.files(user, old)) == ["1950-02-28 Old.txt"]


async def test_one_that_cannot_be_read_does_not_cut_the_archive_off(library: Library, user: User) -> None:
    broken, good = await library.add(user, "Broken"), await library.add(user, "Good")
    library.store.put(broken.id, Artefact.TRANSCRIPT, b'{"secret words": ')
    files = await library.files(user, broken, good)
    assert list(files) == ["2026-01-15 Good.txt", "not exported.txt"]
    assert files["not exported.txt"].decode() == "Broken: Something went wrong on our side.\n"


@pytest.mark.usefixtures("no_upkeep")
@pytest.mark.parametrize("export_format", ["txt", "rttm"])
async def test_no_connection_to_the_database_is_kept_while_storage_answers(
    library: Library, user: User, resources: Resources, s3: "S3Client", export_format: str
) -> None:
    made = [await library.add(user, "Budget"), await library.add(user, "Salaires")]
    loops = asyncio.all_tasks() - {asyncio.current_task()}
    taken: set[object] = set()
    kept: list[int] = []

    def take(_: object, connection: object, *__: object) -> None:
        if asyncio.current_task() not in loops:
            taken.add(connection)

    pool = resources.database.engine.sync_engine.pool
    event.listen(pool, "checkout", take)
    event.listen(pool, "checkin", lambda _, connection: taken.discard(connection))
    s3.meta.events.register("before-call.s3.GetObject", lambda **_: kept.append(len(taken)))
    assert len(await library.files(user, *made, export_format=export_format)) == 2
    alone = f"/api/v1/meetings/{made[0].id}/export/{export_format}"
    assert (await library.client.get(alone, headers=library.factory.headers(user))).status_code == 200
    assert len(kept) >= 3
    assert max(kept) == 0


async def test_nothing_more_is_sent_to_an_account_that_is_disabled_meanwhile(
    library: Library, user: User, resources: Resources, s3: "S3Client"
) -> None:
    loop = asyncio.get_running_loop()

    async def disable() -> None:
        async with resources.database.transaction() as session:
            (await session.get_one(User, user.id)).disabled_at = now()

    made = [await library.add(user, title) for title in ("First", "Second", "Third")]
    s3.meta.events.register(
        "before-call.s3.GetObject", lambda **_: asyncio.run_coroutine_threadsafe(disable(), loop).result(10)
    )
    files = await library.files(user, *made)
    assert list(files) == ["2026-01-15 First.txt", "not exported.txt"]
    assert files["not exported.txt"].decode().count("The session has ended.") == 2


async def test_the_audit_log_tells_of_each_meeting_and_what_was_refused(
    library: Library, user: User, admin: User
) -> None:
    good, lost = await library.add(user, "Good"), await library.add(user, "Lost", is_stored=False)
    secret = await library.add(admin, "Secret")
    await library.files(user, good, lost, secret)
    audit = AuditReader(library.client, library.factory.headers(admin))
    lines = await audit.wait("meeting_export", count=3)
    assert {(line["meeting_id"], line["result"], line["status"]) for line in lines} == {
        (str(good.id), "done", 200),
        (str(lost.id), "denied", 404),
        (str(secret.id), "denied", 404),
    }


async def test_comments_are_in_the_archive_if_asked(library: Library, user: User) -> None:
    budget = await library.add(user, "Budget")
    await library.factory.save(
        Comment(meeting_id=budget.id, author_id=user.id, start=0.9, end=1.3, segments=[0], text="Which morning?")
    )
    name = "2026-01-15 Budget.txt"
    assert b"Which morning?" not in (await library.files(user, budget))[name]
    assert b"Which morning?" in (await library.files(user, budget, comments="true"))[name]
    refused = await library.ask(user, budget, export_format="srt", comments="true")
    assert (refused.status_code, refused.json()["code"]) == (422, "not_for_comments")
