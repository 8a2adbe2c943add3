"""The words that a comment is about, in the transcript as it is now."""

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from app.services.editing.chunks import PlacedWord, place_words
from scribe_contracts.transcript import Segment, Word

_SLACK_SECONDS = 0.001
"""More than what rounding changes."""


class Quote(NamedTuple):
    text: str
    """Words in order, those of different segments with a space between them; empty if none are left."""

    speaker: str | None
    """Id of who says the first of them."""


Placed = tuple[str, list[PlacedWord]]
"""A text, and the words in it."""


def place(segment: Segment) -> Placed:
    """Return the text of a segment with its words, as `find_quote` looks at them."""
    return place_words([segment])


def find_quote(
    segments: Sequence[Segment],
    start: float,
    end: float,
    origins: Sequence[int],
    place: Callable[[Segment], Placed] = place,
) -> Quote:
    """Return the words from the one that begins at `start` to the one that ends at `end`, in segments from these.

    Each attempt numbers its segments anew. Where somebody speaks in that time outside of the segments that are named,
    the numbers are those of another attempt, and whoever speaks then is quoted. Times are in seconds; where two speak
    at once, the last word may end before the first begins. `place` may remember the words of segments.
    """
    wanted = set(origins)
    within = _Time(min(start, end), max(start, end))
    said = [(segment, within) for segment in segments]
    named = [segment for segment in segments if origin(segment) in wanted]
    others = [segment for segment in segments if origin(segment) not in wanted]
    if all(_is_covered(item.word, named) for segment in others for item in _words(place(segment), within)):
        said = [(segment, _time_of(segment, start, end, origins, named)) for segment in named]
    found = [(segment, text) for segment, time in said if (text := _text(place(segment), time))]
    return Quote(" ".join(text for _, text in found), found[0][0].speaker if found else None)


class _Time(NamedTuple):
    start: float
    end: float

    def holds(self, seconds: float) -> bool:
        return self.start - _SLACK_SECONDS <= seconds <= self.end + _SLACK_SECONDS


def _is_covered(word: Word, named: Sequence[Segment]) -> bool:
    return any(_Time(segment.start, segment.end).holds(_middle(word)) for segment in named)


def _time_of(segment: Segment, start: float, end: float, origins: Sequence[int], named: Sequence[Segment]) -> _Time:
    """Return what counts of a named segment. If the first and the last speak at once, each has one bound of its own."""
    if len(origins) > 1 and _are_at_once(*(_extent(named, origins[at]) for at in (0, -1))):
        if origin(segment) == origins[0]:
            return _Time(start, inf)
        if origin(segment) == origins[-1]:
            return _Time(-inf, end)
    return _Time(min(start, end), max(start, end))


def _extent(named: Sequence[Segment], whole: int) -> _Time | None:
    parts = [segment for segment in named if origin(segment) == whole]
    return _Time(min(each.start for each in parts), max(each.end for each in parts)) if parts else None


def _are_at_once(one: _Time | None, other: _Time | None) -> bool:
    return one is not None and other is not None and one.end > other.start and other.end > one.start


def _text(placed: Placed, time: _Time) -> str:
    said = _words(placed, time)
    return placed[0][said[0].begin : said[-1].end] if said else ""


def _words(placed: Placed, time: _Time) -> list[PlacedWord]:
    """Return those of the words whose middle is in this time."""
    return [item for item in placed[1] if time.holds(_middle(item.word))]


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2


def origin(segment: Segment) -> int:
    """Return the id of the segment that this one is, or is a part of."""
    return segment.id if segment.part_of is None else segment.part_of
