"""Replacement of the words of some segments of a transcript."""

from collections.abc import Sequence

from scribe_contracts.artefacts import SpokenWord
from scribe_contracts.transcript import Segment, Transcript, Word


def reword(before: Transcript, chosen: Sequence[Segment], words: Sequence[SpokenWord], language: str) -> Transcript:
    """Return the transcript with these words, in this language, in place of those of the chosen segments.

    Every segment keeps its id and its speaker, so that edits of others can be put together with this. A word goes to
    the chosen segment in which most of it lies, or to the nearest. A segment that is left without words is removed.
    """
    own: dict[int, list[SpokenWord]] = {segment.id: [] for segment in chosen}
    for word in words:
        own[min(chosen, key=lambda segment: _distance(word, segment)).id].append(word)
    segments = [
        _segment(segment, own[segment.id], language) if segment.id in own else segment
        for segment in before.segments
        if segment.id not in own or own[segment.id]
    ]
    changed = {"segments": tuple(segments)}
    if segments and {segment.language or before.language for segment in segments} == {language}:
        return before.model_copy(update={**changed, "language": language, "language_probability": 1.0})
    return before.model_copy(update=changed)


def _distance(word: SpokenWord, segment: Segment) -> tuple[bool, float]:
    """Return how far a word is from a segment, in seconds, or by how little it overlaps it."""
    overlap = min(word.end, segment.end) - max(word.start, segment.start)
    if word.speaker is not None and word.speaker != segment.speaker:
        return True, -overlap
    return False, -overlap


def _segment(segment: Segment, words: Sequence[SpokenWord], language: str) -> Segment:
    return segment.model_copy(
        update={
            "start": words[0].start,
            "end": max(word.end for word in words),
            "text": "".join(word.text for word in words).strip(),
            "language": language,
            "words": tuple(
                Word(
                    start=word.start,
                    end=word.end,
                    text=word.text.strip(),
                    probability=word.probability,
                    speaker=segment.speaker,
                )
                for word in words
            ),
        }
    )
