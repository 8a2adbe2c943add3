"""Batches and precision by the free memory of a card; figures are those of docs/vram.md."""

import pytest
import torch

from app.core.config import ModelSettings
from app.core.fitting import fit
from app.core.memory import free_at_start
from app.core.profiles import PROFILES, ProfileName

GPU = PROFILES[ProfileName.GPU]
GB = 10**9


@pytest.mark.parametrize(
    ("free", "compute_type", "clips"),
    [
        # Of 12,288 MB, less 0.4 GB for CUDA and 0.6 GB for a desktop.
        (11.9 * GB, "float16", 32),
        (80 * GB, "float16", 32),
        (7.4 * GB, "float16", 16),
        (5.5 * GB, "float16", 8),
        (4.0 * GB, "float16", 4),
        (3.3 * GB, "int8_float16", 4),
        (2.5 * GB, "int8_float16", 2),
        # It will be tried, and then said.
        (0.5 * GB, "int8_float16", 1),
    ],
)
def test_whisper_takes_what_fits(free: float, compute_type: str, clips: int) -> None:
    fitted = fit(GPU, round(free))

    assert (fitted.whisper_compute_type, fitted.transcription_batch) == (compute_type, clips)
    assert fitted.encoding_batch == clips


@pytest.mark.parametrize(
    ("free", "chunks", "frames"), [(11.9 * GB, 256, 65_536), (2 * GB, 121, 27_419), (0.1 * GB, 6, 1370), (0, 1, 1)]
)
def test_networks_take_what_fits(free: float, chunks: int, frames: int) -> None:
    fitted = fit(GPU, round(free))

    assert (fitted.segmentation_batch, fitted.embedding_frames) == (chunks, frames)


def test_more_memory_never_makes_batches_smaller() -> None:
    sizes = [fit(GPU, megabytes * 10**6) for megabytes in range(0, 16_000, 250)]

    for name in ("segmentation_batch", "embedding_frames"):
        values = [getattr(each, name) for each in sizes]
        assert values == sorted(values)
    for precision in ("float16", "int8_float16"):
        clips = [each.transcription_batch for each in sizes if each.whisper_compute_type == precision]
        assert clips == sorted(clips)


def test_where_nothing_is_measured_the_profile_holds(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = ModelSettings(profile=ProfileName.CPU, models_dir=tmp_path_factory.mktemp("models"))

    assert fit(GPU, None) is GPU
    assert settings.fitted_hardware is PROFILES[ProfileName.CPU]


def test_a_card_is_measured_once_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Later its memory holds a model, which would make the batches of the next one smaller."""
    free = iter([8 * GB, 2 * GB])
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (next(free), 12 * GB))
    settings = ModelSettings(profile=ProfileName.GPU, models_dir=tmp_path_factory.mktemp("models"))
    free_at_start.cache_clear()
    try:
        assert settings.fitted_hardware == fit(GPU, 8 * GB)
        assert settings.model_copy().fitted_hardware == fit(GPU, 8 * GB)
        assert settings.hardware is GPU
    finally:
        free_at_start.cache_clear()
