"""Speech that is on several channels, as with a microphone that hears the other person, or a doubled mono recording."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.services.audio.samples import Audio
from app.services.fusion.sentences import sentence_ends
from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.speakers import speaker_number
from scribe_contracts.transcript import RecordingWarning, WarningCode

_MAX_SHIFT_SECONDS = 0.5
"""The same word is heard at times that differ by as much, since each channel is aligned by itself."""

_PAUSE_SECONDS = 0.5
_MIN_SHARE = 0.9
_MIN_WORDS = 3
"""Two people may well say "yes" at the same time."""

_LOUDNESS_TOLERANCE = 0.98

_MIN_CORRELATION = 0.9
"""Sound that is a copy, whatever the words that were understood."""


@dataclass(frozen=True)
class Said:
    """Words and turns of which none is on two channels."""

    words: tuple[SpokenWord, ...]
    turns: tuple[Turn, ...]
    warning: RecordingWarning | None


def say_once(words: Sequence[SpokenWord], turns: Sequence[Turn], audio: Audio, language: str) -> Said:
    """Leave out the words that another channel has too, and the turns of a channel that has no others."""
    repeated = find_repeated(words, audio, language) if audio.channels > 1 else frozenset()
    if not repeated:
        return Said(tuple(words), tuple(turns), None)
    kept = tuple(word for at, word in enumerate(words) if at not in repeated)
    left_out = [word for at, word in enumerate(words) if at in repeated]
    silenced = {word.speaker for word in left_out} - {word.speaker for word in kept}
    warning = RecordingWarning(
        code=WarningCode.SPEECH_REPEATED,
        start=min(word.start for word in left_out),
        end=max(word.end for word in left_out),
    )
    return Said(kept, tuple(turn for turn in turns if turn.speaker not in silenced), warning)


def find_repeated(words: Sequence[SpokenWord], audio: Audio, language: str) -> frozenset[int]:
    """Return the indices of words that another channel has too, and louder.

    Args:
        words: Those of all channels, sorted by start; the speaker of each is its channel.
        audio: One channel for each speaker.
        language: Whisper's code, for the rules of sentences.
    """
    own: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        own.setdefault(_channel(word), []).append(at)
    repeated: set[int] = set()
    originals: set[int] = set()
    for channel in sorted(own, reverse=True):
        for run in _runs(words, own[channel], language):
            for other in sorted(own):
                if other == channel or originals.intersection(run):
                    continue
                source = _same_speech(words, audio, run, [at for at in own[other] if at not in repeated])
                if source and _is_as_loud(words, audio, source, run):
                    repeated.update(run)
                    originals.update(source)
                    break
    return frozenset(repeated)


def _channel(word: SpokenWord) -> int:
    return speaker_number(word.speaker or "") or 0


def _runs(words: Sequence[SpokenWord], own: Sequence[int], language: str) -> Iterator[list[int]]:
    """Yield the indices of a channel's words, cut at pauses and at the ends of sentences."""
    ends = sentence_ends([words[at] for at in own], language)
    run: list[int] = []
    for number, at in enumerate(own):
        if run and (number - 1 in ends or words[at].start - words[run[-1]].end > _PAUSE_SECONDS):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _same_speech(words: Sequence[SpokenWord], audio: Audio, run: Sequence[int], other: Sequence[int]) -> list[int]:
    """Return the indices of the other channel's words that say the same as `run`; none if it does not."""
    starts = [words[at].start for at in other]
    matched: list[int] = []
    for at in run:
        word = words[at]
        near = other[
            bisect_left(starts, word.start - _MAX_SHIFT_SECONDS) : bisect_right(starts, word.start + _MAX_SHIFT_SECONDS)
        ]
        same = next((index for index in near if index not in matched and _bare(words[index]) == _bare(word)), None)
        if same is not None:
            matched.append(same)
    if len(run) >= _MIN_WORDS and len(matched) >= _MIN_SHARE * len(run):
        return matched
    start, end = words[run[0]].start, words[run[-1]].end
    if not other or _correlation(audio, start, end, _channel(words[run[0]]), _channel(words[other[0]])) < (
        _MIN_CORRELATION
    ):
        return []
    return [index for index in other if words[index].end > start and words[index].start < end]


def _is_as_loud(words: Sequence[SpokenWord], audio: Audio, source: Sequence[int], run: Sequence[int]) -> bool:
    return _loudness(words, audio, source) >= _LOUDNESS_TOLERANCE * _loudness(words, audio, run)


def _loudness(words: Sequence[SpokenWord], audio: Audio, indices: Sequence[int]) -> float:
    """Return the root mean square of the words' samples."""
    first, last = words[min(indices)], words[max(indices)]
    samples = audio.crop(first.start, last.end, _channel(first))
    return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0


def _correlation(audio: Audio, start: float, end: float, one: int, other: int) -> float:
    first, second = audio.crop(start, end, one), audio.crop(start, end, other)
    scale = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / scale if scale > 0 else 0.0


def _bare(word: SpokenWord) -> str:
    return "".join(character for character in word.text.casefold() if character.isalnum())
