"""Tracks of samples become one WAV: mixed to mono, or one channel after another."""

import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
SAMPLE_BYTES = 2

_BLOCK_SECONDS = 5.0
_FADE_FRAMES = SAMPLE_RATE // 50
"""20 ms from one mix to another, so that there is no click."""

_CANCELLED_RATIO = 0.25
"""A mix with less than this share of its channels' power cancels them (-6 dB): unrelated channels have 1, equal ones
more, stereo microphones in a room seldom less than 0.7, one channel inverted 0."""

_LOST_MOMENT_RATIO, _LOST_TONE_RATIO = 0.03, 0.01
"""Moments, and frequencies in them, of which the mix has less (-15 and -20 dB) are lost: an inverted voice leaves next
to nothing, while microphones at several places cancel the frequencies of a voice one by one, and by less."""

_MAX_LOST_SHARE = 0.15
"""Share of the power at frequencies that are lost: a twentieth with two microphones in a room without any echo."""

_MOMENT_SECONDS = 0.25
_SPECTRUM_FRAMES = 512
_QUADRATURE_TAPS = 255

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
    """Mixes blocks of channels to mono so that they do not cancel each other.

    A channel that is upside down is inverted. Where one voice is in phase in two channels and another is not, one of
    them is mixed a quarter of a period late, by which neither voice is lost.
    """

    def __init__(self, weights: Sequence[float]) -> None:
        self._plain = np.asarray(weights, dtype=np.float64)
        self._weights = self._plain
        self._late = np.zeros(len(self._plain), dtype=np.bool_)
        self.changed = False
        """The mix is not the plain one somewhere."""

    def mix(self, block: Samples) -> Samples:
        """Return the mix (frames,) of a block (frames, channels)."""
        if len(self._plain) == 1:
            return block[:, 0]
        channels = block.astype(np.float64)
        before, were_late = self._weights, self._late
        self._weights = self._choose(channels)
        lost = _lost_covariance(channels * self._weights)
        self._late = np.zeros_like(were_late) if lost is None else _aligned_signs(lost, np.ones(len(lost))) < 0
        mixed = _mixed(channels, self._weights, self._late)
        if before is not self._weights or not np.array_equal(were_late, self._late):
            self.changed = True
            fade = np.linspace(0.0, 1.0, min(_FADE_FRAMES, len(block)))
            mixed[: len(fade)] *= fade
            mixed[: len(fade)] += _mixed(channels, before, were_late)[: len(fade)] * (1 - fade)
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


def _lost_covariance(weighted: Floats) -> Floats | None:
    """Return how channels (frames, channels) agree where their sum lacks a moment, or many frequencies, of them.

    The result has the shape (channels, channels). Return None if the sum lacks nothing.
    """
    width = weighted.shape[1]
    step = round(_MOMENT_SECONDS * SAMPLE_RATE)
    count = len(weighted) // step
    moments = weighted[: count * step].reshape(count, step, width)
    powers = (moments**2).mean(axis=1).sum(axis=1)
    if not np.any(powers > _MIN_POWER):
        return None
    sums = (moments.sum(axis=2) ** 2).mean(axis=1)
    lost = (powers > _MIN_POWER) & (sums < _LOST_MOMENT_RATIO * powers)
    if bool(np.any(lost[1:] & lost[:-1])):
        samples = moments[lost].reshape(-1, width)
        return np.asarray(samples.T @ samples)
    count = len(weighted) // _SPECTRUM_FRAMES
    windows = weighted[: count * _SPECTRUM_FRAMES].reshape(count, _SPECTRUM_FRAMES, width)
    spectra = np.fft.rfft(windows * np.hanning(_SPECTRUM_FRAMES)[:, None], axis=1)
    heard = (np.abs(spectra) ** 2).sum(axis=2)
    missing = np.abs(spectra.sum(axis=2)) ** 2 < _LOST_TONE_RATIO * heard
    if float(heard[missing].sum()) <= _MAX_LOST_SHARE * float(heard.sum()):
        return None
    tones = spectra[missing]
    return np.asarray((tones.T @ tones.conj()).real)


def _mixed(channels: Floats, weights: Floats, late: NDArray[np.bool_]) -> Floats:
    """Return the sum of the channels (frames,), those that are to be `late` a quarter of a period behind the others."""
    weighted = channels @ (weights * ~late)
    if not late.any():
        return np.asarray(weighted)
    half = _QUADRATURE_TAPS // 2
    reach = np.arange(-half, half + 1)
    with np.errstate(divide="ignore"):
        taps = np.where(reach % 2, 2 / (np.pi * reach), 0.0) * np.hamming(_QUADRATURE_TAPS)
    padded = np.pad(channels @ (weights * late), half, mode="reflect" if len(channels) > half else "constant")
    shares = np.abs(weights)
    scale = shares.sum() / np.hypot(shares[~late].sum(), shares[late].sum())
    return np.asarray(scale * (weighted + scipy.signal.fftconvolve(padded, taps, mode="valid")))


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
