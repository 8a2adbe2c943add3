"""Cuts of segments between two words: all parts keep their words and the times of these."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from app.core.text import one_line
from app.services.editing.chunks import PlacedWord, place_words
from scribe_contracts.transcript import Segment


def cut_before(segment: Segment, word: int, new_id: int) -> tuple[Segment, ...]:
    """Return the two parts of a segment, of which the second begins with this word and has the new id.

    `word` counts from 0. Return the segment alone where there is nothing to cut: before its first word, after its last.
    """
    text, placed = place_words([segment])
    if not 0 < word < len(placed):
        return (segment,)
    return tuple(_parts(segment, text, placed, [word], new_id))


def count_words(segment: Segment) -> int:
    """Return the number of words between which a segment can be cut."""
    return len(place_words([segment])[1])


def cut_lines(segments: Sequence[Segment], lines: Sequence[str], next_id: int) -> Iterator[Segment]:
    """Yield the segments, which say these lines, cut so that each line but the first begins a passage.

    New segments are numbered from `next_id`.
    """
    letters, begins = 0, set()
    for line in lines[:-1]:
        letters += _count_letters(line)
        begins.add(letters)
    done = 0
    for segment in segments:
        text, placed = place_words([segment])
        words = _words_at(text, placed, done, begins)
        done += _count_letters(text)
        points = [word for word in words if word > 0]
        for number, part in enumerate(_parts(segment, text, placed, points, next_id)):
            is_first = number > 0 or 0 in words
            yield part.model_copy(update={"begins_passage": True}) if is_first else part
        next_id += len(points)


def is_only_cut(segments: Sequence[Segment], lines: Sequence[str]) -> bool:
    """Return whether the lines say what the segments say, each from the beginning of a word."""
    text, placed = place_words(segments)
    starts = {item.begin for item in placed}
    at = 0
    for number, line in enumerate(lines):
        at += number > 0 and text[at : at + 1] == " "
        if at not in starts or not text.startswith(line, at):
            return False
        at += len(line)
    return at == len(text)


def _words_at(text: str, placed: Sequence[PlacedWord], done: int, begins: Collection[int]) -> list[int]:
    """Return the places of the words that have as many letters before them as one of `begins` says."""
    found = []
    for number, item in enumerate(placed):
        if done in begins:
            found.append(number)
        done += _count_letters(text[item.begin : item.end])
    return found


def _parts(
    segment: Segment, text: str, placed: Sequence[PlacedWord], points: Sequence[int], next_id: int
) -> Iterator[Segment]:
    """Yield the parts of a segment that begin at its start and at these words."""
    if not points:
        yield segment
        return
    for number, (begin, end) in enumerate(pairwise([0, *points, len(placed)])):
        own = placed[begin:end]
        start = segment.start if begin == 0 else min(item.word.start for item in own)
        stop = segment.end if end == len(placed) else max(item.word.end for item in own)
        changed = {
            "start": min(max(start, segment.start), segment.end),
            "end": min(max(stop, start, segment.start), segment.end),
            "text": text[own[0].begin : own[-1].end],
            "words": tuple(item.word for item in own),
        }
        if number > 0:
            origin = segment.id if segment.part_of is None else segment.part_of
            changed |= {"id": next_id + number - 1, "part_of": origin, "begins_passage": None}
        yield segment.model_copy(update=changed)


def _count_letters(text: str) -> int:
    """Return the number of characters that are no spaces."""
    return len(one_line(text).replace(" ", ""))
