"""One model at a time, measured, and nothing left behind."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from support.meetings import models_dir

from app.core.config import WorkerSettings
from app.core.models import ModelLoader, ModelResidency, TwoModelsError
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
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    yield residency
    residency.release_models()


def test_a_second_model_is_refused_while_one_is_in_use(residency: ModelResidency) -> None:
    with residency.use(EMBEDDER), pytest.raises(TwoModelsError), residency.use(WHISPER):
        pass

    assert residency.resident is None


def test_a_model_leaves_with_its_stage(residency: ModelResidency) -> None:
    with residency.use(EMBEDDER):
        assert residency.resident == EMBEDDER.name

    assert residency.resident is None


def test_a_model_leaves_when_its_stage_fails(residency: ModelResidency) -> None:
    with pytest.raises(ZeroDivisionError), residency.use(EMBEDDER):
        raise ZeroDivisionError

    assert residency.resident is None
    assert len(residency.take_uses()) == 1


def test_a_model_that_cannot_be_freed_is_not_lent_again(residency: ModelResidency) -> None:
    def fail(model: object) -> None:
        EMBEDDER.free(model)  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), residency.use(replace(EMBEDDER, free=fail)):
        pass

    assert residency.resident is None


def test_a_pinned_model_stays_until_another_is_asked_for(s3_settings: WorkerSettings) -> None:
    settings = s3_settings.model_copy(update={"models_dir": models_dir("cpu"), "residency": "pinned"})
    residency = ModelResidency(settings)
    with residency.use(EMBEDDER) as first:
        pass
    with residency.use(EMBEDDER) as second:
        assert second is first
    with residency.use(DIARIZATION):
        assert residency.resident == DIARIZATION.name
    residency.release_models()

    assert residency.resident is None


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
