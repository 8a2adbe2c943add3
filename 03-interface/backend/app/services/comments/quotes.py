"""The words that a comment is about, in the transcript as it is now."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.services.editing.chunks import place_words
from scribe_contracts.transcript import Segment

_SLACK_SECONDS = 0.001
"""More than what rounding changes."""


class Quote(NamedTuple):
    text: str
    """Words in order, those of different segments with a space between them; empty if none are left."""

    speaker: str | None
    """Id of who says the first of them."""


def find_quote(segments: Sequence[Segment], start: float, end: float, origins: Collection[int]) -> Quote:
    """Return the words said from `start` to `end`, in seconds, in segments that come from these.

    Where none of these is left, as after the meeting was processed again, whoever speaks then is quoted.
    """
    wanted = set(origins)
    same = [segment for segment in segments if _origin(segment) in wanted]
    for among in (same, segments):
        found = [(segment, text) for segment in among if (text := _words(segment, start, end))]
        if found or same:
            return Quote(" ".join(text for _, text in found), found[0][0].speaker if found else None)
    return Quote("", None)


def _words(segment: Segment, start: float, end: float) -> str:
    text, placed = place_words([segment])
    said = [
        item
        for item in placed
        if start - _SLACK_SECONDS <= _middle(item.word.start, item.word.end) <= end + _SLACK_SECONDS
    ]
    return text[said[0].begin : said[-1].end] if said else ""


def _middle(start: float, end: float) -> float:
    return (start + end) / 2


def _origin(segment: Segment) -> int:
    return segment.id if segment.part_of is None else segment.part_of
