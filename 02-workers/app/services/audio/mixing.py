"""Tracks of samples become one WAV: mixed to mono, or one channel after another."""

import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
SAMPLE_BYTES = 2

_BLOCK_SECONDS = 5.0
_FADE_FRAMES = SAMPLE_RATE // 50
"""20 ms from one mix to another, so that there is no click."""

_CANCELLED_RATIO = 0.25
"""A mix with less than this share of its channels' power cancels them (-6 dB): unrelated channels have 1, equal ones
more, stereo microphones in a room seldom less than 0.7, one channel inverted 0."""

_MIN_POWER = 30.0**2
"""Below -60 dB there is nothing to judge a mix by."""

Samples = NDArray[np.int16]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DecodedTrack:
    """Raw 16-bit samples at 16 kHz, channels interleaved, on disk."""

    path: Path
    weights: tuple[float, ...]

    @property
    def frames(self) -> int:
        """Number of samples of each channel."""
        return self.path.stat().st_size // (SAMPLE_BYTES * len(self.weights))

    def read(self, start: int, end: int) -> Samples:
        """Return the samples (frames, channels) between two frames; silence behind the track's end."""
        width = len(self.weights)
        count = max(0, min(end, self.frames) - start)
        block = np.fromfile(self.path, dtype="<i2", count=count * width, offset=start * width * SAMPLE_BYTES)
        return np.pad(block.reshape(-1, width), ((0, end - start - count), (0, 0)))


class Mixer:
    """Mixes blocks of channels to mono, with the sign of channels changed where they would cancel each other."""

    def __init__(self, weights: Sequence[float]) -> None:
        self._plain = np.asarray(weights, dtype=np.float64)
        self._weights = self._plain
        self.changed = False
        """A channel was inverted somewhere."""

    def mix(self, block: Samples) -> Samples:
        """Return the mix (frames,) of a block (frames, channels)."""
        if len(self._plain) == 1:
            return block[:, 0]
        channels = block.astype(np.float64)
        before = self._weights
        self._weights = self._choose(channels)
        mixed = channels @ self._weights
        if before is not self._weights:
            self.changed = True
            fade = np.linspace(0.0, 1.0, min(_FADE_FRAMES, len(block)))
            mixed[: len(fade)] *= fade
            mixed[: len(fade)] += (channels[: len(fade)] @ before) * (1 - fade)
        return np.clip(np.rint(mixed), -32768, 32767).astype(np.int16)

    def _choose(self, channels: Floats) -> Floats:
        """Return the weights for this block: those of the block before, unless they cancel."""
        covariance = channels.T @ channels / max(1, len(channels))
        powers = self._plain**2 * np.diag(covariance)
        if powers.sum() < _MIN_POWER * self._plain.max() ** 2:
            return self._weights
        if self._weights @ covariance @ self._weights >= _CANCELLED_RATIO * powers.sum():
            return self._weights
        return self._plain * _aligned_signs(covariance, self._plain)


def _aligned_signs(covariance: Floats, weights: Floats) -> Floats:
    """Return +1 or -1 for each channel such that they add up: the loudest first, each next one in step with the sum."""
    order = np.argsort(-(weights**2) * np.diag(covariance), kind="stable")
    signs = np.zeros(len(weights))
    for channel in order:
        agreement = covariance[channel] @ (weights * signs)
        signs[channel] = -1.0 if agreement < 0 else 1.0
    return signs


Part = Sequence[DecodedTrack]
"""The tracks of a file, or of one link of a chained one."""


def write_mix(parts: Sequence[Part], wav: Path, on_block: Callable[[], None]) -> bool:
    """Write all channels of all tracks as mono, part after part; return whether a channel had to be inverted.

    `on_block` may raise to stop.
    """
    changed = False
    with closing(_open_wav(wav, 1)) as out:
        for tracks in parts:
            mixer = Mixer([weight / len(tracks) for track in tracks for weight in track.weights])
            for block in _blocks(tracks):
                on_block()
                out.writeframesraw(mixer.mix(block).tobytes())
            changed = changed or mixer.changed
    return changed


def write_channels(parts: Sequence[Part], wav: Path, on_block: Callable[[], None]) -> None:
    """Write every channel of every track as a channel of its own; a part with fewer has silence in the others."""
    width = max(count_channels(tracks) for tracks in parts)
    with closing(_open_wav(wav, width)) as out:
        for tracks in parts:
            missing = width - count_channels(tracks)
            for block in _blocks(tracks):
                on_block()
                out.writeframesraw(np.pad(block, ((0, 0), (0, missing))).tobytes())


def count_channels(tracks: Part) -> int:
    """Return the number of channels of all tracks together."""
    return sum(len(track.weights) for track in tracks)


def count_frames(tracks: Part) -> int:
    """Return the length of the longest track, in samples."""
    return max(track.frames for track in tracks)


def _blocks(tracks: Part) -> Iterator[Samples]:
    """Yield the samples (frames, channels) of all tracks, block after block, to the end of the longest."""
    step = round(_BLOCK_SECONDS * SAMPLE_RATE)
    end = count_frames(tracks)
    for start in range(0, end, step):
        yield np.hstack([track.read(start, min(start + step, end)) for track in tracks])


def _open_wav(path: Path, channels: int) -> wave.Wave_write:
    out = wave.open(str(path), "wb")  # noqa: SIM115 - the caller closes it
    out.setnchannels(channels)
    out.setsampwidth(SAMPLE_BYTES)
    out.setframerate(SAMPLE_RATE)
    return out
