"""Clips: the speech to transcribe, in stretches that fill Whisper's window and end at pauses."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scribe_contracts.artefacts import SpokenWord, Turn

_MARGIN_SECONDS = 0.35
"""Margin around speech: diarization cuts off first and last consonants. Over eight meetings there are 6 % more wrong
words with 0.2, and 3 % more with 0.5."""

MAX_CLIP_SECONDS = 30 - 2 * _MARGIN_SECONDS
"""Whisper's window is 30 s; its batched decoding hears nothing beyond."""

MIN_LONG_SECONDS = 8.0
"""Shorter clips have more errors, and are padded to 30 s all the same (ADR 45)."""

_MAX_PAUSE_SECONDS = 0.5
"""Maximum pause within an utterance of one speaker."""

_MAX_GAP_SECONDS = 1.0
"""Maximum distance of two skipped utterances that are decoded in one clip."""

_MIN_SKIPPED_SECONDS = 1.2
"""Longer speech without a word was skipped by the decoder; a shorter one may be a pause. With 0.9 there are 1 % fewer
wrong words, for a tenth more time."""

_MAX_ANSWERS_PAUSE_SECONDS = 2.0
"""Maximum pause between short utterances that were skipped together, such as answers of one word."""

_MAX_WORD_SECONDS = 0.8
"""Part of a word that counts as spoken: alignment stretches the word before a skipped passage over it."""


@dataclass(frozen=True)
class Clip:
    """Part of one channel that is decoded at once; times are seconds of the recording."""

    start: float
    end: float
    channel: int = 0
    language: str | None = None
    """Whisper's code; None before it is known."""

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    def holds(self, word: SpokenWord) -> bool:
        """Return whether the middle of the word lies in the clip."""
        return self.start <= (word.start + word.end) / 2 < self.end


def cover_with_clips(turns: Sequence[Turn], duration: float, channel: int = 0) -> tuple[Clip, ...]:
    """Return clips that cover all turns, each as long as the window allows: the encoder takes equally long for each.

    A short clip gets a part of the one before it.
    """
    packed: list[list[Clip]] = []
    for stretch in _speech(turns, channel):
        if packed and stretch.end - packed[-1][0].start <= MAX_CLIP_SECONDS:
            packed[-1].append(stretch)
        else:
            packed.append([stretch])
    for place in range(1, len(packed)):
        if _whole(packed[place]).duration < MIN_LONG_SECONDS:
            packed[place - 1 : place + 1] = _balanced([*packed[place - 1], *packed[place]])
    return tuple(_widened([_whole(stretches) for stretches in packed], duration))


def _balanced(stretches: Sequence[Clip]) -> list[list[Clip]]:
    """Return the stretches of two clips shared out between them, so that the longer is as short as can be."""
    parts = [[[*stretches[:place]], [*stretches[place:]]] for place in range(1, len(stretches))]
    return min(parts, key=lambda both: max(_whole(part).duration for part in both))


def _whole(stretches: Sequence[Clip]) -> Clip:
    """Return the clip from the first stretch to the last."""
    return replace(stretches[0], end=stretches[-1].end)


def find_skipped(
    turns: Sequence[Turn], words: Sequence[SpokenWord], duration: float, channel: int = 0
) -> tuple[Clip, ...]:
    """Return clips of the utterances in which the decoder left out a passage, as it does where speakers change.

    `words` are those of this channel, sorted by start.
    """
    clips: list[Clip] = []
    utterances = join_turns(turns, channel)
    long = [
        utterance
        for utterance in utterances
        if utterance.duration <= MAX_CLIP_SECONDS and _longest_silence(utterance, words) >= _MIN_SKIPPED_SECONDS
    ]
    for stretch in sorted([*long, *_skipped_together(utterances, words)], key=lambda clip: clip.start):
        joined = Clip(clips[-1].start, max(stretch.end, clips[-1].end), channel) if clips else stretch
        if clips and stretch.start - clips[-1].end < _MAX_GAP_SECONDS and joined.duration <= MAX_CLIP_SECONDS:
            clips[-1] = joined
        else:
            # Where two overlap, words of both would be there twice.
            clips.append(replace(stretch, start=max(stretch.start, clips[-1].end)) if clips else stretch)
    return tuple(_widened(clips, duration))


def _skipped_together(utterances: Sequence[Clip], words: Sequence[SpokenWord]) -> Iterator[Clip]:
    """Yield stretches of short utterances that follow each other without any word."""
    stretch, spoken = None, 0.0
    for utterance in utterances:
        if utterance.duration >= _MIN_SKIPPED_SECONDS or _has_word(words, utterance.start, utterance.end):
            continue
        if (
            stretch is not None
            and utterance.start - stretch.end <= _MAX_ANSWERS_PAUSE_SECONDS
            and utterance.end - stretch.start <= MAX_CLIP_SECONDS
            and not _has_word(words, stretch.end, utterance.start)
        ):
            stretch = replace(stretch, end=max(stretch.end, utterance.end))
            spoken += utterance.duration
            continue
        if stretch is not None and spoken >= _MIN_SKIPPED_SECONDS:
            yield stretch
        stretch, spoken = utterance, utterance.duration
    if stretch is not None and spoken >= _MIN_SKIPPED_SECONDS:
        yield stretch


def _has_word(words: Sequence[SpokenWord], start: float, end: float) -> bool:
    return any(word.start < end and start < min(word.end, word.start + _MAX_WORD_SECONDS) for word in words)


def _speech(turns: Sequence[Turn], channel: int) -> Iterator[Clip]:
    """Yield stretches in which anybody speaks, in order, none longer than a clip."""
    union: list[Clip] = []
    for turn in sorted(turns, key=lambda turn: turn.start):
        if union and turn.start <= union[-1].end:
            union[-1] = replace(union[-1], end=max(union[-1].end, turn.end))
        else:
            union.append(Clip(turn.start, turn.end, channel))
    for stretch in union:
        pieces = max(1, math.ceil(stretch.duration / MAX_CLIP_SECONDS))
        step = stretch.duration / pieces
        for piece in range(pieces):
            yield Clip(stretch.start + step * piece, stretch.start + step * (piece + 1), channel)


def join_turns(turns: Sequence[Turn], channel: int) -> list[Clip]:
    """Return utterances: each speaker's turns joined over short pauses, sorted by start; they may overlap."""
    joined: list[Clip] = []
    last: dict[str, int] = {}
    for turn in sorted(turns, key=lambda turn: turn.start):
        index = last.get(turn.speaker)
        if index is not None and turn.start - joined[index].end <= _MAX_PAUSE_SECONDS:
            joined[index] = replace(joined[index], end=max(joined[index].end, turn.end))
        else:
            last[turn.speaker] = len(joined)
            joined.append(Clip(turn.start, turn.end, channel))
    return joined


def _longest_silence(utterance: Clip, words: Sequence[SpokenWord]) -> float:
    """Return the length of the longest part of the utterance that no word covers, in seconds."""
    longest, cursor = 0.0, utterance.start
    for word in words:
        end = min(word.end, word.start + _MAX_WORD_SECONDS)
        if end < utterance.start or word.start > utterance.end:
            continue
        longest = max(longest, word.start - cursor)
        cursor = max(cursor, end)
    return max(longest, utterance.end - cursor)


def _widened(packed: Sequence[Clip], duration: float) -> Iterator[Clip]:
    """Yield each clip with a margin that ends half-way to its neighbour."""
    for index, clip in enumerate(packed):
        before = packed[index - 1].end if index else -clip.start
        after = packed[index + 1].start if index + 1 < len(packed) else 2 * duration - clip.end
        yield replace(
            clip,
            start=max(clip.start - _MARGIN_SECONDS, (before + clip.start) / 2),
            end=min(clip.end + _MARGIN_SECONDS, (clip.end + after) / 2),
        )
