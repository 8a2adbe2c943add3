"""The machine's transcripts among the revisions of a meeting."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Deed, DeedKind, Meeting, Revision

_MACHINES = (DeedKind.MACHINE, DeedKind.PROCESS)


def machine_place(meeting: Meeting, revision: Revision | None) -> int | None:
    """Return the attempt among whose artefacts the transcript of a revision lies; None if it is a file of its own.

    No revision is the machine's transcript that is read now. Older versions of the product kept copies, since every
    attempt wrote to the same place.
    """
    if revision is None:
        return meeting.result_place
    if revision.deed.kind in _MACHINES and revision.attempt >= meeting.root_attempt:
        return meeting.place_of(revision.attempt)
    return None


def machine_revision(meeting: Meeting) -> Revision:
    """Return what the machine heard, as the revision before all edits."""
    return Revision(
        meeting_id=meeting.id,
        number=0,
        author=None,
        attempt=meeting.attempt if meeting.result_attempt is None else meeting.result_attempt,
        deed=Deed(kind=DeedKind.MACHINE),
        created_at=meeting.result_at or meeting.finished_at or meeting.created_at,
    )


async def note_result(session: AsyncSession, meeting: Meeting, attempt: int) -> None:
    """Put the result of a new attempt on top of the history, so that what was read before can be restored.

    Call it while the meeting's row is locked and still names the earlier result. A transcript that was imported comes
    out of every attempt as it was, so that edits of it stay on top.
    """
    if meeting.imported or meeting.result_attempt is None or meeting.result_attempt == attempt:
        return
    newest = await session.scalar(select(func.max(Revision.number)).where(Revision.meeting_id == meeting.id))
    if newest is None:
        session.add(machine_revision(meeting))
        newest = 0
    session.add(
        Revision(
            meeting_id=meeting.id,
            number=newest + 1,
            author_id=None,
            edit_id=None,
            attempt=attempt,
            deed=Deed(kind=DeedKind.PROCESS, revision=newest),
        )
    )
    await session.flush()


async def machine_attempts(session: AsyncSession, meeting: Meeting) -> set[int]:
    """Return the attempts whose transcripts are revisions, and have to be kept."""
    rows = await session.scalars(select(Revision).where(Revision.meeting_id == meeting.id))
    return {row.attempt for row in rows if row.deed.kind in _MACHINES}
