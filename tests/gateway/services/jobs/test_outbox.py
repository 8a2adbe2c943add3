"""A meeting and its job are made together or not at all, and the job is sent in the end."""

import json
from pathlib import Path

from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy import func, select
from support.factories import Factory
from support.waiting import wait_until

from app.core.config import Settings
from app.core.configuration.voices import IdentificationPolicy
from app.main import create_app
from app.models import Meeting, OutboxJob, User
from app.resources import Resources
from app.schemas.administration import InstanceChange
from app.services.accounts import instance
from app.services.jobs.dispatcher import Dispatcher
from app.services.jobs.outbox import enqueue, usable_voices
from scribe_contracts.events import worker_key
from scribe_contracts.jobs import JOBS_STREAM, ProcessingOptions, ProcessMeeting, TaskName
from scribe_contracts.storage import voice_sample
from servers.infrastructure import Server, run_infrastructure


async def jobs_in_queue(redis: Redis) -> list[ProcessMeeting]:
    entries = await redis.xrange(JOBS_STREAM)
    messages = [json.loads(fields[b"data"]) for _, fields in entries]
    assert all(message["task_name"] == TaskName.PROCESS_MEETING for message in messages)
    return [ProcessMeeting.model_validate(message["args"][0]) for message in messages]


async def announce_workers(redis: Redis, number: int) -> None:
    for worker in range(number):
        await redis.set(worker_key(f"worker-{worker}"), "alive")


async def unsent(resources: Resources) -> int:
    async with resources.database.transaction() as session:
        return await session.scalar(select(func.count()).where(OutboxJob.sent_at.is_(None))) or 0


async def test_a_job_is_sent_after_the_commit(resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    voice = await factory.voice(user, samples=2)
    async with resources.database.transaction() as session:
        await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r1")
        assert await jobs_in_queue(resources.redis) == []

    async def arrived() -> bool:
        return len(await jobs_in_queue(resources.redis)) == 1

    await wait_until(arrived)
    [job] = await jobs_in_queue(resources.redis)
    assert (job.meeting_id, job.attempt, job.request_id) == (meeting.id, 1, "r1")
    assert job.voices[0].samples == (voice_sample(voice.id, 0).key, voice_sample(voice.id, 1).key)


async def test_a_rollback_sends_nothing(resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    async with resources.database.sessions() as session:
        await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r1")
        await session.rollback()
    assert await unsent(resources) == 0
    assert await jobs_in_queue(resources.redis) == []


async def test_two_dispatchers_send_each_job_once(resources: Resources, factory: Factory, user: User) -> None:
    meetings = [await factory.meeting(user) for _ in range(8)]
    await announce_workers(resources.redis, 8)
    second = Dispatcher(resources.database, resources.redis, resources.broker, resources.settings)
    async with resources.database.transaction() as session:
        for meeting in meetings:
            await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r")
    while await second.send_next():
        pass

    async def all_sent() -> bool:
        return await unsent(resources) == 0

    await wait_until(all_sent)
    sent = [job.meeting_id for job in await jobs_in_queue(resources.redis)]
    assert sorted(sent) == sorted(meeting.id for meeting in meetings)


async def test_no_job_is_handed_over_with_voices_once_nobody_is_recognised(
    resources: Resources, factory: Factory, user: User
) -> None:
    voice = await factory.voice(user)
    meetings = [await factory.meeting(user, options=ProcessingOptions(identify=True)) for _ in range(2)]
    async with resources.database.transaction() as session:
        await instance.change(session, resources.settings, InstanceChange(identification=IdentificationPolicy.NEVER))
    # An upload may commit, and a lost job come back, after the decision.
    await announce_workers(resources.redis, 2)
    async with resources.database.transaction() as session:
        for meeting in meetings:
            await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r")
        waiting = list(await session.scalars(select(OutboxJob)))
        assert [[each.voice_id for each in row.job.voices] for row in waiting] == [[voice.id]] * 2

    async def arrived() -> bool:
        return len(await jobs_in_queue(resources.redis)) == 2

    await wait_until(arrived)
    assert [(job.voices, job.options.identify) for job in await jobs_in_queue(resources.redis)] == [((), False)] * 2


async def test_an_outage_of_the_queue_delays_a_job(
    settings: Settings, factory: Factory, user: User, tmp_path: Path
) -> None:
    meeting = await factory.meeting(user)
    with run_infrastructure(tmp_path, [Server.REDIS]) as endpoints:
        outage = settings.model_copy(update={"redis_url": SecretStr(endpoints.redis_url)})
        app = create_app(outage)
        lifespan = app.router.lifespan_context(app)
        await lifespan.__aenter__()
    try:
        resources: Resources = app.state.resources
        async with resources.database.transaction() as session:
            await enqueue(session, await session.get_one(Meeting, meeting.id), request_id="r1")
        assert await unsent(resources) == 1
        with run_infrastructure(tmp_path, [Server.REDIS]):

            async def sent() -> bool:
                return await unsent(resources) == 0

            await wait_until(sent)
            assert [job.meeting_id for job in await jobs_in_queue(resources.redis)] == [meeting.id]
    finally:
        await lifespan.__aexit__(None, None, None)


async def test_which_voices_go_with_a_job(resources: Resources, factory: Factory, user: User, admin: User) -> None:
    meeting = await factory.meeting(user)
    other = await factory.meeting(user)
    katie = await factory.voice(user, name="katie", meeting_id=meeting.id)
    steve = await factory.voice(user, name="Steve")
    shared = await factory.voice(None, name="Marie", shared=True)
    for hidden in (
        {"owner": user, "name": "Katie"},  # the meeting's own Katie is nearer
        {"owner": admin, "name": "Steve", "shared": True},
        {"owner": admin, "name": "Grace"},
        {"owner": user, "name": "Otto", "meeting_id": other.id},
    ):
        await factory.voice(**hidden)
    async with resources.database.transaction() as session:
        usable = await usable_voices(session, await session.get_one(Meeting, meeting.id))
    assert [voice.id for voice in usable] == [katie.id, steve.id, shared.id]
