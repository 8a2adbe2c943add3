"""The difference between two states of a transcript, and reverting it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from app.core.errors import ConflictError
from app.schemas.revision import Changes
from scribe_contracts.transcript import Segment, Speaker, Transcript

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class EditOverlapsError(ConflictError):
    """The changes to be reverted have been changed again since."""

    code = "edit_overlaps"


def compare(before: Transcript, after: Transcript) -> Changes:
    """Return the speakers and segments that differ."""
    known = {segment.id: segment for segment in before.segments}
    left = {segment.id for segment in after.segments}
    previous = (None, *(segment.id for segment in after.segments))
    changed = [
        (segment, place)
        for segment, place in zip(after.segments, previous, strict=False)
        if known.get(segment.id) != segment
    ]
    return Changes(
        speakers=after.speakers,
        segments=tuple(segment for segment, _ in changed),
        previous=tuple(place for _, place in changed),
        removed=tuple(id_ for id_ in known if id_ not in left),
    )


def revert(head: Transcript, before: Transcript, after: Transcript) -> Transcript:
    """Return `head` without the changes from `before` to `after`.

    Raise EditOverlapsError if they have been changed again since.
    """
    if head == after:
        return before
    segments = _without(
        {segment.id: segment for segment in head.segments},
        {segment.id: segment for segment in before.segments},
        {segment.id: segment for segment in after.segments},
    )
    speakers = _speakers(head, before, after)
    spoken = {segment.speaker for segment in segments.values()}
    created = {speaker.id for speaker in after.speakers} - {speaker.id for speaker in before.speakers}
    for id_ in created - spoken:
        speakers.pop(id_, None)
    if not spoken <= speakers.keys():
        raise _overlap()
    return head.model_copy(
        update={
            "segments": _in_order(segments, head, before),
            "speakers": tuple(speaker for _, speaker in sorted(speakers.items())),
        }
    )


def put_on_top(head: Transcript, before: Transcript, after: Transcript) -> Transcript:
    """Return `head` with the changes of segments from `before` to `after`.

    Raise EditOverlapsError if `head` has changed the same segments since `before`.
    """
    segments = _without(
        {segment.id: segment for segment in head.segments},
        {segment.id: segment for segment in after.segments},
        {segment.id: segment for segment in before.segments},
    )
    language = head.language if before.language == after.language else after.language
    return head.model_copy(update={"segments": _in_order(segments, head, after), "language": language})


def _in_order(segments: Mapping[int, Segment], head: Transcript, other: Transcript) -> tuple[Segment, ...]:
    """Return the segments in the order of `head`; those that only `other` has stand after what they follow there."""
    known = {
        segment.id
        for segment in head.segments
        if segment.id in segments and _is_same_place(segment, segments[segment.id])
    }
    followers: defaultdict[int | None, list[int]] = defaultdict(list)
    place: int | None = None
    for segment in other.segments:
        if segment.id in known:
            place = segment.id
        elif segment.id in segments:
            followers[place].append(segment.id)
    order = [*followers[None]]
    for segment in head.segments:
        if segment.id in known:
            order += [segment.id, *followers[segment.id]]
    return tuple(segments[id_] for id_ in order)


def _is_same_place(one: Segment, two: Segment) -> bool:
    """Return whether two segments with one id stand at one place.

    An id means another segment once its own was cut off and taken back, or the meeting was processed again.
    """
    overlap = one.start == two.start or (one.start < two.end and two.start < one.end)
    return one.part_of == two.part_of and overlap


def _overlap() -> EditOverlapsError:
    return EditOverlapsError("What this revision changed has been changed again since.")


def _without(
    head: Mapping[KeyT, ValueT], before: Mapping[KeyT, ValueT], after: Mapping[KeyT, ValueT]
) -> dict[KeyT, ValueT]:
    """Return `head` with the values of `before` where `after` has others."""
    result = dict(head)
    for key in before.keys() | after.keys():
        was, became = before.get(key), after.get(key)
        if was == became:
            continue
        if head.get(key) != became:
            raise _overlap()
        if was is None:
            del result[key]
        else:
            result[key] = was
    return result


def _speakers(head: Transcript, before: Transcript, after: Transcript) -> dict[str, Speaker]:
    """Revert the identities of speakers, and subtract their change of speaking time, since later edits added to it."""
    was, became = _by_id(before), _by_id(after)
    left = {id_: speaker for id_, speaker in _by_id(head).items() if id_ in was or id_ not in became}
    created = {id_: speaker for id_, speaker in _by_id(head).items() if id_ not in left}
    identities = _without(
        {id_: _identity(speaker) for id_, speaker in left.items()},
        {id_: _identity(speaker) for id_, speaker in was.items()},
        {id_: _identity(speaker) for id_, speaker in became.items() if id_ in was},
    )
    result = {}
    for id_, identity in identities.items():
        seconds = left[id_].speech_seconds if id_ in left else 0.0
        seconds += _seconds(was.get(id_)) - _seconds(became.get(id_))
        result[id_] = identity.model_copy(update={"speech_seconds": max(0.0, round(seconds, 3))})
    return result | created


def _by_id(transcript: Transcript) -> dict[str, Speaker]:
    return {speaker.id: speaker for speaker in transcript.speakers}


def _identity(speaker: Speaker) -> Speaker:
    return speaker.model_copy(update={"speech_seconds": 0.0})


def _seconds(speaker: Speaker | None) -> float:
    return speaker.speech_seconds if speaker else 0.0
