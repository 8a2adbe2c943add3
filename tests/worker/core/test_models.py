"""One model at a time, measured, and nothing left behind."""

import gc
from collections.abc import Iterator

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from support.meetings import models_dir

from app.core.config import WorkerSettings
from app.core.models import Model, ModelResidency, PinnedResidency, TwoModelsError
from app.services.audio.samples import Audio

MIB = 1024 * 1024


@pytest.fixture
def residency(s3_settings: WorkerSettings) -> Iterator[ModelResidency]:
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    yield residency
    residency.release_models()


def test_a_second_model_is_refused_while_one_is_in_use(residency: ModelResidency) -> None:
    with residency.use(Model.IDENTIFICATION), pytest.raises(TwoModelsError), residency.use(Model.WHISPER):
        pass

    assert residency.resident() == ()


def test_a_model_leaves_with_its_stage(residency: ModelResidency) -> None:
    with residency.use(Model.IDENTIFICATION):
        assert residency.resident() == (Model.IDENTIFICATION,)

    assert residency.resident() == ()


def test_a_model_leaves_when_its_stage_fails(residency: ModelResidency) -> None:
    with pytest.raises(ZeroDivisionError), residency.use(Model.IDENTIFICATION):
        raise ZeroDivisionError

    assert residency.resident() == ()
    assert len(residency.take_uses()) == 1


def test_a_pinned_model_stays_until_another_is_asked_for(s3_settings: WorkerSettings) -> None:
    settings = s3_settings.model_copy(update={"models_dir": models_dir("cpu")})
    residency = ModelResidency(settings, PinnedResidency())
    with residency.use(Model.IDENTIFICATION) as first:
        pass
    with residency.use(Model.IDENTIFICATION) as second:
        assert second is first
    with residency.use(Model.DIARIZATION):
        assert residency.resident() == (Model.DIARIZATION,)
    residency.release_models()

    assert residency.resident() == ()


def test_weights_are_gone_even_where_the_borrower_keeps_the_object(residency: ModelResidency) -> None:
    with residency.use(Model.DIARIZATION) as models:
        pass

    with pytest.raises(RuntimeError, match="released"):
        models.segmentation.segment(Audio(np.zeros((16_000, 1), dtype=np.int16)), 0, 1, lambda _: None)
    with pytest.raises(RuntimeError, match="released"):
        next(models.embedder.embed_each([models.embedder.features(_noise())]))


def test_each_stay_is_measured(residency: ModelResidency) -> None:
    with residency.use(Model.WHISPER):
        pass

    (use,) = residency.take_uses()
    assert use.model == Model.WHISPER
    assert use.load_seconds > 0
    assert use.memory.peak > use.memory.before
    assert use.memory.after < use.memory.peak
    assert residency.take_uses() == ()


@pytest.mark.parametrize("model", list(Model))
def test_twenty_cycles_leave_memory_where_it_was(residency: ModelResidency, model: Model) -> None:
    process = psutil.Process()

    def cycle() -> int:
        with residency.use(model):
            pass
        gc.collect()
        return int(process.memory_info().rss)

    warm = [cycle() for _ in range(2)][-1]
    after = [cycle() for _ in range(20)]

    growth = (after[-1] - warm) / MIB
    print(f"{model}: {warm / MIB:.0f} MiB after two cycles, {after[-1] / MIB:.0f} after twenty more ({growth:+.1f})")
    assert growth < 150


def _noise() -> NDArray[np.float32]:
    return np.random.default_rng(0).standard_normal(16_000).astype(np.float32)
