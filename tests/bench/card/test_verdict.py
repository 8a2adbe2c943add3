"""Judgement of a card, from figures made up."""

from datetime import UTC, datetime, timedelta

import pytest

from bench.card.batches import BatchRun
from bench.card.verdict import judge, safe_batch
from scribe_contracts.artefacts import Memory, ModelUse

MB = 2**20
GB = 2**30
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def use(model: str, begin: float, end: float, peak: int, after: int = 500 * MB) -> ModelUse:
    return ModelUse(
        model=model,
        loaded_at=NOON + timedelta(seconds=begin),
        released_at=NOON + timedelta(seconds=end),
        load_seconds=1.0,
        memory=Memory(before=500 * MB, peak=peak, after=after),
    )


def decoded(batch: int, taken: int, *, speed: float | None = 40.0) -> BatchRun:
    return BatchRun("whisper", batch, Memory(before=500 * MB, peak=500 * MB + taken, after=500 * MB), 1.0, speed)


GROWING = [decoded(1, 2 * GB), decoded(16, 5 * GB)]


def test_stays_that_give_their_memory_back_are_told() -> None:
    told = judge([use("diarization", 0, 5, 3 * GB), use("whisper", 5, 9, 6 * GB)], GROWING, 24 * GB)
    assert told.comes_back
    assert told.peak == 6 * GB - 500 * MB
    assert told.fits_small_card


def test_memory_that_stays_away_is_told() -> None:
    told = judge([use("diarization", 0, 5, GB), use("whisper", 5, 9, GB, after=900 * MB)], [], 24 * GB)
    assert (told.comes_back, told.kept) == (False, 400 * MB)


def test_a_stay_of_more_than_a_small_card_does_not_fit_one() -> None:
    assert not judge([use("whisper", 0, 9, 12 * GB)], [], 24 * GB).fits_small_card


@pytest.mark.parametrize(("memory", "batch"), [(12 * GB, 32), (24 * GB, 64), (6 * GB, 8), (5 * GB // 2, 1)])
def test_the_batch_grows_with_the_card(memory: int, batch: int) -> None:
    """2 GB for one clip and 0.2 GB for each more, of nine tenths of the card."""
    assert safe_batch(GROWING, memory) == batch


def test_a_batch_that_ran_out_of_memory_is_never_advised() -> None:
    assert safe_batch([*GROWING, decoded(32, 5 * GB, speed=None)], 80 * GB) == 16


def test_one_measurement_says_nothing_of_larger_batches() -> None:
    assert safe_batch([decoded(1, 2 * GB)], 24 * GB) is None
