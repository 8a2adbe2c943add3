"""Runs of the real pipeline: real S3, real FFmpeg, real models on CPU."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from model_packs import find_pack, how_to_get

from app.core.config import WorkerSettings
from app.core.errors import JobCancelledError
from app.core.models import ModelResidency
from app.services.pipeline.lookahead import Peek
from app.services.pipeline.pipeline import Pipeline
from app.services.storage.storage import Storage
from app.services.time_left.job_progress import TimeLeft
from scribe_contracts import s3, storage
from scribe_contracts.artefacts import Diarization, Manifest
from scribe_contracts.events import Stage
from scribe_contracts.jobs import Passage, ProcessingOptions, ProcessMeeting, Voice
from scribe_contracts.storage import Artefact, Bucket
from scribe_contracts.transcript import Transcript

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass
class RecordingReporter:
    """A reporter that records progress, and cancels the job when it enters a stage."""

    cancel_at: Stage | None = None
    stages: list[Stage] = field(default_factory=list)
    fractions: list[float] = field(default_factory=list)
    _cancelled: bool = False

    def progress(self, stage: Stage, fraction: float, **_: object) -> None:
        if not self.stages or self.stages[-1] is not stage:
            self.stages.append(stage)
        self.fractions.append(fraction)
        self._cancelled = self._cancelled or stage is self.cancel_at

    def raise_if_cancelled(self) -> None:
        if self._cancelled:
            raise JobCancelledError


class PipelineClient:
    """Uploads as the gateway does and runs the job as the worker does."""

    def __init__(self, settings: WorkerSettings, peek: Peek | None = None) -> None:
        self.settings = settings
        self.s3: S3Client = s3.connect(settings)
        self.storage = Storage(self.s3)
        self.residency = ModelResidency(settings)
        self.time_left = TimeLeft(settings.profile)
        self.pipeline = Pipeline(
            settings=settings,
            storage=self.storage,
            residency=self.residency,
            observe=self.time_left.observe,
            peek=peek,
        )

    def upload(self, recording: Path | bytes) -> UUID:
        meeting_id = uuid4()
        bucket, key = storage.source(meeting_id)
        body = recording if isinstance(recording, bytes) else recording.read_bytes()
        self.s3.put_object(Bucket=bucket, Key=key, Body=body)
        return meeting_id

    def enrol(self, name: str, *samples: Path) -> Voice:
        voice_id = uuid4()
        for number, sample in enumerate(samples):
            bucket, key = storage.voice_sample(voice_id, number)
            self.s3.put_object(Bucket=bucket, Key=key, Body=sample.read_bytes())
        keys = tuple(storage.voice_sample(voice_id, number).key for number in range(len(samples)))
        return Voice(voice_id=voice_id, name=name, samples=keys)

    def run(
        self,
        meeting_id: UUID,
        *,
        options: ProcessingOptions | None = None,
        voices: Sequence[Voice] = (),
        reporter: RecordingReporter | None = None,
        attempt: int = 1,
        passage: Passage | None = None,
    ) -> Transcript:
        job = ProcessMeeting(
            meeting_id=meeting_id,
            attempt=attempt,
            passage=passage,
            request_id="test",
            options=options or ProcessingOptions(),
            voices=tuple(voices),
        )
        return self.pipeline.run(job, reporter or RecordingReporter())

    def diarization(self, meeting_id: UUID) -> Diarization:
        found = self.storage.load(meeting_id, Artefact.DIARIZATION, Diarization)
        assert found is not None
        return found

    def manifest(self, meeting_id: UUID, attempt: int = 1) -> Manifest:
        found = self.storage.load(meeting_id, Artefact.MANIFEST, Manifest, attempt)
        assert found is not None
        return found

    def keys(self, bucket: Bucket, prefix: UUID) -> set[str]:
        """Return the keys under `prefix`, without it."""
        listed = self.s3.list_objects_v2(Bucket=bucket, Prefix=f"{prefix}/").get("Contents", [])
        return {entry["Key"].removeprefix(f"{prefix}/") for entry in listed}

    def leftovers(self) -> list[Path]:
        """Return the files and folders on the worker's disk."""
        return list(self.settings.work_dir.rglob("*"))


def models_dir(pack: str) -> Path:
    """Return the folder of a pack of real weights; `./manage.sh test` fetches them first."""
    folder = find_pack(pack)
    if folder is None:
        pytest.fail(how_to_get(pack))
    return folder
