"""Transcripts become searchable by themselves, whatever fails meanwhile."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue, make_segment, transcript
from support.waiting import wait_until

from app.core.background import run_in_background
from app.core.db import Database
from app.core.errors import UnavailableError
from app.models import Meeting, MeetingSpeaker, TranscriptLine, User
from app.resources import Resources
from app.services.search.indexer import Indexer
from app.services.storage.objects import Objects
from scribe_contracts.event_stream import EVENTS_STREAM, encode_event
from scribe_contracts.events import JobEvent, MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Speaker, Transcript

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COMPLETED = MeetingStatus.COMPLETED


async def lines(database: Database, meeting: Meeting) -> list[str]:
    async with database.transaction() as session:
        wanted = select(TranscriptLine.text).where(TranscriptLine.meeting_id == meeting.id)
        return list(await session.scalars(wanted.order_by(TranscriptLine.number)))


async def indexed_attempt(database: Database, meeting: Meeting) -> int:
    async with database.transaction() as session:
        return (await session.get_one(Meeting, meeting.id)).indexed_attempt


def one_line(text: str, name: str | None = None) -> Transcript:
    return transcript(
        (make_segment(0, "SPEAKER_00", 0.0, text),), (Speaker(id="SPEAKER_00", name=name, speech_seconds=1.0),)
    )


async def complete(resources: Resources, meeting_id: UUID, attempt: int) -> None:
    event = JobEvent(meeting_id=meeting_id, attempt=attempt, sequence=9, at=NOON, status=COMPLETED, language="en")
    await resources.redis.xadd(EVENTS_STREAM, encode_event(event))


async def test_a_completed_meeting_is_indexed_and_indexed_again_after_the_next_attempt(
    resources: Resources, factory: Factory, user: User, store: ObjectStore
) -> None:
    meeting = await factory.meeting(user)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    await complete(resources, meeting.id, 1)

    async def has_lines(count: int) -> bool:
        return len(await lines(resources.database, meeting)) == count

    await wait_until(lambda: has_lines(4))
    store.put(meeting.id, Artefact.TRANSCRIPT, one_line("Bye."), attempt=2)
    await complete(resources, meeting.id, 2)
    await wait_until(lambda: has_lines(1))
    assert await indexed_attempt(resources.database, meeting) == 2


async def test_missed_meetings_are_indexed_at_start(
    resources: Resources, factory: Factory, user: User, store: ObjectStore
) -> None:
    """These include meetings from before there was a search."""
    meetings = [await factory.meeting(user, status=COMPLETED) for _ in range(3)]
    await factory.meeting(user, status=MeetingStatus.PROCESSING)
    for meeting in meetings:
        store.put(meeting.id, Artefact.TRANSCRIPT, one_line("Hello.", name="Katie"))

    async def are_indexed() -> bool:
        return all([await lines(resources.database, meeting) == ["Hello."] for meeting in meetings])

    # Three at once, as replicas that start together.
    async with run_in_background(*(Indexer(resources).run for _ in range(3))):
        await wait_until(are_indexed)
    async with resources.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(MeetingSpeaker)) == 3


async def test_while_storage_is_away_nothing_is_given_up(
    resources: Resources, factory: Factory, user: User, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = await factory.meeting(user, status=COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, one_line("Hello."))
    indexer = Indexer(resources)

    async def refuse(*_: object) -> Transcript:
        raise UnavailableError("away")

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "load", refuse)
        await indexer.index_due()
    assert await lines(resources.database, meeting) == []
    await indexer.index_due()
    assert await lines(resources.database, meeting) == ["Hello."]


async def test_an_unreadable_transcript_does_not_stop_the_indexer(
    resources: Resources, factory: Factory, user: User, store: ObjectStore
) -> None:
    fine, lost, broken = [await factory.meeting(user, status=COMPLETED) for _ in range(3)]
    store.put(fine.id, Artefact.TRANSCRIPT, one_line("A\0B."))
    store.put(broken.id, Artefact.TRANSCRIPT, b"{}")
    await Indexer(resources).index_due()
    assert await lines(resources.database, fine) == ["AB."]
    for meeting in (lost, broken):
        assert await lines(resources.database, meeting) == []
        assert await indexed_attempt(resources.database, meeting) == 1


async def test_rows_go_with_the_meeting(resources: Resources, factory: Factory, user: User, store: ObjectStore) -> None:
    meeting = await factory.meeting(user, status=COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, one_line("Hello.", name="Katie"))
    await Indexer(resources).index_due()
    async with resources.database.transaction() as session:
        await session.delete(await session.get_one(Meeting, meeting.id))
    async with resources.database.transaction() as session:
        for table in (TranscriptLine, MeetingSpeaker):
            assert await session.scalar(select(func.count()).select_from(table)) == 0
