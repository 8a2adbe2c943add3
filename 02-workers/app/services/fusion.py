"""Who said which word: words meet turns, and sentences are cut where the speaker changes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scribe_contracts.artefacts import Identification, SpokenWord, Turn
from scribe_contracts.transcript import Segment, Speaker, Word

_SENTENCE_END = re.compile(r"[.?!…。？！]['\"”’»)\]]*$")
_PAUSE_SECONDS = 1.5
"""A silence that ends a segment even in the middle of a sentence."""

_NOBODY = "SPEAKER_00"
"""Who speaks where diarization heard no voice at all."""


class _Timeline:
    """Turns sorted by start, to be asked about in logarithmic time."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = sorted(turns, key=lambda turn: (turn.start, turn.end))
        self._starts = [turn.start for turn in self._turns]
        self._longest = max((turn.end - turn.start for turn in self._turns), default=0.0)

    def speaker_of(self, start: float, end: float, previous: str | None) -> str:
        """The speaker heard for most of the time between; in a tie the one who was speaking; else the nearest."""
        overlap: dict[str, float] = {}
        for turn in self._near(start, end):
            shared = min(turn.end, end) - max(turn.start, start)
            if shared > 0:
                overlap[turn.speaker] = overlap.get(turn.speaker, 0.0) + shared
        if not overlap:
            return self._nearest(start, end)
        most = max(overlap.values())
        best = [speaker for speaker, shared in overlap.items() if shared > most - 1e-6]
        return previous if previous in best else best[0]

    def _near(self, start: float, end: float) -> Iterator[Turn]:
        for index in range(bisect_left(self._starts, start - self._longest), len(self._turns)):
            if self._turns[index].start >= end:
                return
            yield self._turns[index]

    def _nearest(self, start: float, end: float) -> str:
        if not self._turns:
            return _NOBODY
        return min(self._turns, key=lambda turn: max(turn.start - end, start - turn.end)).speaker


def assign_speakers(words: Sequence[SpokenWord], turns: Sequence[Turn]) -> list[str]:
    """The speaker of each word, in the order of `words`."""
    timeline = _Timeline(turns)
    speakers: list[str] = []
    for word in words:
        previous = speakers[-1] if speakers else None
        speakers.append(word.speaker or timeline.speaker_of(word.start, word.end, previous))
    return speakers


def segments(words: Sequence[SpokenWord], turns: Sequence[Turn]) -> tuple[Segment, ...]:
    """Sentences of one speaker each, holding every word exactly once, in order."""
    speakers = assign_speakers(words, turns)
    cuts = [0, *_cuts(words, speakers), len(words)] if words else []
    return tuple(_segment(number, words[a:b], speakers[a]) for number, (a, b) in enumerate(pairwise(cuts)))


def speakers(turns: Sequence[Turn], identification: Identification, spoken: Sequence[Segment]) -> tuple[Speaker, ...]:
    """Everybody who has a turn or a word, by name where the voice is known."""
    seconds: dict[str, float] = {segment.speaker: 0.0 for segment in spoken}
    for turn in turns:
        seconds[turn.speaker] = seconds.get(turn.speaker, 0.0) + turn.end - turn.start
    known = {speaker.speaker: speaker for speaker in identification.speakers if speaker.name is not None}
    return tuple(
        Speaker(
            id=label,
            name=known[label].name if label in known else None,
            voice_id=known[label].voice_id if label in known else None,
            similarity=known[label].similarity if label in known else None,
            speech_seconds=round(total, 3),
        )
        for label, total in sorted(seconds.items())
    )


def _cuts(words: Sequence[SpokenWord], speakers: Sequence[str]) -> Iterator[int]:
    for index in range(1, len(words)):
        last = words[index - 1]
        if (
            speakers[index] != speakers[index - 1]
            or words[index].start - last.end > _PAUSE_SECONDS
            or _SENTENCE_END.search(last.text.strip())
        ):
            yield index


def _segment(number: int, words: Sequence[SpokenWord], speaker: str) -> Segment:
    return Segment(
        id=number,
        speaker=speaker,
        start=words[0].start,
        end=max(word.end for word in words),
        text="".join(word.text for word in words).strip(),
        words=tuple(
            Word(start=word.start, end=word.end, text=word.text.strip(), probability=word.probability, speaker=speaker)
            for word in words
        ),
    )
