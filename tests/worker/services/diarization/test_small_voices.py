"""Composed conversations of people who say little through the real models, with the figures of bench/README.md."""

from collections.abc import Iterator

import pytest
from support.meetings import models_dir
from tests_data import recording

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION
from bench.scoring.diarization import DiarizationScore
from bench.studies.scenes import Scene, scenes
from bench.studies.small_voices import measure


@pytest.fixture(scope="module")
def diarizer(s3_settings: WorkerSettings) -> Iterator[PyannoteDiarizer]:
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    with residency.use(DIARIZATION) as models:
        yield PyannoteDiarizer(models, batch=4)


@pytest.fixture(scope="module")
def composed() -> dict[str, Scene]:
    recording("libri-dev")
    return {scene.kind: scene for scene in scenes(range(1, 2))}


@pytest.mark.parametrize(
    ("kind", "found", "der"),
    [
        ("few_seconds", {3}, 0.18),
        ("guests", {6}, 0.35),
        ("three_sentences", {10, 11, 12}, 0.41),
    ],
)
def test_everybody_is_found(
    diarizer: PyannoteDiarizer, composed: dict[str, Scene], kind: str, found: set[int], der: float
) -> None:
    """By pyannote's recipe 3, 4 and 6 people are found, with a DER of 17.3, 42.8 and 51.9 %."""
    errors: DiarizationScore = measure(diarizer, composed[kind])

    assert errors.found in found
    assert errors.der < der


def test_the_number_of_people_can_be_told(diarizer: PyannoteDiarizer, composed: dict[str, Scene]) -> None:
    for kind in ("answers", "short_then_long"):
        errors = measure(diarizer, composed[kind], told=True)

        assert errors.found == errors.speakers
