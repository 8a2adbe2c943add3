"""What is prepared for the next meeting, who adopts it and what it leaves behind: real S3, FFmpeg and models."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import imageio_ffmpeg
import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from support.jobs import JobDesk, make_job
from support.meetings import Office, Told, models_dir
from support.paths import WORKER_ROOT
from support.waiting import eventually
from tests_data import recording

from app.core.config import WorkerSettings
from app.core.errors import JobCancelledError, JobError
from app.services.pipeline.lookahead import Lookahead
from app.worker.queue.peek import peek
from app.worker.queue.stream import JobStream
from scribe_contracts import storage
from scribe_contracts.events import FailureCode, MeetingStatus, Stage
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM, Channels, ProcessingOptions, ProcessMeeting
from scribe_contracts.storage import Bucket
from servers.infrastructure import Endpoints

GRACE_SECONDS = 10
STEREO = "formats/stereo_diarization.wav"


@dataclass
class Bench:
    """One worker whose next job is `waiting`, and whose FFmpeg keeps a list of its runs."""

    office: Office
    runs: Path
    waiting: ProcessMeeting | None = None

    @property
    def lookahead(self) -> Lookahead:
        return self.office.pipeline.lookahead

    def converted(self) -> list[int]:
        """The process of each FFmpeg that was started."""
        return [int(line) for line in self.runs.read_text().split()] if self.runs.exists() else []

    def prepared(self) -> set[str]:
        ahead = self.office.settings.work_dir / "ahead"
        return {path.name for path in ahead.glob("*/*")}

    def is_prepared(self) -> bool:
        current = self.lookahead._current
        return current is not None and current.converted.done()

    def queue(self, recording: Path | bytes) -> ProcessMeeting:
        self.waiting = make_next(self.office.upload(recording))
        return self.waiting

    def prepare(self, recording: Path | bytes) -> ProcessMeeting:
        job = self.queue(recording)
        self.lookahead.begin()
        eventually(self.is_prepared)
        return job

    def run(self, job: ProcessMeeting, reporter: Told | None = None) -> list[str]:
        """What is said, as text. A job that runs waits no more."""
        if job == self.waiting:
            self.waiting = None
        transcript = self.office.pipeline.run(job, reporter or Told())
        return [word.text for segment in transcript.segments for word in segment.words]


class AtStage(Told):
    """Does something when the job has come to a stage."""

    def __init__(self, stage: Stage, act: Callable[[], object]) -> None:
        super().__init__()
        self._at = stage
        self._act = act

    def progress(self, stage: Stage, fraction: float, **known: object) -> None:
        entered = stage is self._at and stage not in self.stages
        super().progress(stage, fraction, **known)
        if entered:
            self._act()


def make_next(meeting_id: UUID) -> ProcessMeeting:
    return make_job().model_copy(update={"meeting_id": meeting_id, "options": ProcessingOptions()})


def counting_ffmpeg(folder: Path, *, hangs_after: int = 99) -> tuple[Path, Path]:
    """An FFmpeg that writes its process into a file, and that file; later runs than so many do nothing, for ever."""
    runs, script = folder / "runs", folder / "ffmpeg"
    script.write_text(
        f'#!/bin/sh\necho $$ >> "{runs}"\n'
        f'[ "$(wc -l < "{runs}")" -gt {hangs_after} ] && exec sleep 300\n'
        f'exec "{imageio_ffmpeg.get_ffmpeg_exe()}" "$@"\n'
    )
    script.chmod(0o755)
    return script, runs


MakeBench = Callable[..., Bench]


@pytest.fixture
def make_bench(s3_settings: WorkerSettings, tmp_path: Path) -> Iterator[MakeBench]:
    made: list[Bench] = []

    def make(*, hangs_after: int = 99) -> Bench:
        ffmpeg, runs = counting_ffmpeg(tmp_path, hangs_after=hangs_after)
        changes = {"models_dir": models_dir("tiny"), "work_dir": tmp_path / "work", "ffmpeg": ffmpeg}
        bench = Bench(Office(s3_settings.model_copy(update=changes), peek=lambda: made[0].waiting), runs)
        made.append(bench)
        return bench

    yield make
    for bench in made:
        bench.lookahead.stop(5)


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


@pytest.fixture(scope="module")
def meeting() -> bytes:
    return recording(STEREO).read_bytes()


def test_the_next_meeting_is_converted_while_one_computes_and_comes_out_the_same(bench: Bench, meeting: bytes) -> None:
    second = bench.queue(meeting)
    first = make_next(bench.office.upload(meeting))

    said_first = bench.run(first, AtStage(Stage.DIARIZE, lambda: eventually(bench.is_prepared)))
    assert len(bench.converted()) == 2
    assert bench.office.keys(Bucket.PROCESSED, second.meeting_id) == set(), "written before it was this job's turn"
    told = Told()
    said = bench.run(second, told)

    assert len(bench.converted()) == 2, "the recording was converted twice"
    assert said == said_first != []
    assert told.stages == list(Stage)
    assert told.fractions == sorted(told.fractions)
    assert bench.office.keys(Bucket.PROCESSED, second.meeting_id) == bench.office.keys(
        Bucket.PROCESSED, first.meeting_id
    )
    one, other = (bench.office.manifest(job.meeting_id) for job in (first, second))
    assert other.recording == one.recording
    assert [stage.stage for stage in other.stages] == [stage.stage for stage in one.stages]
    assert bench.prepared() == set()


def test_an_adopted_conversion_teaches_nobody_how_fast_conversions_are(
    bench: Bench, meeting: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[Stage] = []
    monkeypatch.setattr(bench.office.time_left.paces, "learn", lambda stage, **_: learned.append(stage))

    bench.run(bench.prepare(meeting))

    assert Stage.DIARIZE in learned
    assert Stage.CONVERT not in learned


@pytest.mark.parametrize(
    "change",
    [
        {"attempt": 2},
        {"meeting_id": uuid4()},
        {"options": ProcessingOptions(channels=Channels.SEPARATE)},
    ],
)
def test_another_job_does_not_adopt_it_and_it_goes(bench: Bench, meeting: bytes, change: dict[str, object]) -> None:
    job = bench.prepare(meeting)
    assert bench.prepared() >= {"source", "audio.wav", "audio.m4a"}

    assert bench.lookahead.take(job.model_copy(update=change)) is None

    assert bench.prepared() == set()


def test_options_that_conversion_does_not_depend_on_change_nothing(bench: Bench, meeting: bytes) -> None:
    job = bench.prepare(meeting)

    assert bench.lookahead.take(job.model_copy(update={"options": ProcessingOptions(hotwords="Diane")})) is not None


def test_a_recording_that_was_replaced_is_fetched_anew(bench: Bench, meeting: bytes) -> None:
    job = bench.prepare(meeting)
    bucket, key = storage.source(job.meeting_id)
    bench.office.s3.put_object(Bucket=bucket, Key=key, Body=meeting + bytes(2))

    bench.run(job)

    assert len(bench.converted()) == 2
    assert bench.office.manifest(job.meeting_id).recording.bytes == len(meeting) + 2
    assert bench.prepared() == set()


def test_a_recording_that_was_deleted_is_not_brought_back(bench: Bench, meeting: bytes) -> None:
    job = bench.prepare(meeting)
    bucket, key = storage.source(job.meeting_id)
    bench.office.s3.delete_object(Bucket=bucket, Key=key)

    with pytest.raises(JobError) as refusal:
        bench.run(job)

    assert refusal.value.failure.code is FailureCode.SOURCE_MISSING
    assert bench.office.keys(Bucket.PROCESSED, job.meeting_id) == set()
    assert bench.office.leftovers() == [bench.office.settings.work_dir / "ahead"]


def test_what_is_prepared_for_a_job_that_waits_no_more_goes_by_itself(bench: Bench, meeting: bytes) -> None:
    """It was cancelled, or another worker has it; this one is idle."""
    job = bench.prepare(meeting)
    bench.lookahead.pause()

    bench.waiting = None

    eventually(lambda: bench.prepared() == set())
    assert bench.office.keys(Bucket.PROCESSED, job.meeting_id) == set()


async def test_an_idle_worker_is_given_what_a_busy_one_has_prepared(
    redis_server: Endpoints, redis: Redis, desk: JobDesk, bench: Bench, meeting: bytes
) -> None:
    async with AsyncRedis.from_url(redis_server.redis_url) as client:
        idle = JobStream(client, stream=JOBS_STREAM, group=JOBS_GROUP, consumer="idle", idle_timeout_ms=60_000)
        await idle.declare()
        job = make_next(bench.office.upload(meeting))
        await asyncio.to_thread(desk.send, job)
        bench.waiting = peek(redis)
        assert bench.waiting == job
        bench.lookahead.begin()
        await asyncio.to_thread(eventually, bench.is_prepared)

        given = await idle.read_new(10)

    assert given is not None
    assert given.deliveries == 1
    bench.waiting = peek(redis)
    assert bench.waiting is None
    await asyncio.to_thread(eventually, lambda: bench.prepared() == set())


def test_broken_media_ahead_disturb_nobody_and_fail_in_their_turn(bench: Bench, meeting: bytes) -> None:
    broken = bench.queue(b"Minutes of the meeting, as text.\n" * 100)

    assert bench.run(
        make_next(bench.office.upload(meeting)), AtStage(Stage.DIARIZE, lambda: eventually(bench.is_prepared))
    )
    assert bench.prepared() == set()
    with pytest.raises(JobError) as refusal:
        bench.run(broken)

    assert refusal.value.failure.code is FailureCode.UNREADABLE_MEDIA
    assert bench.office.keys(Bucket.PROCESSED, broken.meeting_id) == set()


def test_a_cancelled_job_does_not_wait_for_its_preparation(make_bench: MakeBench, meeting: bytes) -> None:
    bench = make_bench(hangs_after=0)
    job = bench.queue(meeting)
    bench.lookahead.begin()
    [ffmpeg] = eventually(bench.converted)

    with pytest.raises(JobCancelledError):
        bench.run(job, Told(cancel_at=Stage.CONVERT))

    eventually(lambda: not is_alive(ffmpeg) and bench.prepared() == set())


def test_a_worker_that_stops_takes_its_ffmpeg_along(
    s3_server: Endpoints, redis_server: Endpoints, desk: JobDesk, make_bench: MakeBench, meeting: bytes
) -> None:
    bench = make_bench(hangs_after=1)
    first, second = (make_next(bench.office.upload(meeting)) for _ in range(2))
    desk.send(first)
    desk.send(second)
    worker = start_worker(bench, s3_server, redis_server)
    try:
        ffmpeg = eventually(lambda: bench.converted()[1:], seconds=60)[0]
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(GRACE_SECONDS) == 0
    finally:
        worker.kill()

    eventually(lambda: not is_alive(ffmpeg))
    assert not list(bench.office.settings.work_dir.glob("worker-*"))
    assert desk.final(second) is None
    assert desk.length() == 2 - desk.has_ended(first, MeetingStatus.COMPLETED)


def start_worker(bench: Bench, s3_server: Endpoints, redis_server: Endpoints) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(WORKER_ROOT),
        "SCRIBE_REDIS_URL": redis_server.redis_url,
        "SCRIBE_S3_ENDPOINT_URL": s3_server.s3_endpoint_url,
        "SCRIBE_S3_ACCESS_KEY": s3_server.s3_access_key,
        "SCRIBE_S3_SECRET_KEY": s3_server.s3_secret_key,
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(bench.office.settings.models_dir),
        "SCRIBE_WORK_DIR": str(bench.office.settings.work_dir),
        "SCRIBE_FFMPEG": str(bench.office.settings.ffmpeg),
        "SCRIBE_FETCH_AHEAD": "true",
    }
    return subprocess.Popen([sys.executable, "-m", "app.worker"], env=environment, cwd=WORKER_ROOT)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
