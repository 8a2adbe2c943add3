"""Deletions repeated in what was restored."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from support.factories import Factory

from app.models import Base, Deleted, Erased, ErasureReceipt, Meeting, Role, Tombstone, User, Voice
from app.models.audit.actions import Action
from app.models.audit.log import AuditPending
from app.models.base import now
from app.services.erasure.replay import Erasure, Outcome, Replayed, replay
from scribe_contracts.events import MeetingStatus


async def repeat(factory: Factory, *wanted: tuple[Erased, UUID], heir: User | None = None) -> list[Outcome]:
    """Return what became of each, in the order in which they were wanted."""
    heir_id = heir.id if heir else None
    erasures = [
        Erasure(kind=kind, id=id_, deleted_at=now(), heir_id=heir_id if kind is Erased.ACCOUNT else None)
        for kind, id_ in wanted
    ]
    done = await replay(factory.database, erasures)
    return [next(each.outcome for each in done if (each.kind, each.id) == one) for one in wanted]


async def get(factory: Factory, model: type[Base], key: Any) -> Any:
    async with factory.database.look() as session:
        return await session.get(model, key)


async def test_a_meeting_under_a_hold_of_that_time_goes_with_receipt_and_tombstone(
    factory: Factory, user: User
) -> None:
    meeting = await factory.meeting(user, hold_at=now(), hold_by="Grace", hold_reason="A case")
    voice = await factory.voice(user, meeting_id=meeting.id)

    assert await repeat(factory, (Erased.MEETING, meeting.id), (Erased.MEETING, uuid4())) == [
        Outcome.ERASED,
        Outcome.ABSENT,
    ]

    assert await get(factory, Meeting, meeting.id) is None
    assert await get(factory, Tombstone, (Deleted.MEETING, meeting.id)) is not None
    assert await get(factory, Tombstone, (Deleted.VOICE, voice.id)) is not None
    async with factory.database.look() as session:
        receipts = list(await session.scalars(select(ErasureReceipt.subject_id)))
        (told,) = await session.scalars(select(AuditPending.entries))
    assert set(receipts) == {meeting.id, voice.id}
    assert (told[0]["action"], told[0]["details"]) == (Action.MEETING_DELETE, {"replayed": True})
    assert await replay(factory.database, [Erasure(kind=Erased.MEETING, id=meeting.id, deleted_at=now())]) == [
        Replayed(kind=Erased.MEETING, id=meeting.id, outcome=Outcome.ABSENT)
    ]


async def test_a_recording_goes_and_its_transcript_stays(factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    assert await repeat(factory, (Erased.RECORDING, meeting.id)) == [Outcome.ERASED]
    left = await get(factory, Meeting, meeting.id)
    assert (left.has_recording, left.recording_deleted_at is None) == (False, False)
    assert await repeat(factory, (Erased.RECORDING, meeting.id)) == [Outcome.ABSENT]


async def test_a_voice_goes(factory: Factory, user: User) -> None:
    voice = await factory.voice(user)
    assert await repeat(factory, (Erased.VOICE, voice.id)) == [Outcome.ERASED]
    assert await get(factory, Voice, voice.id) is None
    assert await get(factory, Tombstone, (Deleted.VOICE, voice.id)) is not None


async def test_an_account_goes_with_what_was_deleted_and_without_what_was_handed_over(factory: Factory) -> None:
    leaver, heir = await factory.user(), await factory.user()
    deleted, kept = await factory.meeting(leaver), await factory.meeting(leaver)
    # The account comes first: what was deleted with it goes first all the same.
    outcomes = await repeat(factory, (Erased.ACCOUNT, leaver.id), (Erased.MEETING, deleted.id), heir=heir)
    assert outcomes == [Outcome.ERASED, Outcome.ERASED]
    assert await get(factory, User, leaver.id) is None
    assert (await get(factory, Meeting, kept.id)).owner_id == heir.id


async def test_an_account_whose_heir_is_unknown_keeps_its_meetings_and_is_disabled(factory: Factory) -> None:
    leaver = await factory.user(role=Role.ADMIN)
    meeting = await factory.meeting(leaver)
    stranger = User(id=uuid4(), email="nobody@example.org", name="Nobody")
    assert await repeat(factory, (Erased.ACCOUNT, leaver.id), heir=stranger) == [Outcome.DISABLED]
    left = await get(factory, User, leaver.id)
    assert (left.role, left.disabled_at is None) == (Role.USER, False)
    assert await get(factory, Meeting, meeting.id) is not None
