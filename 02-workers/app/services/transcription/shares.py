"""Batches of clips: those that one thread decodes together."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from app.services.transcription.clips import Clip

_MIN_LIKENESS = 2 / 3
"""Of the longest clip of a batch: all are encoded as if they were as long, which is too much work for a shorter one."""


def share_out(clips: Sequence[Clip], *, size: int, workers: int) -> list[Sequence[Clip]]:
    """Return batches of at most `size` clips, alike in length and of one language, the longest batch first.

    `workers` threads that take one after the other are all busy to the end.
    """
    shares: list[list[Clip]] = [[] for _ in range(workers)]
    for clip in sorted(clips, key=lambda clip: clip.duration, reverse=True):
        min(shares, key=_seconds).append(clip)
    batches = [batch for share in shares for batch in _divide(share, size)]
    return sorted(batches, key=_seconds, reverse=True)


def _divide(share: Sequence[Clip], size: int) -> Iterator[Sequence[Clip]]:
    """Yield the batches of one thread's clips, which are sorted, the longest first."""
    alike: list[list[Clip]] = []
    for code in dict.fromkeys(clip.language for clip in share):
        for clip in (clip for clip in share if clip.language == code):
            if alike and alike[-1][0].language == code and clip.duration >= alike[-1][0].duration * _MIN_LIKENESS:
                alike[-1].append(clip)
            else:
                alike.append([clip])
    for clips in alike:
        for part in np.array_split(np.arange(len(clips)), math.ceil(len(clips) / size)):
            yield [clips[at] for at in part]


def _seconds(clips: Sequence[Clip]) -> float:
    return sum(clip.duration for clip in clips)
