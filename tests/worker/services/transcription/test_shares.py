"""Clips shared out between threads."""

import random

import pytest

from app.services.transcription.clips import Clip
from app.services.transcription.shares import share_out

SIZE = 4


def clips(*seconds: float, language: str = "en") -> list[Clip]:
    return [Clip(float(number), number + length, language=language) for number, length in enumerate(seconds)]


def finished(batches: list[list[Clip]], workers: int) -> list[float]:
    """Return the seconds of sound that each thread decodes: who has least takes the next batch."""
    busy = [0.0] * workers
    for batch in batches:
        busy[busy.index(min(busy))] += sum(clip.duration for clip in batch)
    return busy


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 8, 9, 40, 131])
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_clip_is_in_one_batch_of_its_language_and_length(count: int, workers: int) -> None:
    lengths = random.Random(count)
    given = [
        clip
        for language in ("en", "fr")
        for clip in clips(*(lengths.uniform(1, 29) for _ in range(count)), language=language)
    ]

    batches = share_out(given, size=SIZE, workers=workers)

    shared = [clip for batch in batches for clip in batch]
    assert sorted(shared, key=lambda clip: (clip.language, clip.start)) == given
    for batch in batches:
        assert len(batch) <= SIZE
        assert len({clip.language for clip in batch}) == 1
        assert min(clip.duration for clip in batch) >= max(clip.duration for clip in batch) * 0.66


@pytest.mark.parametrize("count", [2, 5, 11, 40])
def test_threads_end_together(count: int) -> None:
    """In batches of as many clips one after the other, one thread of two had 79 s of 110 to decode."""
    lengths = random.Random(count)
    given = clips(*(lengths.uniform(20, 29) for _ in range(count)))

    busy = finished([list(batch) for batch in share_out(given, size=SIZE, workers=2)], 2)

    assert max(busy) - min(busy) <= max(clip.duration for clip in given)


def test_a_short_clip_is_not_encoded_as_a_long_one() -> None:
    batches = share_out(clips(27.4, 24.4, 27.3, 23.9, 7.0), size=SIZE, workers=2)

    lengths = [[round(clip.duration, 1) for clip in batch] for batch in batches]
    assert lengths == [[27.3, 24.4], [27.4, 23.9], [7.0]]
