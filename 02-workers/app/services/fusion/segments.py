"""Segments and speakers of the transcript, built from words and their speakers."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.services.fusion.phrases import ends_sentence
from scribe_contracts.artefacts import Identification, SpokenWord, Turn
from scribe_contracts.transcript import Segment, Speaker, Word

_PAUSE_SECONDS = 1.5
"""Silence that ends a segment even in the middle of a sentence."""


def build_segments(
    words: Sequence[SpokenWord], speakers: Sequence[str], joins: Sequence[float] = ()
) -> tuple[Segment, ...]:
    """Return sentences of one speaker each, with every word once, in order; `speakers` has one for each word.

    No sentence runs across `joins`, the times in seconds at which one recording ends and another begins.
    """
    cuts = [0, *_cuts(words, speakers, joins), len(words)] if words else []
    return tuple(_segment(number, words[a:b], speakers[a]) for number, (a, b) in enumerate(pairwise(cuts)))


def describe_speakers(
    turns: Sequence[Turn], identification: Identification, spoken: Sequence[Segment]
) -> tuple[Speaker, ...]:
    """Return everybody who has a turn or a segment, with a name where the voice is known."""
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


def _cuts(words: Sequence[SpokenWord], speakers: Sequence[str], joins: Sequence[float]) -> Iterator[int]:
    recordings = [bisect_right(joins, (word.start + word.end) / 2) for word in words]
    for index in range(1, len(words)):
        last = words[index - 1]
        if (
            speakers[index] != speakers[index - 1]
            or words[index].start - last.end > _PAUSE_SECONDS
            or ends_sentence(last)
            or recordings[index] != recordings[index - 1]
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
