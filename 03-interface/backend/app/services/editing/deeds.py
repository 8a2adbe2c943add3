"""Short descriptions of edits."""

from collections.abc import Collection

from app.core.text import one_line
from app.models import Deed, DeedKind
from app.schemas.revision import EditText, Join, MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing.operations import TranscriptOperation, find_speaker, passages_of, select_segments
from scribe_contracts.transcript import Segment, Transcript

_MAX_EXCERPT_LENGTH = 240


def describe(before: Transcript, operation: TranscriptOperation, after: Transcript) -> Deed:
    """Describe an operation, given the transcript before and after it."""
    match operation:
        case RenameSpeaker():
            name = find_speaker(before, operation.speaker).name
            return Deed(kind=DeedKind.RENAME, speaker=operation.speaker, before=name, after=operation.name)
        case MergeSpeakers():
            return Deed(
                kind=DeedKind.MERGE,
                speaker=operation.speaker,
                into=operation.into,
                before=find_speaker(before, operation.speaker).name,
                after=find_speaker(after, operation.into).name,
            )
        case Reassign():
            chosen = select_segments(before, operation.segments)
            return Deed(
                kind=DeedKind.REASSIGN,
                speaker=chosen[0].speaker,
                into=operation.speaker,
                before=find_speaker(before, chosen[0].speaker).name,
                after=find_speaker(after, operation.speaker).name,
                count=len(chosen),
                words=_count_words(before, after) if len(after.segments) > len(before.segments) else None,
                start=chosen[0].start,
            )
        case EditText():
            chosen = select_segments(before, operation.segments)
            ids = {segment.id for segment in chosen} | _new_ids(before, after)
            return Deed(
                kind=DeedKind.SPLIT if len(passages_of(operation)) > 1 else DeedKind.EDIT,
                speaker=chosen[0].speaker,
                before=_said(chosen),
                after=_said([segment for segment in after.segments if segment.id in ids]),
                start=chosen[0].start,
            )
        case Join():
            chosen = select_segments(before, operation.segments)
            (joined,) = select_segments(after, operation.segments[:1])
            return Deed(
                kind=DeedKind.JOIN,
                speaker=chosen[0].speaker,
                into=joined.speaker,
                after=find_speaker(after, joined.speaker).name,
                start=chosen[0].start,
            )


def _new_ids(before: Transcript, after: Transcript) -> set[int]:
    return {segment.id for segment in after.segments} - {segment.id for segment in before.segments}


def _count_words(before: Transcript, after: Transcript) -> int:
    """Return the number of words that have another speaker than before, segments being cut between them."""
    spoken = {segment.id: segment.speaker for segment in before.segments}
    return sum(
        len(segment.words)
        for segment in after.segments
        if segment.speaker != spoken.get(segment.id, spoken.get(_origin(segment, spoken)))
    )


def _origin(segment: Segment, known: Collection[int]) -> int:
    return segment.id if segment.part_of is None or segment.part_of not in known else segment.part_of


def _said(segments: list[Segment]) -> str:
    text = one_line(" ".join(segment.text for segment in segments))
    return text if len(text) <= _MAX_EXCERPT_LENGTH else f"{text[: _MAX_EXCERPT_LENGTH - 1]}…"
