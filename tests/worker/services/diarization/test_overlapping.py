"""Chunks heard together have the scores of chunks heard alone."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from support.meetings import models_dir
from tests_data import sample

from app.services.audio.samples import Audio
from app.services.diarization.overlapping import INPUT, overlapping
from app.services.diarization.segmentation import CHUNK_SAMPLES, HOP_SAMPLES

CHUNKS = 4
LENGTH = CHUNK_SAMPLES + (CHUNKS - 1) * HOP_SAMPLES


@pytest.fixture(scope="module")
def file() -> Path:
    return models_dir("cpu") / "segmentation/model.onnx"


@pytest.fixture(scope="module")
def together(file: Path) -> onnxruntime.InferenceSession:
    content = overlapping(file, CHUNKS)
    assert content is not None
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


@pytest.fixture(scope="module")
def alone(file: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])


@pytest.mark.parametrize(("level", "offset"), [(1.0, 0.0), (0.01, 0.0), (0.3, 0.2)])
def test_chunks_heard_together_are_those_heard_alone(
    together: onnxruntime.InferenceSession, alone: onnxruntime.InferenceSession, level: float, offset: float
) -> None:
    sound = level * Audio.open(sample("wav")).crop(8.0, 8.0 + LENGTH / 16_000) + np.float32(offset)
    chunks = [sound[start : start + CHUNK_SAMPLES] for start in range(0, CHUNKS * HOP_SAMPLES, HOP_SAMPLES)]

    assert np.abs(scores(together, sound[None, None]) - scores(alone, np.stack(chunks)[:, None])).max() < 1e-3


def test_digital_silence_is_nobody(together: onnxruntime.InferenceSession) -> None:
    assert not scores(together, np.zeros((1, 1, LENGTH), dtype=np.float32)).argmax(axis=-1).any()


def test_another_network_is_left_alone() -> None:
    assert overlapping(models_dir("cpu") / "embedding/model.onnx", CHUNKS) is None


def scores(session: onnxruntime.InferenceSession, waveforms: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(session.run(None, {INPUT: waveforms})[0])
