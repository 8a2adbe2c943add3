"""Diarization with the real models."""

import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest
import soundfile
from support.meetings import models_dir
from support.scoring import diarization_errors
from tests_data import recording, sample

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION, DiarizationModels
from scribe_contracts.jobs import SpeakerCount


@pytest.fixture(scope="module")
def models(s3_settings: WorkerSettings) -> Iterator[DiarizationModels]:
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    with residency.use(DIARIZATION) as models:
        yield models


def test_the_dialogue_has_the_5_2_percent_der_of_the_stock_pipeline(models: DiarizationModels) -> None:
    told: list[float] = []

    turns = PyannoteDiarizer(models, batch=4).diarize(Audio.open(sample("wav")), SpeakerCount(), told.append)

    # pyannote.audio 4's own 3.1 pipeline with the same weights: 5.2 %.
    assert diarization_errors(sample("rttm"), turns).rate == pytest.approx(0.052, abs=0.002)
    assert turns[0].speaker == "SPEAKER_00"
    assert [turn.start for turn in turns] == sorted(turn.start for turn in turns)
    assert told == sorted(told)
    assert 0.8 < told[-1] <= 1.0


def test_three_seconds_of_each_local_speaker_tell_who_it_is(models: DiarizationModels) -> None:
    audio = Audio.open(sample("wav"))

    turns = PyannoteDiarizer(models, batch=4, voice_seconds=3.0).diarize(audio, SpeakerCount(), lambda _: None)

    assert turns == PyannoteDiarizer(models, batch=4).diarize(audio, SpeakerCount(), lambda _: None)


@pytest.mark.parametrize(("count", "found"), [(SpeakerCount(exact=1), 1), (SpeakerCount(minimum=2, maximum=2), 2)])
def test_the_number_of_speakers_is_heeded(models: DiarizationModels, count: SpeakerCount, found: int) -> None:
    turns = PyannoteDiarizer(models, batch=4).diarize(Audio.open(sample("wav")), count, lambda _: None)

    assert len({turn.speaker for turn in turns}) == found


def test_three_speakers_within_5_percent_confusion(models: DiarizationModels) -> None:
    folder = recording("three-speakers")
    audio = Audio.open(next(folder.glob("*.wav")))

    turns = PyannoteDiarizer(models, batch=4).diarize(audio, SpeakerCount(), lambda _: None)

    assert len({turn.speaker for turn in turns}) == 3
    assert diarization_errors(folder / "reference.rttm", turns).confusion <= 0.05


def test_a_blink_of_sound_and_silence_have_no_turns(models: DiarizationModels) -> None:
    for seconds in (0.05, 3.0, 12.0):
        silence = Audio(np.zeros((round(seconds * SAMPLE_RATE), 1), dtype=np.int16))

        assert PyannoteDiarizer(models, batch=4).diarize(silence, SpeakerCount(), lambda _: None) == ()


@pytest.mark.parametrize("noise", ["noise2", "noise3", "noise5"])
def test_in_noise_nobody_speaks(models: DiarizationModels, noise: str) -> None:
    """So that Whisper never hears it: of these three, given whole, it makes "1-2-3" and "It's a bit of a time"."""
    samples, rate = soundfile.read(recording(f"acoustics/{noise}.wav"), dtype="int16", always_2d=True)
    assert rate == SAMPLE_RATE

    assert PyannoteDiarizer(models, batch=4).diarize(Audio(samples[:, :1]), SpeakerCount(), lambda _: None) == ()


def test_turns_end_with_the_recording(models: DiarizationModels) -> None:
    audio = Audio(Audio.open(sample("wav")).samples[: round(9.3 * SAMPLE_RATE)])

    turns = PyannoteDiarizer(models, batch=4).diarize(audio, SpeakerCount(), lambda _: None)

    assert turns
    assert max(turn.end for turn in turns) <= audio.duration


def test_nothing_is_loaded_that_reports_to_its_makers() -> None:
    """pyannote.audio does unless told not to; only the export of its weights needs it."""
    code = (
        "import sys, app.services.diarization.diarizer, app.services.diarization.loader, app.services.embedding.loader;"
        "sys.exit(any(name.startswith('pyannote') for name in sys.modules))"
    )

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0


def test_a_cancelled_diarization_stops(models: DiarizationModels) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PyannoteDiarizer(models, batch=4).diarize(Audio.open(sample("wav")), SpeakerCount(), stop)
