"""Precedence of thresholds, and errors for a damaged file."""

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from conftest import SettingsFactory
from support.meetings import models_dir
from support.paths import WORKER_ROOT

from app.core.config import WorkerSettings
from app.services.identification.thresholds import (
    Thresholds,
    ThresholdsError,
    read_thresholds,
    shipped_thresholds,
    thresholds_for,
    write_thresholds,
)
from app.services.pipeline import fingerprints
from scribe_contracts.jobs import Voice
from scribe_contracts.transcript import Models

CAMPPLUS = "campplus-zh-en-common"
CALIBRATED = Thresholds(accept=0.61, margin=0.08, source="calibrated here")


def test_what_is_calibrated_here_replaces_what_ships_for_its_model_only(tmp_path: Path) -> None:
    file = tmp_path / "made" / "thresholds.json"
    write_thresholds(file, "another-model", shipped_thresholds("another-model"))
    write_thresholds(file, CAMPPLUS, CALIBRATED)

    known = read_thresholds(file)

    assert thresholds_for(CAMPPLUS, known) == CALIBRATED
    assert set(known) == {CAMPPLUS, "another-model"}
    assert thresholds_for("wespeaker-voxceleb-resnet34-LM", known).accept == 0.5
    assert [path.name for path in file.parent.iterdir()] == ["thresholds.json"]


def test_without_a_file_those_that_ship_hold(tmp_path: Path) -> None:
    assert read_thresholds(tmp_path / "thresholds.json") == {}
    assert thresholds_for(CAMPPLUS, {}) == shipped_thresholds(CAMPPLUS)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"a-model": {"accept": 2, "margin": 0.1, "source": "x"}}',
        '{"a-model": {"accept": 0.5}}',
        '{"a-model": {"accept": NaN, "margin": 0.1, "source": "x"}}',
    ],
)
def test_a_damaged_file_is_one_sentence_that_names_it(tmp_path: Path, content: str) -> None:
    file = tmp_path / "thresholds.json"
    file.write_text(content)

    with pytest.raises(ThresholdsError) as error:
        read_thresholds(file)

    assert str(error.value).startswith(f"{file} does not hold thresholds (")
    assert "\n" not in str(error.value)


def test_the_file_lies_beside_the_packs_unless_set(make_settings: SettingsFactory, tmp_path: Path) -> None:
    models = tmp_path / "models" / "cpu"
    assert make_settings(models_dir=models).calibrated == tmp_path / "models" / "thresholds.json"
    assert make_settings(thresholds_file=tmp_path / "own.json").calibrated == tmp_path / "own.json"


def start_worker(settings: WorkerSettings, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a worker that ends by itself."""
    environment = {
        "SCRIBE_REDIS_URL": settings.redis_url.get_secret_value(),
        "SCRIBE_S3_ENDPOINT_URL": "http://127.0.0.1:1",
        "SCRIBE_S3_ACCESS_KEY": "unused",
        "SCRIBE_S3_SECRET_KEY": "not used here",
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(models_dir("tiny")),
        "SCRIBE_WORK_DIR": str(settings.work_dir),
        "PYTHONPATH": ":".join(sys.path),
        "PATH": "/usr/bin:/bin",
    } | changes
    return subprocess.run(
        [sys.executable, "-m", "app.worker"],
        cwd=WORKER_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_worker_with_a_damaged_file_ends_with_one_sentence(make_settings: SettingsFactory, tmp_path: Path) -> None:
    file = tmp_path / "thresholds.json"
    file.write_text("nonsense")

    worker = start_worker(make_settings(), SCRIBE_THRESHOLDS_FILE=str(file))

    assert worker.returncode == 1
    assert worker.stderr.startswith(f"{file} does not hold thresholds")
    assert worker.stderr.count("\n") == 1


def test_a_worker_without_weights_says_how_to_get_them(make_settings: SettingsFactory, tmp_path: Path) -> None:
    worker = start_worker(make_settings(), SCRIBE_MODELS_DIR=str(tmp_path))

    assert worker.returncode == 1
    assert worker.stderr == f"{tmp_path}/pack.json is missing; ./manage.sh models fetches the model weights\n"


def test_other_thresholds_name_anew_and_their_origin_does_not_matter() -> None:
    models = Models(diarization="d", identification=CAMPPLUS, transcription="t")
    voices = [Voice(voice_id=uuid4(), name="Anna", samples=("a",))]

    def fingerprint(accept: float, margin: float = 0.08, source: str = "test") -> str:
        return fingerprints.identification("diarized", voices, models, Thresholds(accept, margin, source))

    assert fingerprint(0.55) == fingerprint(0.55, source="another")
    assert len({fingerprint(0.55), fingerprint(0.6), fingerprint(0.55, margin=0.1)}) == 3
