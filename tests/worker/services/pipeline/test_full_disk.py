"""The worker's temporary folder on a full disk."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile
from small_disk import SmallDisk, small_disk
from support.meetings import PipelineClient, models_dir

from app.core.config import WorkerSettings
from app.core.errors import JobError
from scribe_contracts.events import FailureCode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 8) as disk:
        yield disk


@pytest.fixture
def client(s3_settings: WorkerSettings, disk: SmallDisk) -> PipelineClient:
    changes = {"models_dir": models_dir("tiny"), "work_dir": disk.path / "work"}
    return PipelineClient(s3_settings.model_copy(update=changes))


def noise(seconds: int) -> bytes:
    stream = io.BytesIO()
    samples = np.random.default_rng(5).integers(-2000, 2000, seconds * 16_000, dtype=np.int16)
    wavfile.write(stream, 16_000, samples)
    return stream.getvalue()


@pytest.mark.parametrize("seconds", [20, 400], ids=["full before the download", "full during the download"])
def test_a_full_disk_is_told_and_may_pass(client: PipelineClient, disk: SmallDisk, seconds: int) -> None:
    if seconds < 100:
        disk.fill()
    meeting_id = client.upload(noise(seconds))

    with pytest.raises(JobError) as raised:
        client.run(meeting_id)

    assert raised.value.failure.code is FailureCode.DISK_FULL
    assert raised.value.retryable
    assert client.leftovers() == []


def test_a_job_succeeds_once_there_is_room(client: PipelineClient, disk: SmallDisk) -> None:
    meeting_id = client.upload(noise(5))
    disk.fill()
    with pytest.raises(JobError):
        client.run(meeting_id)

    disk.free()

    assert client.run(meeting_id).meeting_id == meeting_id
