"""Notes typed while recording: comments at a second, which find their passage once there is a transcript."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.nudges.nudges import tell
from app.models import Comment, Meeting
from app.models.marks.recorded_note import RecordedNotes
from app.services.editing.chunks import place_words
from scribe_contracts.transcript import Segment, Transcript


async def keep_notes(session: AsyncSession, meeting: Meeting, notes: RecordedNotes | None) -> None:
    """Add the notes that came with a recording as comments of its owner, in the transaction that makes the meeting."""
    if not notes:
        return
    # Comments refer to the meeting's row.
    await session.flush()
    session.add_all(
        Comment(
            meeting_id=meeting.id,
            author_id=meeting.owner_id,
            start=note.second,
            end=note.second,
            segments=[],
            text=note.text,
            second=note.second,
        )
        for note in notes.root
    )


async def place_notes(session: AsyncSession, meeting: Meeting, transcript: Transcript) -> None:
    """Give each note that has no passage yet the one at its second; the caller holds the meeting's row.

    Where nothing was said at all, notes stay as they are.
    """
    waiting = Comment.second.is_not(None), func.cardinality(Comment.segments) == 0
    notes = list(await session.scalars(select(Comment).where(Comment.meeting_id == meeting.id, *waiting)))
    if not notes or not transcript.segments:
        return
    for note in notes:
        segment = passage_at(transcript.segments, note.start)
        words = [item.word for item in place_words([segment])[1]]
        note.start = min((word.start for word in words), default=segment.start)
        note.end = max((word.end for word in words), default=segment.end)
        note.segments = [segment.id if segment.part_of is None else segment.part_of]
    await session.flush()
    await tell(session, meeting.id)


def passage_at(segments: Sequence[Segment], second: float) -> Segment:
    """Return the segment that is said at a second, or else the last before it: one writes of what one has heard."""
    begun = [segment for segment in segments if segment.start <= second]
    if not begun:
        return min(segments, key=lambda segment: segment.start)
    said = [segment for segment in begun if segment.end >= second]
    return max(said, key=lambda segment: segment.start) if said else max(begun, key=lambda segment: segment.end)
