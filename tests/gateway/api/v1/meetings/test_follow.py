"""Server-sent events over a real socket."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from httpx_sse import EventSource, ServerSentEvent, aconnect_sse
from redis.asyncio import Redis
from support.factories import Factory
from support.processes import BACKEND, environment
from support.waiting import wait_until

from app.core.config import Settings
from app.models import Meeting, User
from scribe_contracts.event_stream import EVENTS_STREAM, encode_event
from scribe_contracts.events import JobEvent, MeetingStatus, Stage
from servers.ports import free_port

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
async def redis(settings: Settings) -> AsyncIterator[Redis]:
    async with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        yield redis


async def publish(redis: Redis, meeting: Meeting, sequence: int, status: MeetingStatus, **fields: Any) -> None:
    event = JobEvent(meeting_id=meeting.id, attempt=1, sequence=sequence, at=NOON, status=status, **fields)
    await redis.xadd(EVENTS_STREAM, encode_event(event))


@asynccontextmanager
async def following(
    server: str, meeting: Meeting, headers: dict[str, str]
) -> AsyncIterator[tuple[EventSource, AsyncIterator[ServerSentEvent]]]:
    async with (
        httpx.AsyncClient(base_url=server, headers=headers, timeout=20) as client,
        aconnect_sse(client, "GET", f"/api/v1/meetings/{meeting.id}/events") as source,
    ):
        yield source, source.aiter_sse()


async def next_state(events: AsyncIterator[ServerSentEvent]) -> dict[str, Any]:
    async with asyncio.timeout(10):
        event = await anext(events)
    assert event.event == "meeting"
    state: dict[str, Any] = json.loads(event.data)
    return state


async def test_the_present_state_then_each_change_until_the_end(
    server: str, redis: Redis, factory: Factory, user: User, headers: dict[str, str]
) -> None:
    meeting, other = await factory.meeting(user), await factory.meeting(user)
    async with following(server, meeting, headers) as (source, events):
        assert source.response.headers["Content-Type"].startswith("text/event-stream")
        assert source.response.headers["Cache-Control"] == "no-store, no-transform"
        assert source.response.headers["X-Accel-Buffering"] == "no"
        first = await next_state(events)
        async with httpx.AsyncClient(base_url=server, headers=headers) as client:
            assert first == (await client.get(f"/api/v1/meetings/{meeting.id}")).json()
        await publish(redis, other, 1, MeetingStatus.FAILED)
        await publish(redis, meeting, 1, MeetingStatus.PROCESSING, stage=Stage.DIARIZE, fraction=0.3)
        state = await next_state(events)
        assert (state["status"], state["stage"], state["fraction"]) == ("processing", "diarize", 0.3)
        await publish(redis, meeting, 2, MeetingStatus.COMPLETED, fraction=1.0, speakers=2)
        state = await next_state(events)
        assert (state["status"], state["speakers"]) == ("completed", 2)
        with pytest.raises(StopAsyncIteration):
            await next_state(events)


async def test_an_ended_meeting_is_sent_once(
    server: str, factory: Factory, user: User, headers: dict[str, str]
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.FAILED, event_attempt=1, event_sequence=7)
    async with following(server, meeting, headers) as (_, events):
        told = [event async for event in events]
    assert [(event.event, event.id, event.retry) for event in told] == [("meeting", "1-7", 2000)]
    async with httpx.AsyncClient(base_url=server, headers=headers) as client:
        address = f"/api/v1/meetings/{meeting.id}/events"
        known = await client.get(address, headers={"Last-Event-ID": "1-7"})
        assert (known.status_code, known.content) == (204, b"")
        assert (await client.get(address, headers={"Last-Event-ID": "gibberish"})).status_code == 200


async def test_cancelling_what_waits_reaches_who_follows(
    server: str, factory: Factory, user: User, headers: dict[str, str]
) -> None:
    meeting = await factory.meeting(user)
    async with following(server, meeting, headers) as (_, events):
        await next_state(events)
        async with httpx.AsyncClient(base_url=server, headers=headers) as client:
            await client.post(f"/api/v1/meetings/{meeting.id}/cancel")
        assert (await next_state(events))["status"] == "cancelled"


async def test_a_disconnected_follower_is_forgotten(
    server: str, redis: Redis, factory: Factory, user: User, headers: dict[str, str]
) -> None:
    """The other followers keep receiving, and the server ends with the test."""
    meeting = await factory.meeting(user)
    async with following(server, meeting, headers) as (_, stays):
        await next_state(stays)
        async with following(server, meeting, headers) as (_, leaves):
            await next_state(leaves)
        await publish(redis, meeting, 1, MeetingStatus.COMPLETED)
        assert (await next_state(stays))["status"] == "completed"


@contextmanager
def gateway(settings: Settings, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "app.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=BACKEND, env=environment(settings), stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


async def is_ready(server: str) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"{server}/health/live")).is_success
        except httpx.TransportError:
            return False


async def test_following_survives_a_restart_of_the_gateway(
    settings: Settings, redis: Redis, factory: Factory, user: User, headers: dict[str, str]
) -> None:
    """Of two real processes; events published while neither runs are there when the client comes back."""
    meeting = await factory.meeting(user)
    port = free_port(None, taken=set())
    server = f"http://127.0.0.1:{port}"
    with gateway(settings, port) as process:
        await wait_until(lambda: is_ready(server), seconds=30)
        async with following(server, meeting, headers) as (_, events):
            assert (await next_state(events))["status"] == "queued"
            process.send_signal(signal.SIGTERM)
            with pytest.raises((StopAsyncIteration, httpx.RemoteProtocolError)):
                await next_state(events)
        assert await asyncio.to_thread(process.wait, 10) in {0, 128 + signal.SIGTERM}
    await publish(redis, meeting, 1, MeetingStatus.PROCESSING, stage=Stage.CONVERT)
    with gateway(settings, port):
        await wait_until(lambda: is_ready(server), seconds=30)
        await wait_until(lambda: is_processing(factory, meeting))
        async with following(server, meeting, headers) as (_, events):
            assert (await next_state(events))["stage"] == "convert"
            await publish(redis, meeting, 2, MeetingStatus.COMPLETED)
            assert (await next_state(events))["status"] == "completed"


async def is_processing(factory: Factory, meeting: Meeting) -> bool:
    async with factory.database.transaction() as session:
        return (await session.get_one(Meeting, meeting.id)).status is MeetingStatus.PROCESSING
