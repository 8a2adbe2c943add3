"""The turns of the two ways of running the networks agree: ONNX Runtime, and PyTorch in padded batches.

Here PyTorch computes on the processor; where there is a card, the same test runs on it.
"""

from dataclasses import replace

import ctranslate2
import pytest
from support.meetings import models_dir
from tests_data import recording, sample

from app.card import campplus
from app.core.config import ModelSettings
from app.core.models import ModelResidency
from app.core.profiles import PROFILES, ProfileName
from app.services.audio.samples import Audio
from app.services.diarization.card_segmenter import CardSegmenter
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION
from app.services.diarization.segmentation import OnnxSegmenter
from app.services.embedding.embedder import OnnxSpeakerEmbedder
from bench.heard import Turn as HeardTurn
from bench.scoring.diarization import score_turns
from scribe_contracts.artefacts import Turn
from scribe_contracts.jobs import SpeakerCount

MAX_DER = 0.001
"""A tenth of a percent: a few frames in which two classes are as likely."""

NO_CARD = pytest.mark.skipif(ctranslate2.get_cuda_device_count() == 0, reason="no CUDA card is here")


def turns(audio: Audio, profile: ProfileName) -> tuple[Turn, ...]:
    settings = ModelSettings(profile=profile, models_dir=models_dir("cpu"), cpu_threads=2)
    with ModelResidency(settings).use(DIARIZATION) as models:
        batch = settings.fitted_hardware.segmentation_batch
        return PyannoteDiarizer(models, batch=batch).diarize(audio, SpeakerCount(), lambda _: None)


@pytest.mark.parametrize("device", ["cpu", pytest.param("cuda", marks=NO_CARD)])
@pytest.mark.parametrize("name", ["dialogue", "three-speakers"])
def test_turns_agree(monkeypatch: pytest.MonkeyPatch, device: str, name: str) -> None:
    gpu = replace(PROFILES[ProfileName.GPU], device=device, embedding_frames=4096)
    monkeypatch.setitem(PROFILES, ProfileName.GPU, gpu)
    audio = Audio.open(sample("wav") if name == "dialogue" else next(recording(name).glob("*.wav")))

    reference, found = (
        [HeardTurn(turn.speaker, turn.start, turn.end) for turn in turns(audio, profile)]
        for profile in (ProfileName.CPU, ProfileName.GPU)
    )

    score = score_turns(reference, found, audio.duration)
    assert score.der <= MAX_DER
    assert len({turn.speaker for turn in found}) == len({turn.speaker for turn in reference})


def test_a_network_that_is_not_known_runs_on_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does a pack of a later version, until its network is written down here."""
    gpu = replace(PROFILES[ProfileName.GPU], device="cpu")
    monkeypatch.setitem(PROFILES, ProfileName.GPU, gpu)
    monkeypatch.setitem(campplus.COUNTS, "Conv", 226)
    settings = ModelSettings(profile=ProfileName.GPU, models_dir=models_dir("cpu"), cpu_threads=2)

    with ModelResidency(settings).use(DIARIZATION) as models:
        assert isinstance(models.segmentation, CardSegmenter)
        assert isinstance(models.embedder, OnnxSpeakerEmbedder)


def test_the_profile_of_a_processor_keeps_its_library() -> None:
    settings = ModelSettings(profile=ProfileName.CPU, models_dir=models_dir("cpu"), cpu_threads=2)

    with ModelResidency(settings).use(DIARIZATION) as models:
        assert isinstance(models.segmentation, OnnxSegmenter)
        assert isinstance(models.embedder, OnnxSpeakerEmbedder)
