"""Runs of a model by size of batch."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.profiles import ProfileName
from app.services.audio.samples import SAMPLE_RATE, Audio
from bench.card import batches
from bench.card.device import settings_for
from scribe_contracts.artefacts import Turn

SECOND = np.full((SAMPLE_RATE, 1), 7, dtype=np.int16)


@pytest.fixture
def settings(tmp_path: Path) -> ModelSettings:
    return settings_for(ProfileName.CPU, tmp_path, 1)


def test_a_recording_is_repeated_with_its_turns() -> None:
    audio = Audio(np.tile(SECOND, (4, 1)))
    longer, turns = batches.lengthened(audio, (Turn(speaker="SPEAKER_00", start=1.0, end=3.0),), 10.0)
    assert longer.duration == 10.0
    assert [(turn.start, turn.end) for turn in turns] == [(1.0, 3.0), (5.0, 7.0), (9.0, 10.0)]


def test_a_long_recording_is_cut() -> None:
    audio = Audio(np.tile(SECOND, (4, 1)))
    turns = (Turn(speaker="SPEAKER_00", start=1.0, end=3.0), Turn(speaker="SPEAKER_01", start=3.0, end=4.0))
    shorter, kept = batches.lengthened(audio, turns, 2.0)
    assert shorter.duration == 2.0
    assert [(turn.start, turn.end) for turn in kept] == [(1.0, 2.0)]


def test_the_first_batch_without_memory_is_the_last(settings: ModelSettings) -> None:
    freed: list[object] = []
    loader = ModelLoader("made up", lambda _: object(), freed.append)

    def work_by(batch: int) -> batches.Work:
        def work(model: Any) -> float:
            del model
            if batch == 4:
                raise RuntimeError("CUDA failed with error out of memory")
            return 60.0

        return work

    runs = list(batches._each("made up", loader, work_by, settings, (1, 4, 8)))
    assert [run.batch for run in runs] == [1, 4]
    assert runs[0].times_real_time is not None
    assert runs[1].times_real_time is None
    assert len(freed) == 2


def test_any_other_fault_is_not_taken_for_a_lack_of_memory(settings: ModelSettings) -> None:
    def work_by(batch: int) -> batches.Work:
        def work(model: Any) -> float:
            raise RuntimeError(f"cuDNN said no to {batch} of {model}")

        return work

    with pytest.raises(RuntimeError, match="said no"):
        list(batches._each("made up", ModelLoader("made up", lambda _: 1, lambda _: None), work_by, settings, (1,)))
