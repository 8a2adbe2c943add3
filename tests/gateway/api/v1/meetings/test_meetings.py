"""Meetings over HTTP."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from redis.asyncio import Redis
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.waiting import wait_until

from app import broker
from app.models import Meeting, OutboxJob, Tombstone, User, Voice
from app.resources import Resources
from app.services.jobs.outbox import enqueue
from app.services.storage.purge import Purger
from scribe_contracts import storage
from scribe_contracts.event_stream import EVENTS_STREAM, encode_event, sequence_key
from scribe_contracts.events import Failure, FailureCode, JobEvent, MeetingStatus, Stage, cancel_key
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessMeeting
from scribe_contracts.storage import Artefact

MEETINGS = "/api/v1/meetings"
DAY = datetime(2026, 11, 22, tzinfo=UTC)
FINAL = [MeetingStatus.COMPLETED, MeetingStatus.FAILED, MeetingStatus.CANCELLED]


@pytest.fixture
def redis(resources: Resources) -> Redis:
    return resources.redis


@pytest.fixture
def api(client: httpx.AsyncClient, headers: dict[str, str]) -> httpx.AsyncClient:
    client.headers.update(headers)
    return client


async def test_a_meeting_as_the_api_shows_it(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    failure = Failure(code=FailureCode.NO_AUDIO, message="There is no audio in it.")
    meeting = await factory.meeting(user, status=MeetingStatus.FAILED, stage=Stage.CONVERT, failure=failure)
    shown = (await api.get(f"{MEETINGS}/{meeting.id}")).json()
    assert shown["id"] == str(meeting.id)
    assert shown["status"] == "failed"
    assert shown["failure"] == {"code": "no_audio", "message": "There is no audio in it."}
    assert shown.keys() == {
        *("id", "title", "filename", "content_type", "size_bytes", "status", "stage", "fraction", "eta_seconds"),
        *("duration", "language", "speakers", "attempt", "options", "failure"),
        *("held_at", "created_at", "updated_at", "started_at", "finished_at", "permission", "owner_name", "shares"),
        *("imported", "has_recording", "attempt_status", "result_attempt", "passage", "groups", "tags", "on_hold"),
    }


async def test_list_is_newest_first_and_paged(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    await factory.meeting(await factory.user())
    made = [await factory.meeting(user, created_at=DAY + timedelta(hours=at // 2)) for at in range(7)]
    expected = sorted(made, key=lambda meeting: (meeting.created_at, meeting.id), reverse=True)
    pages = [(await api.get(MEETINGS, params={"page": page, "size": 3})).json() for page in (1, 2, 3, 4)]
    assert [item["id"] for page in pages for item in page["items"]] == [str(meeting.id) for meeting in expected]
    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert {(page["total"], page["size"]) for page in pages} == {(7, 3)}


async def test_list_by_status(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    await factory.meeting(user)
    failed = await factory.meeting(user, status=MeetingStatus.FAILED)
    page = (await api.get(MEETINGS, params={"status": "failed"})).json()
    assert [item["id"] for item in page["items"]] == [str(failed.id)]
    assert page["total"] == 1
    assert (await api.get(MEETINGS, params={"status": "lost"})).status_code == 422
    assert (await api.get(MEETINGS, params={"size": 101})).status_code == 422


async def test_rename(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    answer = await api.patch(f"{MEETINGS}/{meeting.id}", json={"title": "  Réunion d’équipe "})
    assert answer.json()["title"] == "Réunion d’équipe"
    assert (await api.get(f"{MEETINGS}/{meeting.id}")).json()["title"] == "Réunion d’équipe"


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "two\nlines", "nul\0"])
async def test_invalid_titles_are_rejected(api: httpx.AsyncClient, factory: Factory, user: User, title: str) -> None:
    meeting = await factory.meeting(user)
    answer = await api.patch(f"{MEETINGS}/{meeting.id}", json={"title": title})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "title"


async def test_lists_go_by_the_date_that_somebody_put_right(
    api: httpx.AsyncClient, factory: Factory, user: User
) -> None:
    first = await factory.meeting(user, title="First", created_at=DAY)
    await factory.meeting(user, title="Second", created_at=DAY + timedelta(days=1))

    changed = await api.patch(f"{MEETINGS}/{first.id}", json={"held_at": (DAY + timedelta(days=9)).isoformat()})

    assert (changed.json()["title"], changed.json()["created_at"]) == ("First", DAY.isoformat().replace("+00:00", "Z"))
    assert [item["title"] for item in (await api.get(MEETINGS)).json()["items"]] == ["First", "Second"]
    since = {"since": (DAY + timedelta(days=5)).isoformat()}
    assert [item["title"] for item in (await api.get(MEETINGS, params=since)).json()["items"]] == ["First"]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": None},
        {"held_at": "2026-01-01T10:00:00"},
        {"held_at": "yesterday"},
        {"held_at": "0001-01-02T00:00:00Z"},
        {"held_at": "9999-12-31T23:00:00Z"},
    ],
)
async def test_a_change_of_nothing_or_to_no_date_is_rejected(
    api: httpx.AsyncClient, factory: Factory, user: User, change: dict[str, str | None]
) -> None:
    meeting = await factory.meeting(user)
    assert (await api.patch(f"{MEETINGS}/{meeting.id}", json=change)).status_code == 422


async def test_cancel_while_queued_takes_effect_at_once(
    api: httpx.AsyncClient, factory: Factory, user: User, redis: Redis
) -> None:
    meeting = await factory.meeting(user, duration=12.5)
    first = await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    again = await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    assert (first.json()["status"], first.json()["duration"]) == ("cancelled", 12.5)
    assert first.json()["finished_at"] is not None
    assert await redis.ttl(cancel_key(meeting.id, 1)) > 86_400


async def test_events_published_before_a_cancel_change_nothing(
    api: httpx.AsyncClient, factory: Factory, user: User, redis: Redis
) -> None:
    """The worker's sequence numbers and the gateway's come from one counter."""
    meeting = await factory.meeting(user)
    sequence = await redis.incr(sequence_key(meeting.id, 1))
    await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    event = JobEvent(
        meeting_id=meeting.id, attempt=1, sequence=sequence, at=DAY, status=MeetingStatus.PROCESSING, stage=Stage.FUSE
    )
    await redis.xadd(EVENTS_STREAM, encode_event(event))
    await wait_until(lambda: all_events_are_read(redis))
    assert (await api.get(f"{MEETINGS}/{meeting.id}")).json()["status"] == "cancelled"


async def all_events_are_read(redis: Redis) -> bool:
    groups = await redis.xinfo_groups(EVENTS_STREAM)
    return all(group["pending"] == 0 and group["lag"] == 0 for group in groups)


async def test_cancel_at_work_shows_at_once_and_asks_the_worker(
    api: httpx.AsyncClient, factory: Factory, user: User, resources: Resources
) -> None:
    redis = resources.redis
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING, attempt=3)
    await broker.send(resources.broker, ProcessMeeting(meeting_id=meeting.id, attempt=3, request_id="r"))
    await redis.xreadgroup(JOBS_GROUP, "worker", {JOBS_STREAM: ">"})
    answer = await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (202, "cancelled")
    assert await redis.exists(cancel_key(meeting.id, 3))


@pytest.mark.parametrize("late", [MeetingStatus.PROCESSING, MeetingStatus.COMPLETED, MeetingStatus.CANCELLED])
async def test_what_a_worker_says_after_the_cancel_changes_nothing(
    api: httpx.AsyncClient, factory: Factory, user: User, redis: Redis, late: MeetingStatus
) -> None:
    """A worker computes for some seconds until it looks whether its job was cancelled."""
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING)
    await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    sequence = await redis.incr(sequence_key(meeting.id, 1))
    event = JobEvent(meeting_id=meeting.id, attempt=1, sequence=sequence, at=DAY, status=late, stage=Stage.FUSE)
    await redis.xadd(EVENTS_STREAM, encode_event(event))
    await wait_until(lambda: all_events_are_read(redis))
    assert (await api.get(f"{MEETINGS}/{meeting.id}")).json()["status"] == "cancelled"


async def test_a_cancelled_job_that_was_not_sent_is_not_sent_any_more(
    api: httpx.AsyncClient, factory: Factory, user: User, resources: Resources
) -> None:
    meetings = [await factory.meeting(user) for _ in range(3)]
    async with resources.database.transaction() as session:
        for meeting in meetings:
            await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r")

    async def waiting() -> list[UUID]:
        async with resources.database.transaction() as session:
            unsent = select(OutboxJob.meeting_id).where(OutboxJob.sent_at.is_(None)).order_by(OutboxJob.id)
            return list(await session.scalars(unsent))

    async def one_is_sent() -> bool:
        return await waiting() == [meeting.id for meeting in meetings[1:]]

    await wait_until(one_is_sent)
    assert (await api.post(f"{MEETINGS}/{meetings[1].id}/cancel")).json()["status"] == "cancelled"
    assert await waiting() == [meetings[2].id]


async def test_cancel_of_a_lost_job_takes_effect_at_once(
    api: httpx.AsyncClient, factory: Factory, user: User, redis: Redis
) -> None:
    """Redis came back without the job, and without the counter of its events."""
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING, event_attempt=1, event_sequence=7)
    await redis.flushall()
    answer = await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (202, "cancelled")


@pytest.mark.parametrize("status", [MeetingStatus.COMPLETED, MeetingStatus.FAILED])
async def test_an_ended_meeting_is_not_cancelled(
    api: httpx.AsyncClient, factory: Factory, user: User, redis: Redis, status: MeetingStatus
) -> None:
    meeting = await factory.meeting(user, status=status)
    answer = await api.post(f"{MEETINGS}/{meeting.id}/cancel")
    assert (answer.status_code, answer.json()["code"]) == (409, "meeting_ended")
    assert not await redis.exists(cancel_key(meeting.id, 1))


@pytest.mark.parametrize("status", FINAL)
async def test_retry_is_a_new_attempt(
    api: httpx.AsyncClient, factory: Factory, user: User, resources: Resources, status: MeetingStatus
) -> None:
    failure = Failure(code=FailureCode.INTERNAL, message="It broke.") if status is MeetingStatus.FAILED else None
    meeting = await factory.meeting(
        user, status=status, fraction=0.7, failure=failure, event_attempt=1, event_sequence=9, finished_at=DAY
    )
    answer = await api.post(f"{MEETINGS}/{meeting.id}/retry")
    shown = answer.json()
    assert answer.status_code == 202
    assert (shown["status"], shown["attempt"], shown["fraction"]) == ("queued", 2, 0.0)
    assert shown["failure"] is shown["finished_at"] is None
    async with resources.database.transaction() as session:
        (queued,) = await session.scalars(select(OutboxJob))
    assert (queued.job.meeting_id, queued.job.attempt) == (meeting.id, 2)
    # Where there is something to read, it is not written over; else the attempt goes on where the last left off.
    assert queued.job.place == (2 if status is MeetingStatus.COMPLETED else 1)


@pytest.mark.parametrize("status", [MeetingStatus.QUEUED, MeetingStatus.PROCESSING])
async def test_a_running_meeting_is_not_retried(
    api: httpx.AsyncClient, factory: Factory, user: User, status: MeetingStatus
) -> None:
    meeting = await factory.meeting(user, status=status)
    answer = await api.post(f"{MEETINGS}/{meeting.id}/retry")
    assert (answer.status_code, answer.json()["code"]) == (409, "meeting_running")


async def test_simultaneous_retries_make_one_attempt(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.FAILED)
    answers = await asyncio.gather(*(api.post(f"{MEETINGS}/{meeting.id}/retry") for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409]


async def test_late_events_of_an_earlier_attempt_do_not_touch_the_new_one(
    api: httpx.AsyncClient, factory: Factory, user: User, redis: Redis
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.CANCELLED, event_attempt=1, event_sequence=4)
    await api.post(f"{MEETINGS}/{meeting.id}/retry")
    late = JobEvent(meeting_id=meeting.id, attempt=1, sequence=5, at=DAY, status=MeetingStatus.CANCELLED)
    await redis.xadd(EVENTS_STREAM, encode_event(late))
    await wait_until(lambda: all_events_are_read(redis))
    assert (await api.get(f"{MEETINGS}/{meeting.id}")).json()["status"] == "queued"


def store_files(store: ObjectStore, meeting_id: UUID, voice_id: UUID) -> None:
    store.put_at(storage.source(meeting_id))
    store.put_at(storage.revision(meeting_id, 1))
    for name in Artefact:
        store.put(meeting_id, name, b"x")
    store.put_at(storage.voice_sample(voice_id, 0))
    store.put_at(storage.voice_embedding(voice_id, "model"))


async def test_delete_takes_everything_along(
    api: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore, resources: Resources
) -> None:
    gone, kept = [await factory.meeting(user, status=MeetingStatus.COMPLETED) for _ in range(2)]
    store_files(store, gone.id, (await factory.voice(user, meeting_id=gone.id)).id)
    before = store.stored()
    store_files(store, kept.id, (await factory.voice(user, meeting_id=kept.id)).id)
    others = store.stored() - before
    answer = await api.delete(f"{MEETINGS}/{gone.id}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert store.stored() == others
    assert (await api.get(f"{MEETINGS}/{gone.id}")).status_code == 404
    assert (await api.delete(f"{MEETINGS}/{gone.id}")).status_code == 404
    async with resources.database.transaction() as session:
        assert [meeting.id for meeting in await session.scalars(select(Meeting))] == [kept.id]
        assert [voice.meeting_id for voice in await session.scalars(select(Voice))] == [kept.id]


async def test_delete_of_a_running_meeting_stops_it_and_removes_what_it_leaves(
    api: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore, redis: Redis
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING)
    assert (await api.delete(f"{MEETINGS}/{meeting.id}")).status_code == 204
    assert await redis.exists(cancel_key(meeting.id, 1))
    store.put(meeting.id, Artefact.TRANSCRIPTION, b"{}")
    event = JobEvent(meeting_id=meeting.id, attempt=1, sequence=1, at=DAY, status=MeetingStatus.CANCELLED)
    await redis.xadd(EVENTS_STREAM, encode_event(event))
    await wait_until(lambda: not store.stored())


async def test_leftovers_of_a_worker_that_died_go_with_the_sweep(
    api: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore, resources: Resources
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING)
    voice = await factory.voice(user, meeting_id=meeting.id)
    await api.delete(f"{MEETINGS}/{meeting.id}")
    store_files(store, meeting.id, voice.id)
    await Purger(resources).sweep()
    assert store.stored() == set()
    async with resources.database.transaction() as session:
        tombstones = list(await session.scalars(select(Tombstone)))
        assert {tombstone.id for tombstone in tombstones} == {meeting.id, voice.id}
        for tombstone in tombstones:
            tombstone.created_at = DAY - timedelta(days=2000)
    await Purger(resources).sweep()
    async with resources.database.transaction() as session:
        assert await session.scalar(select(Tombstone)) is None


async def test_an_unknown_meeting_is_not_found(api: httpx.AsyncClient) -> None:
    answer = await api.get(f"{MEETINGS}/{uuid4()}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await api.get(f"{MEETINGS}/no-id")).status_code == 422
