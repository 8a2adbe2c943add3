"""Compose a meeting with a known answer out of recordings of single speakers."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator

from ops.testdata.errors import DataError
from ops.testdata.meeting import Meeting, Turn
from ops.testdata.sounds import SAMPLE_RATE, Samples, find_speech, read_impulse_response, read_speech

_LEAD_IN = 0.5
"""Seconds of silence before the first turn can begin."""

_MEAN_GAP = 0.4
"""Seconds between turns that do not overlap, on average; gaps are drawn from an exponential distribution."""

_MAX_OVERLAP = 1.5
"""Seconds by which a turn can begin before the last one ends, and no more than the next share of its length."""

_MAX_OVERLAP_SHARE = 0.3

_SUFFIXES = {".wav", ".flac"}


@dataclass(frozen=True)
class MeetingOptions:
    """A meeting to compose; the same options give the same meeting."""

    speakers: tuple[Path, ...]
    """Folders, each with utterances (.wav, .flac) of the speaker whose name it bears."""
    minutes: float = 5.0
    overlap: float = 0.08
    """Share of turns that begin before the last one ends."""
    noise_db: float = -60.0
    """Level of the white noise that is always there, in dB of full scale."""
    rooms: tuple[Path, ...] = ()
    """Impulse responses; the speakers are heard through them in turn."""
    noise: Path | None = None
    """A recording that is repeated under everything, if any."""
    snr: float = 15.0
    """Signal-to-noise ratio of `noise`, in dB."""
    seed: int = 1


@dataclass(frozen=True)
class _Cast:
    """The speakers' utterances and rooms, by the speakers' names."""

    utterances: dict[str, list[Path]]
    rooms: dict[str, Samples]

    def draw(self, rng: Generator, last: str | None) -> tuple[str, Path]:
        """Draw who speaks next, somebody else than the last speaker where there is one, and what is said."""
        others = [name for name in self.utterances if name != last]
        speaker = str(rng.choice(others or list(self.utterances)))
        said = self.utterances[speaker]
        return speaker, said[rng.integers(len(said))]

    def hear(self, speaker: str, speech: Samples) -> Samples:
        """Return what is heard of the speech in the speaker's room, in the speech's length."""
        if not self.rooms:
            return speech
        return np.convolve(speech, self.rooms[speaker])[: len(speech)]


def compose(options: MeetingOptions) -> Meeting:
    """Compose a meeting. Raise DataError if a recording is missing, cannot be read or is not of 16 kHz."""
    texts = _read_texts(options.speakers)
    cast = _gather(options)
    rng = np.random.default_rng(options.seed)
    length = int(options.minutes * 60 * SAMPLE_RATE)
    mix = rng.standard_normal(length).astype(np.float32) * 10 ** (options.noise_db / 20)
    turns: list[Turn] = []
    cursor = int(_LEAD_IN * SAMPLE_RATE)
    while True:
        speaker, path = cast.draw(rng, turns[-1].speaker if turns else None)
        speech = read_speech(path)
        if turns and rng.random() < options.overlap:
            cursor -= _draw_overlap(rng, speech)
        else:
            cursor += int(rng.exponential(_MEAN_GAP) * SAMPLE_RATE)
        if cursor + len(speech) >= length:
            break
        mix[cursor : cursor + len(speech)] += cast.hear(speaker, speech)
        turns.append(_turn(speaker, path.stem, cursor, speech))
        cursor += len(speech)
    if options.noise is not None:
        _add_noise(mix, read_speech(options.noise), options.snr)
    return Meeting(mix, turns, texts)


def _gather(options: MeetingOptions) -> _Cast:
    utterances = {folder.name: _utterances(folder) for folder in options.speakers}
    rooms = {}
    if options.rooms:
        for place, speaker in enumerate(utterances):
            rooms[speaker] = read_impulse_response(options.rooms[place % len(options.rooms)])
    return _Cast(utterances, rooms)


def _utterances(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder; each speaker has a folder with utterances.")
    found = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    if not found:
        raise DataError(f"{folder} holds no utterance (.wav, .flac).")
    return found


def _draw_overlap(rng: Generator, speech: Samples) -> int:
    longest = min(_MAX_OVERLAP, _MAX_OVERLAP_SHARE * len(speech) / SAMPLE_RATE)
    return int(longest * SAMPLE_RATE * rng.random())


def _turn(speaker: str, utterance: str, cursor: int, speech: Samples) -> Turn:
    start = cursor / SAMPLE_RATE
    heard = [(start + first, start + last) for first, last in find_speech(speech)]
    return Turn(speaker, start, len(speech) / SAMPLE_RATE, utterance, heard)


def _add_noise(mix: Samples, noise: Samples, snr: float) -> None:
    """Add the noise, repeated over the whole length, `snr` dB below the power of the mix."""
    repeated = np.resize(noise, len(mix))
    mix += repeated * np.sqrt((mix**2).mean() / (repeated**2).mean() / 10 ** (snr / 10))


def _read_texts(speakers: tuple[Path, ...]) -> dict[str, str]:
    """Return the words of each utterance, from transcripts.tsv (utterance, tab, words) beside the speakers' folders."""
    texts: dict[str, str] = {}
    for listing in sorted({folder.parent / "transcripts.tsv" for folder in speakers}):
        if listing.exists():
            for line in listing.read_text(encoding="utf-8").splitlines():
                utterance, words = line.split("\t", 1)
                texts[utterance] = words
    return texts
