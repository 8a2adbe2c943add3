"""Who speaks when."""

from collections.abc import Iterator

import numpy as np
import pytest
from meetings import models_dir
from scoring import diarization_errors
from tests_data import recording, sample

from app.core.config import WorkerSettings
from app.core.models import DiarizationModels, Model, ModelResidency
from app.services.audio import Audio
from app.services.diarization import PyannoteDiarizer, embedding_sources
from scribe_contracts.jobs import SpeakerCount


@pytest.fixture(scope="module")
def models(s3_settings: WorkerSettings) -> Iterator[DiarizationModels]:
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    with residency.use(Model.DIARIZATION) as models:
        yield models


def test_the_dialogue_is_cut_as_by_the_stock_pipeline(models: DiarizationModels) -> None:
    told: list[float] = []

    turns = PyannoteDiarizer(models, batch=32).diarize(Audio.open(sample("wav")), SpeakerCount(), told.append)

    # pyannote.audio 4's own 3.1 pipeline with the same weights: 5.2 %.
    assert diarization_errors(sample("rttm"), turns).rate == pytest.approx(0.052, abs=0.002)
    assert turns[0].speaker == "SPEAKER_00"
    assert [turn.start for turn in turns] == sorted(turn.start for turn in turns)
    assert told == sorted(told)
    assert 0.8 < told[-1] <= 1.0


@pytest.mark.parametrize(("count", "found"), [(SpeakerCount(exact=1), 1), (SpeakerCount(minimum=2, maximum=2), 2)])
def test_the_number_of_speakers_is_heeded(models: DiarizationModels, count: SpeakerCount, found: int) -> None:
    turns = PyannoteDiarizer(models, batch=32).diarize(Audio.open(sample("wav")), count, lambda _: None)

    assert len({turn.speaker for turn in turns}) == found


def test_three_speakers(models: DiarizationModels) -> None:
    folder = recording("three-speakers")
    audio = Audio.open(next(folder.glob("*.wav")))

    turns = PyannoteDiarizer(models, batch=32).diarize(audio, SpeakerCount(), lambda _: None)

    assert len({turn.speaker for turn in turns}) == 3
    assert diarization_errors(folder / "reference.rttm", turns).confusion <= 0.05


def test_a_cancelled_diarization_stops(models: DiarizationModels) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PyannoteDiarizer(models, batch=32).diarize(Audio.open(sample("wav")), SpeakerCount(), stop)


def _speech(*spans: tuple[float, float], seconds: int = 20) -> np.ndarray:
    """What 10-second chunks, one a second, see of one speaker who talks in `spans`: (chunks, 100 frames, 2 slots)."""
    timeline = np.zeros((seconds + 10) * 10, dtype=bool)
    for start, end in spans:
        timeline[round(start * 10) : round(end * 10)] = True
    chunks = np.stack([timeline[chunk * 10 : chunk * 10 + 100] for chunk in range(seconds)])
    return np.stack([chunks, np.zeros_like(chunks)], axis=2)


def test_neighbouring_chunks_share_an_embedding() -> None:
    sources = embedding_sources(_speech((0, 30)))

    assert len(sources) == 20
    assert len(set(sources.values())) == 7


def test_who_is_heard_little_beside_an_anchor_gets_an_embedding_of_their_own() -> None:
    sources = embedding_sources(_speech((11.0, 11.4)))

    # The anchor of chunks 0 to 2 is chunk 1, which ends where this speaker begins.
    assert sources[2, 0] == (2, 0)
    assert sources[3, 0] == (4, 0)


def test_silence_asks_for_nothing() -> None:
    assert embedding_sources(_speech()) == {}


def test_speakers_who_swap_slots_are_followed() -> None:
    speech = _speech((0, 30))
    speech[4] = speech[4][:, ::-1]

    sources = embedding_sources(speech)

    assert sources[3, 0] == (4, 1)
    assert sources[4, 1] == (4, 1)
