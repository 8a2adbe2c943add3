"""The real pipeline while objects are encrypted: the same result, and nothing of it lies open in storage."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from scipy.io import wavfile
from support.meetings import PipelineClient, models_dir
from tests_data import sample

from app.core.config import WorkerSettings
from scribe_contracts import s3 as storage
from scribe_contracts import storage as storage_keys
from scribe_contracts.encryption.client import key_id_of
from scribe_contracts.jobs import Passage
from scribe_contracts.storage import Artefact, Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

WORKERS = Path(__file__).parents[4] / "02-workers"
KEY = SecretStr("0b" * 32)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Return the first ten seconds of the telephone dialogue."""
    rate, samples = wavfile.read(sample("wav"))
    wavfile.write(tmp_path / "dialogue.wav", rate, samples[: 10 * rate])
    return tmp_path / "dialogue.wav"


def test_all_that_a_worker_leaves_is_encrypted_and_the_transcript_is_the_same(
    s3_settings: WorkerSettings, tmp_path: Path, recording: Path
) -> None:
    changes = {"models_dir": models_dir("tiny"), "work_dir": tmp_path / "work"}
    plain = PipelineClient(s3_settings.model_copy(update=changes))
    wanted = plain.run(plain.upload(recording))
    stored = storage.connect_as_stored(s3_settings)
    empty(stored)
    try:
        client = PipelineClient(s3_settings.model_copy(update={**changes, "storage_encryption_key": KEY}))
        voice, meeting_id = client.enrol("Steve", recording), client.upload(recording)
        assert client.run(meeting_id).segments == wanted.segments
        client.run(meeting_id, attempt=2, voices=[voice])
        place = storage_keys.artefact(meeting_id, Artefact.TRANSCRIPT).key
        passage = Passage(transcript=place, segments=(wanted.segments[0].id,), language="fr")
        client.run(meeting_id, attempt=3, passage=passage)
        assert client.storage.exists(meeting_id, Artefact.AUDIO, 2)
        places = [(b, item["Key"]) for b in Bucket for item in stored.list_objects_v2(Bucket=b).get("Contents", [])]
        assert len(places) > 2 * len(Artefact)
        heads = {f"{b}/{key}": stored.head_object(Bucket=b, Key=key)["Metadata"] for b, key in places}
        assert [place for place, metadata in heads.items() if key_id_of(metadata) is None] == [
            "uploads/encryption/keys"
        ]
        refused = start_without_key(s3_settings)
        assert refused.returncode == 1
        assert refused.stderr.startswith("Objects in storage are encrypted under the key ")
        assert "Traceback" not in refused.stderr
    finally:
        empty(stored)


def empty(stored: "S3Client") -> None:
    for bucket in Bucket:
        for item in stored.list_objects_v2(Bucket=bucket).get("Contents", []):
            stored.delete_object(Bucket=bucket, Key=item["Key"])


def start_without_key(settings: WorkerSettings) -> subprocess.CompletedProcess[str]:
    environment = {
        "SCRIBE_REDIS_URL": settings.redis_url.get_secret_value(),
        "SCRIBE_S3_ENDPOINT_URL": settings.s3_endpoint_url,
        "SCRIBE_S3_ACCESS_KEY": settings.s3_access_key,
        "SCRIBE_S3_SECRET_KEY": settings.s3_secret_key.get_secret_value(),
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(models_dir("tiny")),
    }
    command = [sys.executable, "-m", "app.worker"]
    return subprocess.run(
        command, cwd=WORKERS, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=60
    )
