"""The ONNX network answers as pyannote's own inference does."""

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
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.loader import DIARIZATION
from app.services.diarization.segmentation import LocalSpeech, OnnxSegmenter


@pytest.fixture(scope="module")
def stock(s3_settings: WorkerSettings) -> Inference:
    model = TorchModel.from_pretrained(models_dir("cpu") / "segmentation/pytorch_model.bin")
    assert model is not None
    return Inference(model, duration=10.0, step=1.0, skip_aggregation=True, batch_size=8)


@pytest.mark.parametrize("seconds", [7.3, 10.0, 15.4])
def test_every_chunk_is_heard_as_by_pyannote(s3_settings: WorkerSettings, stock: Inference, seconds: float) -> None:
    audio = beginning(seconds)
    segmenter = OnnxSegmenter(load_network(models_dir("cpu") / "segmentation/model.onnx", s3_settings, one_size=True))
    speech = segmenter.segment(audio, 0, 4, lambda _: None)
    segmenter.close()

    assert isinstance(speech, LocalSpeech)
    assert share_of_other_answers(speech, stock, audio) < 1e-4


@pytest.mark.parametrize("seconds", [7.3, 10.0, 15.4, 25.0])
def test_chunks_heard_together_are_heard_as_by_pyannote(
    s3_settings: WorkerSettings, stock: Inference, seconds: float
) -> None:
    audio, told = beginning(seconds), list[float]()
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    with residency.use(DIARIZATION) as models:
        speech = models.segmentation.segment(audio, 0, 4, told.append)

    assert share_of_other_answers(speech, stock, audio) < 1e-4
    assert told == sorted(told)
    assert told[-1] == 1.0


def beginning(seconds: float) -> Audio:
    return Audio(Audio.open(sample("wav")).samples[: round(seconds * SAMPLE_RATE)])


def share_of_other_answers(speech: LocalSpeech, stock: Inference, audio: Audio) -> float:
    expected = stock.slide(torch.from_numpy(audio.crop(0, audio.duration))[None], SAMPLE_RATE, hook=None)
    assert speech.active.shape == expected.data.shape
    return float(np.mean(speech.active != (expected.data > 0.5)))
