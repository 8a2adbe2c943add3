"""Short descriptions of edits."""

from app.core.text import one_line
from app.models import Deed, DeedKind
from app.schemas.revision import EditText, MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing.operations import TranscriptOperation, find_speaker, select_segments
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
                start=chosen[0].start,
            )
        case EditText():
            chosen = select_segments(before, operation.segments)
            left = {segment.id: segment for segment in after.segments}
            return Deed(
                kind=DeedKind.EDIT,
                speaker=chosen[0].speaker,
                before=_said(chosen),
                after=_said([left[segment.id] for segment in chosen if segment.id in left]),
                start=chosen[0].start,
            )


def _said(segments: list[Segment]) -> str:
    text = one_line(" ".join(segment.text for segment in segments))
    return text if len(text) <= _MAX_EXCERPT_LENGTH else f"{text[: _MAX_EXCERPT_LENGTH - 1]}…"
