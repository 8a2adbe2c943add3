"""Chunks heard together are the same as chunks heard alone."""

import numpy as np
import pytest
import torch
from support.meetings import models_dir
from tests_data import sample

from app.packs.exports import segmentation_int8
from app.packs.exports.pyannote_segmentation import SAMPLES, TOLERANCE, load
from app.services.audio.samples import Audio

LENGTH = SAMPLES + (segmentation_int8.CHUNKS - 1) * segmentation_int8.HOP


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    return load(models_dir("cpu") / "segmentation/pytorch_model.bin")


@pytest.mark.parametrize(("level", "offset"), [(1.0, 0.0), (0.01, 0.0), (0.3, 0.2)])
def test_chunks_heard_together_are_those_heard_alone(network: torch.nn.Module, level: float, offset: float) -> None:
    assert segmentation_int8.largest_difference(network, level * speech() + offset) < TOLERANCE


def test_the_comparison_sees_weights_that_differ(network: torch.nn.Module) -> None:
    other = load(models_dir("cpu") / "segmentation/pytorch_model.bin")
    with torch.no_grad():
        other.get_parameter("lstm.weight_hh_l2").zero_()
    exported = models_dir("cpu") / "segmentation/model.onnx"

    assert segmentation_int8.agreement(network, exported, speech()) > 0.99
    assert segmentation_int8.agreement(other, exported, speech()) < segmentation_int8.MIN_AGREEMENT


def speech() -> torch.Tensor:
    samples = Audio.open(sample("wav")).crop(8.0, 8.0 + LENGTH / 16_000)
    return torch.from_numpy(np.ascontiguousarray(samples))[None, None]
