"""The ONNX network answers as pyannote's own inference does."""

from pathlib import Path

import numpy as np
import pytest
import torch
from pyannote.audio import Inference
from pyannote.audio import Model as TorchModel
from support.meetings import models_dir
from tests_data import sample

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.core.networks import load_network
from app.packs.exports import pyannote_segmentation
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.loader import DIARIZATION
from app.services.diarization.segmentation import LocalSpeech, OnnxSegmenter


@pytest.fixture(scope="module")
def stock(s3_settings: WorkerSettings) -> Inference:
    model = TorchModel.from_pretrained(models_dir("cpu") / "segmentation/pytorch_model.bin")
    assert model is not None
    return Inference(model, duration=10.0, step=1.0, skip_aggregation=True, batch_size=8)


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the form that hears each chunk alone, in single precision."""
    work = tmp_path_factory.mktemp("export")
    pyannote_segmentation.main(work, models_dir("cpu") / "segmentation/pytorch_model.bin", work / "model.onnx")
    return work / "model.onnx"


@pytest.mark.parametrize("seconds", [7.3, 10.0, 15.4])
def test_every_chunk_is_heard_as_by_pyannote(
    s3_settings: WorkerSettings, stock: Inference, one_by_one: Path, seconds: float
) -> None:
    audio = beginning(seconds)
    segmenter = OnnxSegmenter(load_network(one_by_one, s3_settings, one_size=True))
    speech = segmenter.segment(audio, 0, 4, lambda _: None)
    segmenter.close()

    expected = stock.slide(torch.from_numpy(audio.crop(0, audio.duration))[None], SAMPLE_RATE, hook=None)
    assert isinstance(speech, LocalSpeech)
    assert speech.active.shape == expected.data.shape
    assert np.mean(speech.active != (expected.data > 0.5)) < 1e-4


@pytest.mark.parametrize("seconds", [7.3, 10.0, 15.4, 25.0])
def test_chunks_heard_together_in_8_bit_differ_in_one_frame_of_a_hundred(
    s3_settings: WorkerSettings, stock: Inference, seconds: float
) -> None:
    audio, told = beginning(seconds), list[float]()
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    with residency.use(DIARIZATION) as models:
        speech = models.segmentation.segment(audio, 0, 4, told.append)

    expected = stock.slide(torch.from_numpy(audio.crop(0, audio.duration))[None], SAMPLE_RATE, hook=None)
    assert speech.active.shape == expected.data.shape
    assert np.mean((speech.active != (expected.data > 0.5)).any(axis=-1)) < 0.01
    assert told == sorted(told)
    assert told[-1] == 1.0


def beginning(seconds: float) -> Audio:
    return Audio(Audio.open(sample("wav")).samples[: round(seconds * SAMPLE_RATE)])
