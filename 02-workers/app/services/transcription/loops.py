"""Loops of the decoder: "oh" forty-five times, "4-4-4-4-…".

People repeat themselves too. A loop is found by its repetition and by what the sound can hold: so many syllables a
second, and no more syllables than the sound has swells.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.services.audio.samples import Audio
from app.services.transcription.clips import Clip
from app.services.transcription.syllables import MAX_PER_SECOND, count_nuclei, count_syllables
from app.services.transcription.whole_words import REPEATED, max_seconds
from scribe_contracts.artefacts import SpokenWord

MIN_TIMES = 4
"""Fewer repetitions are left alone."""

_MAX_UNIT_WORDS = 40
"""A sentence of the kind that decoders repeat. Four of them are as much as Whisper writes for a clip."""

_MIN_PHRASE_WORDS, _MIN_WORDS_AGAIN = 3, 6
"""People seldom say a phrase again at once, and so many words of it."""

_NUMBER = re.compile(r"\d{1,15}")
"""A hundred million is none, for all its zeros."""

_NUCLEI_FACTOR = 2.0
_NUCLEI_SPARE = 3
"""In noise some swells are not found."""

_NUCLEI_FACTOR_IN_WORD = 1.0
"""People who say "four" again and again are written with spaces between; one word of fours is doubtful by itself."""

_MAX_LETTERS_IN_A_ROW = 20
"""A held sound ("Nooooo") is one syllable, however many letters it is written with; nobody writes so many."""

_MIN_PIECE_SECONDS = 1.5
_PIECE_SECONDS = 4.0
"""Of "absolutely" twenty-five times, 24 are found in such pieces, 23 in longer ones of 6 s, 20 in the whole clip."""
_QUIET_SECONDS = 0.05
_QUIET_SEARCH_SECONDS = 1.0


@dataclass(frozen=True)
class Repetition:
    """Words from `first` up to, not including, `last`, which say the same `times` times."""

    first: int
    last: int
    unit: int
    """Words that are repeated; 0 for one word that is made of repetitions."""

    times: int


def find_repetitions(words: Sequence[SpokenWord]) -> Iterator[Repetition]:
    """Yield the repetitions of MIN_TIMES and more, in order, without overlap."""
    bare = [_bare(word.text) for word in words]
    at = 0
    while at < len(bare):
        best = max(
            (Repetition(at, at + unit * times, unit, times) for unit, times in _repeated(bare, at)),
            key=lambda each: (each.last, -each.unit),
            default=None,
        )
        spoken = words[at].text.strip(" .,;:!?")
        if best is None and (inner := REPEATED.search(spoken)) and not _is_round(spoken, inner.group(1)):
            best = Repetition(at, at + 1, 0, len(inner.group(0)) // len(inner.group(1)))
        if best is not None:
            yield best
        at = best.last if best is not None else at + 1


def says_a_phrase_again(words: Sequence[SpokenWord]) -> bool:
    """Return whether a phrase follows itself, as people say it at times, and a decoder in a loop always."""
    bare = [_bare(word.text) for word in words]
    return any(
        unit >= _MIN_PHRASE_WORDS and unit * (times - 1) >= _MIN_WORDS_AGAIN
        for at in range(len(bare))
        for unit, times in _repeated(bare, at, min_times=2)
    )


def held_times(words: Sequence[SpokenWord], repetition: Repetition, clip: Clip, audio: Audio) -> int:
    """Return how many of the repetitions the sound can hold, between the words before and after them."""
    start, end = stretch(words, repetition, clip)
    said = words[repetition.first : repetition.last]
    factor = _NUCLEI_FACTOR
    if not repetition.unit:
        end = min(end, max(start, said[0].start) + max_seconds(said[0].text))
        factor = _NUCLEI_FACTOR_IN_WORD
    nuclei = count_nuclei(audio.crop(start, end, clip.channel))
    most = min(MAX_PER_SECOND * max(end - start, 0.0), factor * nuclei + _NUCLEI_SPARE)
    total = sum(count_syllables(word.text) for word in said)
    held = max(1, int(most * repetition.times / total))
    if not repetition.unit and (inner := REPEATED.search(said[0].text)) and inner.group(1).isalpha():
        held = min(held, _MAX_LETTERS_IN_A_ROW)
    return min(repetition.times, held)


def stretch(words: Sequence[SpokenWord], repetition: Repetition, clip: Clip) -> tuple[float, float]:
    """Return the time in which the repetitions must have been said, in seconds of the recording."""
    start = words[repetition.first - 1].end if repetition.first else clip.start
    end = words[repetition.last].start if repetition.last < len(words) else clip.end
    return start, max(start, end)


def cut_loops(words: Sequence[SpokenWord], clip: Clip, audio: Audio) -> list[SpokenWord]:
    """Return the words of one clip without repetitions that its sound cannot hold; what was cut is marked."""
    kept: list[SpokenWord] = []
    at = 0
    for repetition in find_repetitions(words):
        held = held_times(words, repetition, clip, audio)
        if held == repetition.times:
            continue
        _, end = stretch(words, repetition, clip)
        kept += words[at : repetition.first]
        if repetition.unit:
            said = list(words[repetition.first : repetition.first + held * repetition.unit])
        else:
            said = [_shortened(words[repetition.first], held)]
        kept += [*said[:-1], said[-1].model_copy(update={"cut_until": round(end, 3)})]
        at = repetition.last
    return [*kept, *words[at:]]


def is_better(pieces: Sequence[SpokenWord], whole: Sequence[SpokenWord], clip: Clip, audio: Audio) -> bool:
    """Return whether a clip's decoding in pieces is better than the one as a whole, which repeats itself.

    Short pieces hold the right number of repetitions more often; but where they have fewer, and the sound as many
    swells as the whole clip's text has syllables, it is the pieces that lost some. Where repetitions are a small part
    of the clip, its sentences count for more.
    """
    excess = [_excess(words, clip, audio) for words in (pieces, whole)]
    if excess[0] != excess[1]:
        return excess[0] < excess[1]
    repeated = [sum(each.last - each.first for each in find_repetitions(words)) for words in (pieces, whole)]
    if repeated[0] < repeated[1]:
        nuclei = count_nuclei(audio.crop(clip.start, clip.end, clip.channel))
        distance = [abs(sum(count_syllables(word.text) for word in words) - nuclei) for words in (pieces, whole)]
        if distance[1] < distance[0]:
            return False
    return repeated[1] >= len(whole) / 2


def split(clip: Clip, audio: Audio) -> list[Clip]:
    """Return the clip in pieces of about four seconds, cut where it is quietest."""
    edges = [clip.start]
    while clip.end - edges[-1] > _PIECE_SECONDS + _MIN_PIECE_SECONDS:
        target = edges[-1] + _PIECE_SECONDS
        edges.append(_quietest(audio, clip.channel, target - _QUIET_SEARCH_SECONDS, target + _QUIET_SEARCH_SECONDS))
    edges.append(clip.end)
    return [Clip(start, end, clip.channel, clip.language) for start, end in itertools.pairwise(edges)]


def _excess(words: Sequence[SpokenWord], clip: Clip, audio: Audio) -> int:
    """Return the number of repetitions that the sound cannot hold."""
    return sum(each.times - held_times(words, each, clip, audio) for each in find_repetitions(words))


def _quietest(audio: Audio, channel: int, start: float, end: float) -> float:
    samples: NDArray[np.float32] = audio.crop(start, end, channel)
    size = round(len(samples) / (end - start) * _QUIET_SECONDS)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    return start + (int((frames**2).mean(axis=1).argmin()) + 0.5) * _QUIET_SECONDS


def _repeated(bare: Sequence[str], at: int, min_times: int = MIN_TIMES) -> Iterator[tuple[int, int]]:
    """Yield lengths of the unit that begins at a word, and how often it follows itself."""
    for unit in range(1, _MAX_UNIT_WORDS + 1):
        said = bare[at : at + unit]
        times = 1
        while bare[at + times * unit : at + (times + 1) * unit] == said:
            times += 1
        if times >= min_times and all(said):
            yield unit, times


def _shortened(word: SpokenWord, times: int) -> SpokenWord:
    text = REPEATED.sub(lambda found: found.group(1) * times, word.text).rstrip("-,;:")
    return word.model_copy(update={"text": text, "end": round(min(word.end, word.start + max_seconds(text)), 3)})


def _is_round(spoken: str, repeated: str) -> bool:
    return _NUMBER.fullmatch(spoken) is not None and set(repeated) == {"0"}


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
