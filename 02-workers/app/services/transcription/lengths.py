"""Lengths of words that Whisper's alignment leaves without any."""

from collections.abc import Sequence

from scribe_contracts.artefacts import SpokenWord

MIN_WORD_SECONDS = 0.05
"""A player highlights what lasts so long, and a cut at a word's edges leaves something of it."""


def give_lengths(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words of one channel, sorted by start, none shorter than MIN_WORD_SECONDS where there is room.

    The room is the silence after the word, then the silence or the end of a longer word before it, then the start of a
    longer word after it. The order stays.
    """
    given = list(words)
    for place, word in enumerate(given):
        before = given[place - 1] if place else None
        after, later = (given[at] if at < len(given) else None for at in (place + 1, place + 2))
        start, end = word.start, word.end
        if after and end - start < MIN_WORD_SECONDS:
            end = max(end, min(start + MIN_WORD_SECONDS, after.start))
        if before and before.end <= start and end - start < MIN_WORD_SECONDS:
            start = min(start, max(end - MIN_WORD_SECONDS, before.start + MIN_WORD_SECONDS))
            given[place - 1] = _timed(before, before.start, min(before.end, start))
        if after and after.start >= end and end - start < MIN_WORD_SECONDS:
            latest = min(after.end - MIN_WORD_SECONDS, later.start if later else after.end)
            end = max(end, min(start + MIN_WORD_SECONDS, latest))
            given[place + 1] = _timed(after, max(after.start, end), after.end)
        given[place] = _timed(word, start, end)
    return given


def _timed(word: SpokenWord, start: float, end: float) -> SpokenWord:
    if (start, end) == (word.start, word.end):
        return word
    return word.model_copy(update={"start": round(start, 3), "end": round(end, 3)})
