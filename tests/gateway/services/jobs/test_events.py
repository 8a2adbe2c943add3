import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from redis.asyncio import Redis
from sqlalchemy import text
from support.factories import Factory
from support.object_store import ObjectStore
from support.waiting import wait_until

from app.core.background import run_in_background
from app.core.config import Settings
from app.core.db import Database
from app.models import Deleted, Meeting, Tombstone, User
from app.resources import Resources, open_resources
from app.services.jobs import events
from app.services.jobs.events import EventConsumer
from scribe_contracts.event_stream import EVENT_FIELD, EVENTS_GROUP, EVENTS_STREAM, encode_event
from scribe_contracts.events import Failure, FailureCode, JobEvent, MeetingStatus, Stage
from scribe_contracts.storage import Artefact

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STATE = (
    "status",
    "stage",
    "fraction",
    "eta_seconds",
    "duration",
    "language",
    "speakers",
    "failure",
    "attempt",
    "attempt_status",
    "result_attempt",
)
TIMES = ("started_at", "finished_at")


def event(meeting_id: UUID, sequence: int, status: MeetingStatus, *, attempt: int = 1, **fields: object) -> JobEvent:
    at = NOON + timedelta(seconds=1000 * attempt + sequence)
    return JobEvent.model_validate(
        {"meeting_id": meeting_id, "attempt": attempt, "sequence": sequence, "at": at, "status": status} | fields
    )


async def publish(redis: Redis, *published: JobEvent) -> None:
    for each in published:
        await redis.xadd(EVENTS_STREAM, encode_event(each))


async def apply_all(database: Database, published: list[JobEvent]) -> None:
    async with database.transaction() as session:
        for each in published:
            await events.apply(session, each)


async def load(database: Database, meeting: Meeting) -> Meeting:
    async with database.transaction() as session:
        return await session.get_one(Meeting, meeting.id)


def fields_of(meeting: Meeting) -> dict[str, object]:
    return {name: getattr(meeting, name) for name in (*STATE, *TIMES)}


async def no_entry_is_pending(redis: Redis) -> bool:
    groups = await redis.xinfo_groups(EVENTS_STREAM)
    return all(group["pending"] == 0 and group["lag"] == 0 for group in groups)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[JobEvent], list[JobEvent]]:
    """Return the events of an attempt and late ones of the one before, and the same in any order, some of them twice.

    The attempt before has ended otherwise, and one that is completed is not cancelled.
    """
    meeting_id = UUID(int=0)
    end = draw(st.sampled_from([MeetingStatus.COMPLETED, MeetingStatus.CANCELLED]))
    told = []
    for attempt in (1, 2):
        for sequence in range(1, draw(st.integers(1, 5)) + 1):
            status = draw(st.sampled_from([*[MeetingStatus.PROCESSING] * 3, MeetingStatus.FAILED, end]))
            stage = draw(st.sampled_from([None, *Stage]))
            fraction = draw(st.floats(0, 1))
            told.append(event(meeting_id, sequence, status, attempt=attempt, stage=stage, fraction=fraction))
    return told, draw(st.permutations(told + draw(st.lists(st.sampled_from(told), max_size=4))))


@pytest.mark.parametrize("result", [None, 1])
async def test_any_order_of_events_leads_to_the_same_row(factory: Factory, user: User, result: int | None) -> None:
    loop = asyncio.get_running_loop()

    @given(histories())
    @hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def check(history: tuple[list[JobEvent], list[JobEvent]]) -> None:
        asyncio.run_coroutine_threadsafe(same_outcome(factory, user, result, *history), loop).result()

    await asyncio.to_thread(check)


async def same_outcome(
    factory: Factory, user: User, result: int | None, told: list[JobEvent], heard: list[JobEvent]
) -> None:
    rows = []
    for order in (told, heard):
        meeting = await factory.meeting(user, attempt=2, event_attempt=2, result_attempt=result)
        await apply_all(factory.database, [one.model_copy(update={"meeting_id": meeting.id}) for one in order])
        rows.append(await load(factory.database, meeting))
    assert fields_of(rows[0]) == fields_of(rows[1])
    own = [one for one in told if one.attempt == 2]
    finality = {MeetingStatus.COMPLETED: 1, MeetingStatus.CANCELLED: 2}
    last = max(own, key=lambda one: (finality.get(one.status, 0), one.sequence))
    if last.status.is_final and last.status is not MeetingStatus.COMPLETED and result:
        assert (rows[1].status, rows[1].stage, rows[1].fraction) == (MeetingStatus.COMPLETED, None, 1.0)
    else:
        assert (rows[1].status, rows[1].stage, rows[1].fraction) == (last.status, last.stage, last.fraction)
    assert rows[1].attempt_status == last.status
    assert rows[1].result_attempt == (2 if last.status is MeetingStatus.COMPLETED else result)
    started = [one.at for one in own if one.status is MeetingStatus.PROCESSING]
    assert rows[1].started_at == min(started, default=None)
    assert rows[1].finished_at == (last.at if last.status.is_final else None)


async def test_events_on_the_stream_become_the_row(resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    failure = Failure(code=FailureCode.NO_AUDIO, message="There is no audio in it.")
    await publish(
        resources.redis,
        event(meeting.id, 1, MeetingStatus.PROCESSING, stage=Stage.CONVERT, fraction=0.1, eta_seconds=9.5),
        event(meeting.id, 2, MeetingStatus.FAILED, stage=Stage.CONVERT, duration=3.5, failure=failure),
    )
    await wait_until(lambda: no_entry_is_pending(resources.redis))
    row = await load(resources.database, meeting)
    assert (row.status, row.stage, row.duration, row.failure) == (MeetingStatus.FAILED, Stage.CONVERT, 3.5, failure)
    assert (row.started_at, row.finished_at) == (NOON + timedelta(seconds=1001), NOON + timedelta(seconds=1002))
    assert row.eta_seconds is None
    assert row.updated_at > meeting.updated_at


async def test_malformed_events_do_not_stop_the_others(resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    await resources.redis.xadd(EVENTS_STREAM, {EVENT_FIELD: "{not json"})
    await resources.redis.xadd(EVENTS_STREAM, {"other": "field"})
    await publish(resources.redis, event(meeting.id, 1, MeetingStatus.PROCESSING, language="x" * 99))
    await publish(resources.redis, event(uuid4(), 1, MeetingStatus.COMPLETED))
    await publish(resources.redis, event(meeting.id, 2, MeetingStatus.COMPLETED))
    await wait_until(lambda: no_entry_is_pending(resources.redis))
    assert (await load(resources.database, meeting)).status is MeetingStatus.COMPLETED


async def test_entries_of_a_dead_replica_are_claimed(settings: Settings, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    async with open_resources(settings) as resources:
        await publish(resources.redis, event(meeting.id, 1, MeetingStatus.COMPLETED))
        await resources.redis.xgroup_create(EVENTS_STREAM, EVENTS_GROUP, id="0")
        assert await resources.redis.xreadgroup(EVENTS_GROUP, "dead", {EVENTS_STREAM: ">"})
        async with run_in_background(EventConsumer(resources, claim_seconds=0.2).run):
            await wait_until(lambda: no_entry_is_pending(resources.redis))
        assert (await load(resources.database, meeting)).status is MeetingStatus.COMPLETED


async def test_replicas_share_the_stream(settings: Settings, factory: Factory, user: User) -> None:
    meetings = [await factory.meeting(user) for _ in range(20)]
    async with open_resources(settings) as resources:
        consumers = [EventConsumer(resources) for _ in range(3)]
        async with run_in_background(*(consumer.run for consumer in consumers)):
            for meeting in meetings:
                await publish(resources.redis, event(meeting.id, 1, MeetingStatus.COMPLETED))
            await wait_until(lambda: no_entry_is_pending(resources.redis))
        for meeting in meetings:
            assert (await load(resources.database, meeting)).status is MeetingStatus.COMPLETED


async def test_the_stream_is_read_again_after_it_was_lost(resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    await wait_until(lambda: stream_exists(resources.redis))
    await resources.redis.flushdb()
    await publish(resources.redis, event(meeting.id, 1, MeetingStatus.COMPLETED))
    await wait_until(lambda: is_completed(resources.database, meeting))


async def test_broken_connections_are_made_anew(resources: Resources, factory: Factory, user: User) -> None:
    """After a restart of either server, events published meanwhile are written."""
    first, second = await factory.meeting(user), await factory.meeting(user)
    await wait_until(lambda: stream_exists(resources.redis))
    await resources.redis.client_kill_filter(_type="normal", skipme=True)
    await publish(resources.redis, event(first.id, 1, MeetingStatus.COMPLETED))
    await wait_until(lambda: is_completed(resources.database, first))
    async with factory.database.transaction() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    await publish(resources.redis, event(second.id, 1, MeetingStatus.COMPLETED))
    await wait_until(lambda: is_completed(factory.database, second))


async def stream_exists(redis: Redis) -> bool:
    return bool(await redis.exists(EVENTS_STREAM))


async def is_completed(database: Database, meeting: Meeting) -> bool:
    return (await load(database, meeting)).status is MeetingStatus.COMPLETED


async def test_leftovers_of_a_deleted_meeting_go_with_its_last_event(resources: Resources, store: ObjectStore) -> None:
    gone, unknown = uuid4(), uuid4()
    async with resources.database.transaction() as session:
        session.add(Tombstone(kind=Deleted.MEETING, id=gone))
    for meeting_id in (gone, unknown):
        store.put(meeting_id, Artefact.TRANSCRIPT, b"{}")
        await publish(resources.redis, event(meeting_id, 5, MeetingStatus.CANCELLED))
    await wait_until(lambda: f"processed/{gone}/transcript.json" not in store.stored())
    assert store.stored() == {f"processed/{unknown}/transcript.json"}


@pytest.mark.parametrize("status", [MeetingStatus.CANCELLED, MeetingStatus.COMPLETED])
async def test_a_late_event_does_not_revive_a_meeting(factory: Factory, user: User, status: MeetingStatus) -> None:
    meeting = await factory.meeting(user)
    late = event(meeting.id, 3, MeetingStatus.PROCESSING, stage=Stage.FUSE)
    await apply_all(factory.database, [event(meeting.id, 4, status), late])
    assert (await load(factory.database, meeting)).status is status
