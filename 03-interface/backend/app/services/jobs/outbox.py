"""Jobs for the workers, written with the meeting in one transaction.

`enqueue` is what uploading and retrying call; the row it adds is sent after the commit (see `dispatcher`).
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Meeting, OutboxJob, Voice
from scribe_contracts import jobs, storage

ENQUEUED = "enqueued"
"""Mark in a session's `info`: the dispatcher is woken when the session commits."""


async def enqueue(session: AsyncSession, meeting: Meeting, *, request_id: str) -> None:
    """Ask for this attempt of the meeting. The caller sets status and attempt; nothing is sent if it rolls back."""
    await session.flush()
    job = jobs.ProcessMeeting(
        meeting_id=meeting.id,
        attempt=meeting.attempt,
        request_id=request_id,
        options=meeting.options,
        voices=_payload(await usable_voices(session, meeting)),
    )
    session.add(OutboxJob(meeting_id=meeting.id, attempt=meeting.attempt, job=job))
    await session.flush()
    session.info[ENQUEUED] = True


async def usable_voices(session: AsyncSession, meeting: Meeting) -> list[Voice]:
    """The voices enrolled with the meeting, its owner's and the shared ones.

    Of several with one name only those nearest to the meeting count: the same person twice would make a rival of
    themselves, and identification asks for a distance to the runner-up.
    """
    rows = await session.scalars(
        select(Voice)
        .where(
            or_(
                Voice.meeting_id == meeting.id,
                Voice.meeting_id.is_(None) & (or_(Voice.owner_id == meeting.owner_id, Voice.shared)),
            )
        )
        .order_by(Voice.created_at, Voice.id)
    )
    return _nearest(rows, meeting.owner_id)


def _nearest(voices: Iterable[Voice], owner_id: UUID) -> list[Voice]:
    def distance(voice: Voice) -> int:
        if voice.meeting_id is not None:
            return 0
        return 1 if voice.owner_id == owner_id else 2

    found = list(voices)
    nearest: dict[str, int] = {}
    for voice in found:
        name = voice.name.casefold()
        nearest[name] = min(distance(voice), nearest.get(name, 2))
    return [voice for voice in found if distance(voice) == nearest[voice.name.casefold()]]


def _payload(voices: Iterable[Voice]) -> tuple[jobs.Voice, ...]:
    return tuple(
        jobs.Voice(
            voice_id=voice.id,
            name=voice.name,
            samples=tuple(storage.voice_sample(voice.id, sample.number).key for sample in voice.samples),
        )
        for voice in voices
        if voice.samples
    )
