"""Metrics of finished jobs."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import REGISTRY
from redis.asyncio import Redis
from redis.exceptions import ResponseError
from support.factories import Factory
from support.object_store import ObjectStore
from support.waiting import wait_until

from app.core.config import Settings
from app.main import create_app
from app.models import Meeting, User
from app.resources import Resources
from scribe_contracts.artefacts import Manifest, Memory, ModelUse, Recording, StageRecord
from scribe_contracts.event_stream import EVENTS_GROUP, EVENTS_STREAM, encode_event
from scribe_contracts.events import JobEvent, MeetingStatus, Stage
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, ProcessingOptions
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Models

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class MetricChanges:
    """Changes of the metrics since the test began; the registry belongs to the whole process."""

    def __init__(self) -> None:
        self._before = self._read()

    def added(self, name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return self._read().get(key, 0.0) - self._before.get(key, 0.0)

    @staticmethod
    def _read() -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
        samples = (sample for metric in REGISTRY.collect() for sample in metric.samples)
        return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for sample in samples}


@pytest.fixture
def changes() -> MetricChanges:
    return MetricChanges()


@pytest.fixture
async def meeting(factory: Factory, user: User) -> Meeting:
    return await factory.meeting(user)


@pytest.fixture
async def second_gateway(settings: Settings) -> AsyncIterator[FastAPI]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


def manifest(meeting_id: UUID, *, attempt: int = 1, reused: bool = False) -> Manifest:
    use = ModelUse(
        model="whisper",
        loaded_at=NOON,
        released_at=NOON,
        load_seconds=2.0,
        memory=Memory(before=0, peak=3 * 2**30, after=0),
    )
    return Manifest(
        meeting_id=meeting_id,
        attempt=attempt,
        profile="cpu",
        recording=Recording(sha256="0", bytes=1, duration=100.0),
        options=ProcessingOptions(),
        models=Models(diarization="d", identification="i", transcription="t"),
        stages=(
            StageRecord(stage=Stage.DIARIZE, started_at=NOON, seconds=4.0, reused=reused),
            StageRecord(
                stage=Stage.TRANSCRIBE,
                started_at=NOON + timedelta(seconds=5),
                seconds=10.0,
                reused=False,
                models=(use,),
            ),
        ),
    )


async def publish(redis: Redis, meeting_id: UUID, sequence: int, status: MeetingStatus, attempt: int = 1) -> None:
    event = JobEvent(meeting_id=meeting_id, attempt=attempt, sequence=sequence, at=NOON, status=status)
    await redis.xadd(EVENTS_STREAM, encode_event(event))


async def all_events_are_read(redis: Redis) -> bool:
    groups = await redis.xinfo_groups(EVENTS_STREAM)
    return bool(groups) and all(group["pending"] == 0 and group["lag"] == 0 for group in groups)


async def test_a_completed_job_adds_the_speed_of_its_stages(
    resources: Resources, client: httpx.AsyncClient, meeting: Meeting, store: ObjectStore, changes: MetricChanges
) -> None:
    store.put(meeting.id, Artefact.MANIFEST, manifest(meeting.id))
    await publish(resources.redis, meeting.id, 1, MeetingStatus.PROCESSING)
    await publish(resources.redis, meeting.id, 2, MeetingStatus.COMPLETED)

    await wait_until(lambda: changes.added("scribe_job_real_time_factor_count", profile="cpu") == 1)

    stage = {"stage": "transcribe", "profile": "cpu"}
    assert changes.added("scribe_jobs_total", status="completed") == 1
    assert changes.added("scribe_stage_seconds_sum", **stage) == pytest.approx(10)
    assert changes.added("scribe_stage_real_time_factor_sum", **stage) == pytest.approx(0.1)
    assert changes.added("scribe_job_real_time_factor_sum", profile="cpu") == pytest.approx(0.15)
    assert changes.added("scribe_audio_seconds_total", profile="cpu") == pytest.approx(100)
    model = {"model": "whisper", "profile": "cpu"}
    assert changes.added("scribe_model_load_seconds_sum", **model) == pytest.approx(2)
    assert changes.added("scribe_model_memory_peak_bytes_sum", **model) == 3 * 2**30
    assert changes.added("scribe_model_memory_peak_bytes_bucket", le=str(float(2 * 2**30)), **model) == 0
    text = (await client.get("/metrics")).text
    assert "# TYPE scribe_stage_real_time_factor histogram" in text
    assert 'scribe_jobs_total{status="completed"}' in text
    assert str(meeting.id) not in text


async def test_stages_that_were_not_run_again_are_left_out(
    resources: Resources, meeting: Meeting, store: ObjectStore, changes: MetricChanges
) -> None:
    store.put(meeting.id, Artefact.MANIFEST, manifest(meeting.id, reused=True))
    await publish(resources.redis, meeting.id, 1, MeetingStatus.COMPLETED)

    await wait_until(lambda: changes.added("scribe_audio_seconds_total", profile="cpu") == 100)

    assert changes.added("scribe_stage_seconds_count", stage="transcribe", profile="cpu") == 1
    assert changes.added("scribe_stage_seconds_count", stage="diarize", profile="cpu") == 0
    assert changes.added("scribe_job_real_time_factor_count", profile="cpu") == 0


async def test_each_attempt_is_counted_once_however_often_its_end_is_heard(
    resources: Resources, second_gateway: FastAPI, meeting: Meeting, changes: MetricChanges
) -> None:
    for attempt in (1, 2):
        for _ in range(3):
            await publish(resources.redis, meeting.id, 2, MeetingStatus.FAILED, attempt)
        await publish(resources.redis, meeting.id, 3, MeetingStatus.FAILED, attempt)
        await publish(resources.redis, meeting.id, 1, MeetingStatus.PROCESSING, attempt)
        await wait_until(lambda: all_events_are_read(resources.redis))

    assert changes.added("scribe_jobs_total", status="failed") == 2


async def test_a_restarted_gateway_does_not_count_again(
    settings: Settings, meeting: Meeting, changes: MetricChanges
) -> None:
    async with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        for _ in range(2):
            app = create_app(settings)
            async with app.router.lifespan_context(app):
                await publish(redis, meeting.id, 1, MeetingStatus.FAILED)
                await wait_until(lambda: all_events_are_read(redis))
            await redis.xgroup_setid(EVENTS_STREAM, EVENTS_GROUP, "0")

    assert changes.added("scribe_jobs_total", status="failed") == 1


async def test_a_cancelled_job_is_counted_when_the_user_cancels(
    resources: Resources, client: httpx.AsyncClient, meeting: Meeting, headers: dict[str, str], changes: MetricChanges
) -> None:
    assert (await client.post(f"/api/v1/meetings/{meeting.id}/cancel", headers=headers)).is_success
    await publish(resources.redis, meeting.id, 50, MeetingStatus.CANCELLED)
    await wait_until(lambda: all_events_are_read(resources.redis))

    assert changes.added("scribe_jobs_total", status="cancelled") == 1


async def test_a_missing_manifest_stops_nothing(
    resources: Resources, factory: Factory, user: User, store: ObjectStore, changes: MetricChanges
) -> None:
    gone, there = await factory.meeting(user), await factory.meeting(user)
    store.put(there.id, Artefact.MANIFEST, manifest(there.id))
    await publish(resources.redis, gone.id, 1, MeetingStatus.COMPLETED)
    await publish(resources.redis, there.id, 1, MeetingStatus.COMPLETED)

    await wait_until(lambda: changes.added("scribe_audio_seconds_total", profile="cpu") == 100)

    assert changes.added("scribe_jobs_total", status="completed") == 2


async def test_the_queue_gauges_separate_waiting_from_taken_jobs(
    resources: Resources, client: httpx.AsyncClient
) -> None:
    with suppress(ResponseError):  # the gateway has made the group already
        await resources.redis.xgroup_create(JOBS_STREAM, JOBS_GROUP, id="0", mkstream=True)
    for _ in range(3):
        await resources.redis.xadd(JOBS_STREAM, {"data": "x"})
    assert "scribe_queue_waiting 3.0" in (await client.get("/metrics")).text
    await resources.redis.xreadgroup(JOBS_GROUP, "worker", {JOBS_STREAM: ">"}, count=1)

    text = (await client.get("/metrics")).text

    assert "scribe_queue_waiting 2.0" in text
    assert "scribe_queue_length 3.0" in text
