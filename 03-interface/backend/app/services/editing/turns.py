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
    now = {segment.id: segment.speaker for segment in edited.segments}
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


def _cut(turn: Turn, inside: Sequence[Segment], now: dict[int, str], otherwise: str) -> Iterator[Turn]:
    start, speaker, end = turn.start, None, turn.start
    for segment in inside:
        owner = now.get(segment.id, otherwise)
        if speaker is not None and owner != speaker:
            middle = min(max((end + segment.start) / 2, start), turn.end)
            if middle > start:
                yield Turn(speaker=speaker, start=start, end=middle)
            start = middle
        speaker, end = owner, max(end, segment.end)
    if turn.end > start:
        yield Turn(speaker=speaker or otherwise, start=start, end=turn.end)


def _successors(heard: Transcript, edited: Transcript) -> Iterator[tuple[str, str]]:
    """Yield each speaker that is gone with the one who has most of their words."""
    now = {segment.id: segment.speaker for segment in edited.segments}
    left = {speaker.id for speaker in edited.speakers}
    words_by_successor: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for segment in heard.segments:
        if segment.speaker not in left and segment.id in now:
            words_by_successor[segment.speaker][now[segment.id]] += len(segment.words) + 1
    for speaker, counts in words_by_successor.items():
        yield speaker, counts.most_common(1)[0][0]
