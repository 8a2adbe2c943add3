"""Segmentation in PyTorch answers as its file does in ONNX Runtime, in batches of any size."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from support.meetings import models_dir
from tests_data import sample

from app.card.layers import UnknownNetworkError
from app.core.config import ModelSettings
from app.core.networks import load_network
from app.core.profiles import ProfileName
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.card_segmenter import CardSegmenter, load_card_segmenter
from app.services.diarization.segmentation import OnnxSegmenter

TOLERANCE = 1e-3
"""Of log-probabilities."""


@pytest.fixture(scope="module")
def file() -> Path:
    return models_dir("cpu") / "segmentation/model.onnx"


@pytest.fixture(scope="module")
def segmenter(file: Path) -> CardSegmenter:
    return load_card_segmenter(file, "cpu")


@pytest.fixture(scope="module")
def on_processor(file: Path) -> Iterator[OnnxSegmenter]:
    settings = ModelSettings(profile=ProfileName.CPU, models_dir=file.parents[1], cpu_threads=2)
    segmenter = OnnxSegmenter(load_network(file, settings))
    yield segmenter
    segmenter.close()


def test_scores_are_those_of_the_file(segmenter: CardSegmenter, on_processor: OnnxSegmenter) -> None:
    generator = torch.Generator().manual_seed(0)
    levels = torch.tensor([0.3, 0.05, 1e-3, 1e-4])[:, None, None]
    waveforms = levels * torch.randn(4, 1, 160_000, generator=generator)

    together = segmenter.scores(waveforms).numpy()

    assert np.abs(together - on_processor._network.run(waveforms.numpy())).max() < TOLERANCE
    alone = np.concatenate([segmenter.scores(each[None]).numpy() for each in waveforms])
    assert np.abs(together - alone).max() < TOLERANCE


def test_digital_silence_is_nobody(segmenter: CardSegmenter) -> None:
    """Log-probabilities of what is surely not there differ by rounding that the normalisation makes large."""
    assert not segmenter.scores(torch.zeros(2, 1, 160_000)).argmax(dim=-1).any()


@pytest.mark.parametrize("seconds", [0.05, 7.3, 10.0, 15.4, 29.0])
@pytest.mark.parametrize("batch", [1, 4, 256])
def test_every_frame_is_heard_as_on_the_processor(
    segmenter: CardSegmenter, on_processor: OnnxSegmenter, seconds: float, batch: int
) -> None:
    audio = Audio(Audio.open(sample("wav")).samples[: round(seconds * SAMPLE_RATE)])
    told: list[float] = []

    found = segmenter.segment(audio, 0, batch, told.append)
    expected = on_processor.segment(audio, 0, 4, lambda _: None)

    assert found.active.shape == expected.active.shape
    assert np.mean(found.active != expected.active) < 1e-4
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_file_of_another_network_is_refused() -> None:
    with pytest.raises(UnknownNetworkError):
        load_card_segmenter(models_dir("cpu") / "embedding/model.onnx", "cpu")


def test_what_is_released_says_so(file: Path) -> None:
    segmenter = load_card_segmenter(file, "cpu")
    segmenter.close()

    with pytest.raises(RuntimeError, match="released"):
        segmenter.segment(Audio(np.zeros((SAMPLE_RATE, 1), dtype=np.int16)), 0, 4, lambda _: None)
