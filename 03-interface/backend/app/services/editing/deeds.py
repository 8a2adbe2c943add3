"""What an edit did, in short."""

from app.core.text import one_line
from app.models import Deed, DeedKind
from app.schemas.revision import EditText, MergeSpeakers, Reassign, RenameSpeaker
from app.services.editing.operations import Simple, pick, speaker_of
from scribe_contracts.transcript import Segment, Transcript

_LONGEST = 240


def describe(before: Transcript, operation: Simple, after: Transcript) -> Deed:
    match operation:
        case RenameSpeaker():
            name = speaker_of(before, operation.speaker).name
            return Deed(kind=DeedKind.RENAME, speaker=operation.speaker, before=name, after=operation.name)
        case MergeSpeakers():
            return Deed(
                kind=DeedKind.MERGE,
                speaker=operation.speaker,
                into=operation.into,
                before=speaker_of(before, operation.speaker).name,
                after=speaker_of(after, operation.into).name,
            )
        case Reassign():
            chosen = pick(before, operation.segments)
            return Deed(
                kind=DeedKind.REASSIGN,
                speaker=chosen[0].speaker,
                into=operation.speaker,
                before=speaker_of(before, chosen[0].speaker).name,
                after=speaker_of(after, operation.speaker).name,
                count=len(chosen),
                start=chosen[0].start,
            )
        case EditText():
            chosen = pick(before, operation.segments)
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
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
