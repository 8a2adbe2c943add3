"""Turns of the diarization with the speakers of an edited transcript."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from scribe_contracts.artefacts import Turn
from scribe_contracts.transcript import Segment, Transcript


def follow_edits(turns: Sequence[Turn], heard: Transcript, edited: Transcript) -> tuple[Turn, ...]:
    """Return the turns with every stretch given to the speaker of the edited text.

    `heard` is the machine's transcript of these turns. A turn goes with the segments that its speaker says in it; if
    they went to several people it is cut half-way between them. A turn without words follows its speaker.
    """
    now = _parts(heard, edited)
    said: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(heard.segments, key=lambda segment: segment.start):
        said[segment.speaker].append(segment)
    ends = {speaker: [segment.end for segment in segments] for speaker, segments in said.items()}
    successors = dict(_successors(heard, edited))
    followed: list[Turn] = []
    for turn in turns:
        own = said.get(turn.speaker, [])
        first = bisect_left(ends.get(turn.speaker, []), turn.start)
        inside: list[Segment] = []
        for segment in own[first:]:
            if segment.start >= turn.end:
                break
            inside.append(segment)
        followed += _cut(turn, inside, now, successors.get(turn.speaker, turn.speaker))
    return tuple(sorted(followed, key=lambda turn: (turn.start, turn.end)))


def turns_from_text(edited: Transcript) -> tuple[Turn, ...]:
    """Return turns made from the text alone, for a transcript whose own diarization no longer exists."""
    turns = (Turn(speaker=each.speaker, start=each.start, end=each.end) for each in edited.segments)
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.end)))


def _parts(heard: Transcript, edited: Transcript) -> dict[int, list[Segment]]:
    """Return what has become of each segment that was heard, by its id: itself, or the parts it was cut into."""
    already_cut = {(segment.id, segment.part_of) for segment in heard.segments}
    parts: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in edited.segments:
        is_itself = (segment.id, segment.part_of) in already_cut
        origin = segment.id if is_itself or segment.part_of is None else segment.part_of
        parts[origin].append(segment)
    return dict(parts)


def _cut(turn: Turn, inside: Sequence[Segment], now: dict[int, list[Segment]], otherwise: str) -> Iterator[Turn]:
    start, speaker, end = turn.start, None, turn.start
    for owner, segment in ((owner, part) for each in inside for owner, part in _owners(each, now, otherwise)):
        if speaker is not None and owner != speaker:
            middle = min(max((end + segment.start) / 2, start), turn.end)
            if middle > start:
                yield Turn(speaker=speaker, start=start, end=middle)
            start = middle
        speaker, end = owner, max(end, segment.end)
    if turn.end > start:
        yield Turn(speaker=speaker or otherwise, start=start, end=turn.end)


def _owners(heard: Segment, now: dict[int, list[Segment]], otherwise: str) -> Iterator[tuple[str, Segment]]:
    parts = now.get(heard.id)
    if not parts:
        yield otherwise, heard
    elif len(parts) == 1:
        yield parts[0].speaker, heard
    else:
        yield from ((part.speaker, part) for part in parts)


def _successors(heard: Transcript, edited: Transcript) -> Iterator[tuple[str, str]]:
    """Yield each speaker that is gone with the one who has most of their words."""
    now = _parts(heard, edited)
    left = {speaker.id for speaker in edited.speakers}
    words_by_successor: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for segment in heard.segments:
        if segment.speaker not in left:
            for part in now.get(segment.id, ()):
                words_by_successor[segment.speaker][part.speaker] += len(part.words) + 1
    for speaker, counts in words_by_successor.items():
        yield speaker, counts.most_common(1)[0][0]
