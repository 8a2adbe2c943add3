"""Preparation of the next meeting: its use, its end and its files, with real S3, FFmpeg and models."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import imageio_ffmpeg
import psutil
import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from support.jobs import QueueClient, make_job
from support.meetings import PipelineClient, RecordingReporter, models_dir
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

GRACE_SECONDS = 30
"""When Docker and the supervisor kill a worker that was told to stop."""
STEREO = "formats/stereo_diarization.wav"
HANGING_BYTES = 10_000_001


@dataclass
class PreparingWorker:
    """A pipeline whose next job is `waiting`."""

    client: PipelineClient
    runs: list[int]
    waiting: ProcessMeeting | None = None

    @property
    def lookahead(self) -> Lookahead:
        return self.client.pipeline.lookahead

    def converted(self) -> list[int]:
        """Return the process id of each conversion that was started. A look at a file before that is none."""
        return list(self.runs)

    def prepared(self) -> set[str]:
        ahead = self.client.settings.work_dir / "ahead"
        return {path.name for path in ahead.glob("*/*")}

    def is_prepared(self) -> bool:
        current = self.lookahead._current
        return current is not None and current.converted.done()

    def queue(self, recording: Path | bytes) -> ProcessMeeting:
        self.waiting = make_next(self.client.upload(recording))
        return self.waiting

    def prepare(self, recording: Path | bytes) -> ProcessMeeting:
        job = self.queue(recording)
        self.lookahead.begin()
        eventually(self.is_prepared)
        return job

    def run(self, job: ProcessMeeting, reporter: RecordingReporter | None = None) -> list[str]:
        """Run the job and return its words. A job that runs no longer waits."""
        if job == self.waiting:
            self.waiting = None
        transcript = self.client.pipeline.run(job, reporter or RecordingReporter())
        return [word.text for segment in transcript.segments for word in segment.words]


class ActingReporter(RecordingReporter):
    """A reporter that calls a function when the job enters a stage."""

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


def install_ffmpeg(folder: Path) -> Path:
    """Return an FFmpeg in a folder of its own that hangs over a recording of HANGING_BYTES."""
    real, script = folder / "bin" / "real", folder / "bin" / "ffmpeg"
    real.parent.mkdir(parents=True)
    shutil.copy(imageio_ffmpeg.get_ffmpeg_exe(), real)
    script.write_text(
        f'#!/bin/sh\ncase "$*" in *.raw*) [ "$(stat -c %s -)" -eq {HANGING_BYTES} ] && exec sleep 300;; esac\n'
        f'exec "{real}" "$@"\n'
    )
    script.chmod(0o755)
    return script


@pytest.fixture
def preparing(
    s3_settings: WorkerSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PreparingWorker]:
    runs: list[int] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, command: Sequence[str], **options: Any) -> None:
            super().__init__(command, **options)
            if any(word.endswith(".raw") for word in command):
                runs.append(self.pid)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    changes = {
        "models_dir": models_dir("tiny"),
        "work_dir": tmp_path / "work",
        "ffmpeg": install_ffmpeg(tmp_path / "installed"),
    }
    client = PipelineClient(s3_settings.model_copy(update=changes), peek=lambda: made.waiting)
    made = PreparingWorker(client, runs)
    yield made
    made.lookahead.stop(5)


@pytest.fixture(scope="module")
def meeting() -> bytes:
    return recording(STEREO).read_bytes()


@pytest.fixture(scope="module")
def hanging(meeting: bytes) -> bytes:
    return meeting.ljust(HANGING_BYTES, b"\0")


def test_the_next_meeting_is_converted_while_one_computes_and_comes_out_the_same(
    preparing: PreparingWorker, meeting: bytes
) -> None:
    second = preparing.queue(meeting)
    first = make_next(preparing.client.upload(meeting))

    said_first = preparing.run(first, ActingReporter(Stage.DIARIZE, lambda: eventually(preparing.is_prepared)))
    assert len(preparing.converted()) == 2
    assert preparing.client.keys(Bucket.PROCESSED, second.meeting_id) == set(), "written before it was this job's turn"
    told = RecordingReporter()
    said = preparing.run(second, told)

    assert len(preparing.converted()) == 2, "the recording was converted twice"
    assert said == said_first != []
    assert told.stages == list(Stage)
    assert told.fractions == sorted(told.fractions)
    assert preparing.client.keys(Bucket.PROCESSED, second.meeting_id) == preparing.client.keys(
        Bucket.PROCESSED, first.meeting_id
    )
    one, other = (preparing.client.manifest(job.meeting_id) for job in (first, second))
    assert other.recording == one.recording
    assert [stage.stage for stage in other.stages] == [stage.stage for stage in one.stages]
    assert preparing.prepared() == set()


def test_an_adopted_conversion_teaches_nobody_how_fast_conversions_are(
    preparing: PreparingWorker, meeting: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[Stage] = []
    monkeypatch.setattr(preparing.client.time_left.paces, "learn", lambda stage, **_: learned.append(stage))

    preparing.run(preparing.prepare(meeting))

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
def test_another_job_does_not_adopt_it_and_it_goes(
    preparing: PreparingWorker, meeting: bytes, change: dict[str, object]
) -> None:
    job = preparing.prepare(meeting)
    assert preparing.prepared() >= {"source", "audio.wav", "audio.m4a"}

    assert preparing.lookahead.take(job.model_copy(update=change)) is None

    assert preparing.prepared() == set()


def test_options_that_conversion_does_not_depend_on_change_nothing(preparing: PreparingWorker, meeting: bytes) -> None:
    job = preparing.prepare(meeting)

    assert preparing.lookahead.take(job.model_copy(update={"options": ProcessingOptions(hotwords="Diane")})) is not None


def test_a_recording_that_was_replaced_is_fetched_anew(preparing: PreparingWorker, meeting: bytes) -> None:
    job = preparing.prepare(meeting)
    bucket, key = storage.source(job.meeting_id)
    preparing.client.s3.put_object(Bucket=bucket, Key=key, Body=meeting + bytes(2))

    preparing.run(job)

    assert len(preparing.converted()) == 2
    assert preparing.client.manifest(job.meeting_id).recording.bytes == len(meeting) + 2
    assert preparing.prepared() == set()


def test_a_recording_that_was_deleted_is_not_brought_back(preparing: PreparingWorker, meeting: bytes) -> None:
    job = preparing.prepare(meeting)
    bucket, key = storage.source(job.meeting_id)
    preparing.client.s3.delete_object(Bucket=bucket, Key=key)

    with pytest.raises(JobError) as refusal:
        preparing.run(job)

    assert refusal.value.failure.code is FailureCode.SOURCE_MISSING
    assert preparing.client.keys(Bucket.PROCESSED, job.meeting_id) == set()
    assert preparing.client.leftovers() == [preparing.client.settings.work_dir / "ahead"]


def test_what_is_prepared_for_a_job_that_waits_no_more_goes_by_itself(
    preparing: PreparingWorker, meeting: bytes
) -> None:
    """The job was cancelled or went to another worker; this one is idle."""
    job = preparing.prepare(meeting)
    preparing.lookahead.pause()

    preparing.waiting = None

    eventually(lambda: preparing.prepared() == set())
    assert preparing.client.keys(Bucket.PROCESSED, job.meeting_id) == set()


async def test_an_idle_worker_is_given_what_a_busy_one_has_prepared(
    redis_server: Endpoints, redis: Redis, queue: QueueClient, preparing: PreparingWorker, meeting: bytes
) -> None:
    async with AsyncRedis.from_url(redis_server.redis_url) as client:
        idle = JobStream(client, stream=JOBS_STREAM, group=JOBS_GROUP, consumer="idle", idle_timeout_ms=60_000)
        await idle.declare()
        job = make_next(preparing.client.upload(meeting))
        await asyncio.to_thread(queue.send, job)
        preparing.waiting = peek(redis)
        assert preparing.waiting == job
        preparing.lookahead.begin()
        await asyncio.to_thread(eventually, preparing.is_prepared)

        given = await idle.read_new(10)

    assert given is not None
    assert given.deliveries == 1
    preparing.waiting = peek(redis)
    assert preparing.waiting is None
    await asyncio.to_thread(eventually, lambda: preparing.prepared() == set())


def test_broken_media_ahead_disturb_nobody_and_fail_in_their_turn(preparing: PreparingWorker, meeting: bytes) -> None:
    broken = preparing.queue(b"Minutes of the meeting, as text.\n" * 100)

    assert preparing.run(
        make_next(preparing.client.upload(meeting)),
        ActingReporter(Stage.DIARIZE, lambda: eventually(preparing.is_prepared)),
    )
    assert preparing.prepared() == set()
    with pytest.raises(JobError) as refusal:
        preparing.run(broken)

    assert refusal.value.failure.code is FailureCode.UNREADABLE_MEDIA
    assert preparing.client.keys(Bucket.PROCESSED, broken.meeting_id) == set()


def test_a_cancelled_job_does_not_wait_for_its_preparation(preparing: PreparingWorker, hanging: bytes) -> None:
    job = preparing.queue(hanging)
    preparing.lookahead.begin()
    [ffmpeg] = eventually(preparing.converted)

    with pytest.raises(JobCancelledError):
        preparing.run(job, RecordingReporter(cancel_at=Stage.CONVERT))

    eventually(lambda: not is_alive(ffmpeg) and preparing.prepared() == set())


def test_a_worker_that_stops_takes_its_ffmpeg_along(
    *,
    s3_server: Endpoints,
    redis_server: Endpoints,
    queue: QueueClient,
    preparing: PreparingWorker,
    meeting: bytes,
    hanging: bytes,
) -> None:
    first, second = (make_next(preparing.client.upload(each)) for each in (meeting, hanging))
    queue.send(first)
    queue.send(second)
    worker = start_worker(preparing, s3_server, redis_server)
    try:
        [ffmpeg] = eventually(lambda: hanging_children(worker.pid), seconds=60)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(GRACE_SECONDS) == 0
    finally:
        worker.kill()

    eventually(lambda: not is_alive(ffmpeg))
    assert not list(preparing.client.settings.work_dir.glob("worker-*"))
    assert queue.final(second) is None
    assert queue.length() == 2 - queue.has_ended(first, MeetingStatus.COMPLETED)


def start_worker(
    preparing: PreparingWorker, s3_server: Endpoints, redis_server: Endpoints
) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(WORKER_ROOT),
        "SCRIBE_REDIS_URL": redis_server.redis_url,
        "SCRIBE_S3_ENDPOINT_URL": s3_server.s3_endpoint_url,
        "SCRIBE_S3_ACCESS_KEY": s3_server.s3_access_key,
        "SCRIBE_S3_SECRET_KEY": s3_server.s3_secret_key,
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(preparing.client.settings.models_dir),
        "SCRIBE_WORK_DIR": str(preparing.client.settings.work_dir),
        "SCRIBE_FFMPEG": str(preparing.client.settings.ffmpeg),
        "SCRIBE_FETCH_AHEAD": "true",
    }
    return subprocess.Popen([sys.executable, "-m", "app.worker"], env=environment, cwd=WORKER_ROOT)


def hanging_children(parent: int) -> list[int]:
    """Return the processes below that hang in place of FFmpeg."""
    found = []
    for child in psutil.Process(parent).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if child.cmdline() == ["sleep", "300"]:
                found.append(child.pid)
    return found


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
