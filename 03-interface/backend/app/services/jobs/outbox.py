"""Jobs for the workers, written with the meeting in one transaction.

Uploading and retrying call `enqueue`; the row it adds is sent after the commit (see `dispatcher`).
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.wakeups import Work, announce
from app.models import Meeting, OutboxJob, Voice
from scribe_contracts import jobs, storage


async def enqueue(session: AsyncSession, meeting: Meeting, *, request_id: str) -> None:
    """Queue this attempt of the meeting. The caller sets status and attempt; a rollback sends nothing."""
    await session.flush()
    job = jobs.ProcessMeeting(
        meeting_id=meeting.id,
        attempt=meeting.attempt,
        place=meeting.place_of(meeting.attempt),
        request_id=request_id,
        options=meeting.options,
        imported=meeting.imported and meeting.passage is None,
        passage=meeting.passage.job if meeting.passage else None,
        voices=() if meeting.options.identify is False else _payload(await usable_voices(session, meeting)),
    )
    session.add(OutboxJob(meeting_id=meeting.id, attempt=meeting.attempt, job=job))
    await session.flush()
    announce(session, Work.SEND_JOB)


async def withdraw(session: AsyncSession, meeting: Meeting) -> None:
    """Take this attempt back if it has not been sent."""
    await session.execute(
        delete(OutboxJob).where(
            OutboxJob.meeting_id == meeting.id, OutboxJob.attempt == meeting.attempt, OutboxJob.sent_at.is_(None)
        )
    )


async def usable_voices(session: AsyncSession, meeting: Meeting) -> list[Voice]:
    """Return the voices enrolled with the meeting, its owner's and the shared ones.

    Of several with one name, only those nearest to the meeting count: the same person twice would be their own rival,
    and identification needs a distance to the runner-up.
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
    return _nearest_of_each_name(rows, meeting.owner_id)


def _nearest_of_each_name(voices: Iterable[Voice], owner_id: UUID) -> list[Voice]:
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
