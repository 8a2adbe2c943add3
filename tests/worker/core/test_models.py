"""Models lent one at a time, measured, and nothing left behind."""

import gc
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from pydantic import ValidationError
from support.meetings import models_dir
from support.waiting import eventually

from app.core.config import WorkerSettings
from app.core.errors import JobCancelledError
from app.core.models import ModelLoader, ModelResidency, TwoModelsError
from app.core.profiles import Residency
from app.services.audio.samples import Audio
from app.services.diarization.loader import DIARIZATION
from app.services.embedding.loader import EMBEDDER
from app.services.transcription.loader import WHISPER

MIB = 1024 * 1024
WEIGHTS: dict[ModelLoader[Any], tuple[str, ...]] = {
    DIARIZATION: ("segmentation/model.onnx", "embedding/model.onnx"),
    EMBEDDER: ("embedding/model.onnx",),
    WHISPER: ("whisper/model.bin",),
}
"""Files of weights of each model in the CPU pack."""


@pytest.fixture
def residency(s3_settings: WorkerSettings) -> Iterator[ModelResidency]:
    residency = _residency(s3_settings, Residency.SINGLE)
    yield residency
    residency.release_models()


def test_a_second_model_is_refused_while_one_is_in_use(residency: ModelResidency) -> None:
    with residency.use(EMBEDDER), pytest.raises(TwoModelsError), residency.use(WHISPER):
        pass

    assert residency.resident == ()


def test_a_model_leaves_with_its_stage(residency: ModelResidency) -> None:
    with residency.use(EMBEDDER):
        assert residency.resident == (EMBEDDER.name,)

    assert residency.resident == ()


def test_a_model_leaves_when_its_stage_fails(residency: ModelResidency) -> None:
    with pytest.raises(ZeroDivisionError), residency.use(EMBEDDER):
        raise ZeroDivisionError

    assert residency.resident == ()
    assert len(residency.take_uses()) == 1


def test_a_model_that_cannot_be_freed_is_not_lent_again(residency: ModelResidency) -> None:
    def fail(model: object) -> None:
        EMBEDDER.free(model)  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), residency.use(replace(EMBEDDER, free=fail)):
        pass

    assert residency.resident == ()


def test_a_pinned_model_stays_until_another_is_asked_for(s3_settings: WorkerSettings) -> None:
    residency = _residency(s3_settings, Residency.PINNED)
    with residency.use(EMBEDDER) as first:
        pass
    with residency.use(EMBEDDER) as second:
        assert second is first
    with residency.use(DIARIZATION):
        assert residency.resident == (DIARIZATION.name,)
    residency.release_models()

    assert residency.resident == ()


def test_on_a_processor_models_stay_together(s3_settings: WorkerSettings) -> None:
    residency = _residency(s3_settings, None)
    for _ in range(2):
        with residency.use(EMBEDDER), pytest.raises(TwoModelsError), residency.use(DIARIZATION):
            pass
        with residency.use(DIARIZATION):
            pass

    assert residency.resident == (EMBEDDER.name, DIARIZATION.name)
    assert [use.load_seconds > 0 for use in residency.take_uses()] == [True, True, False, False]
    residency.release_models()
    assert residency.resident == ()


def test_models_that_stay_together_leave_when_nobody_has_used_them_for_a_while(s3_settings: WorkerSettings) -> None:
    residency = _residency(s3_settings, Residency.TOGETHER, kept_seconds=0.05)
    with residency.use(EMBEDDER):
        pass

    eventually(lambda: residency.resident == ())


def test_a_model_at_work_stays(s3_settings: WorkerSettings) -> None:
    residency = _residency(s3_settings, Residency.TOGETHER)
    with residency.use(EMBEDDER):
        residency.free_if_idle()
        assert residency.resident == (EMBEDDER.name,)

    residency.free_if_idle()
    assert residency.resident == ()


def test_models_do_not_stay_together_on_a_card(s3_settings: WorkerSettings) -> None:
    settings = s3_settings.model_dump() | {"profile": "gpu", "residency": "together"}

    with pytest.raises(ValidationError, match="SCRIBE_RESIDENCY=together is for the cpu profile"):
        WorkerSettings.model_validate(settings)


@pytest.mark.parametrize("error", [ZeroDivisionError, JobCancelledError])
def test_models_that_stay_together_leave_when_a_stage_does_not_end(
    s3_settings: WorkerSettings, error: type[Exception]
) -> None:
    residency = _residency(s3_settings, Residency.TOGETHER)
    with residency.use(EMBEDDER):
        pass

    with pytest.raises(error), residency.use(DIARIZATION):
        raise error

    eventually(lambda: residency.resident == ())


def test_models_go_with_their_owner(s3_settings: WorkerSettings) -> None:
    residency = _residency(s3_settings, Residency.TOGETHER)
    with residency.use(EMBEDDER):
        pass
    owner = weakref.ref(residency)
    del residency

    gc.collect()
    assert owner() is None, "the timer holds it"


def test_weights_are_gone_even_where_the_borrower_keeps_the_object(residency: ModelResidency) -> None:
    with residency.use(DIARIZATION) as models:
        pass

    with pytest.raises(RuntimeError, match="released"):
        models.segmentation.segment(Audio(np.zeros((16_000, 1), dtype=np.int16)), 0, 1, lambda _: None)
    with pytest.raises(RuntimeError, match="released"):
        next(models.embedder.embed_each([models.embedder.features(_noise())]))


def test_each_stay_is_measured(residency: ModelResidency) -> None:
    with residency.use(WHISPER):
        pass

    (use,) = residency.take_uses()
    assert use.model == WHISPER.name
    assert use.load_seconds > 0
    assert use.memory.peak > use.memory.before
    assert use.memory.after < use.memory.peak
    assert residency.take_uses() == ()


@pytest.mark.parametrize("loader", WEIGHTS, ids=lambda loader: loader.name)
def test_twenty_cycles_leave_less_memory_in_use_than_half_of_the_weights(
    residency: ModelResidency, loader: ModelLoader[Any]
) -> None:
    growth = memory_growth(residency, [loader] * 20)

    print(f"{loader.name}: {growth / MIB:+.1f} MiB after twenty cycles")
    assert growth < weights_size(loader) / 2


@pytest.mark.parametrize("loader", WEIGHTS, ids=lambda loader: loader.name)
def test_one_leaked_model_leaves_more_memory_in_use_than_half_of_the_weights(
    residency: ModelResidency, loader: ModelLoader[Any]
) -> None:
    leaked: list[Any] = []
    leaking = replace(loader, free=leaked.append)

    growth = memory_growth(residency, [loader, leaking, loader])

    print(f"{loader.name}: {growth / MIB:+.1f} MiB after one leak")
    loader.free(leaked.pop())
    assert growth > weights_size(loader) / 2


def _residency(settings: WorkerSettings, rule: Residency | None, *, kept_seconds: float = 60.0) -> ModelResidency:
    settings = settings.model_copy(update={"models_dir": models_dir("cpu"), "residency": rule})
    return ModelResidency(settings, kept_seconds=kept_seconds)


def memory_growth(residency: ModelResidency, loaders: Sequence[ModelLoader[Any]]) -> int:
    """Return the bytes that are in use after loading and freeing each of `loaders`, more than after two cycles."""
    process = psutil.Process()

    def cycle(loader: ModelLoader[Any]) -> int:
        with residency.use(loader):
            pass
        gc.collect()
        return int(process.memory_info().rss)

    warm = [cycle(loaders[0]) for _ in range(2)][-1]
    after = [cycle(loader) for loader in loaders][-1]
    return after - warm


def weights_size(loader: ModelLoader[Any]) -> int:
    """Return the bytes of the model's weights on disk."""
    return sum((models_dir("cpu") / path).stat().st_size for path in WEIGHTS[loader])


def _noise() -> NDArray[np.float32]:
    return np.random.default_rng(0).standard_normal(16_000).astype(np.float32)
