"""Writes events of writers into rows, and with the last one the items that were written."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import ChangeKind, Minutes, MinutesChange, MinutesItem
from app.models.base import now
from app.models.minutes import Grounds, ItemState
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.minutes.document import MinutesDocument
from scribe_contracts.minutes.document import MinutesItem as WrittenItem
from scribe_contracts.minutes.events import MinutesEvent, MinutesFailure


async def apply(session: AsyncSession, objects: Objects, event: MinutesEvent) -> None:
    """Write the event if it is newer than the row's last. Raise UnavailableError while storage is away."""
    minutes = await session.scalar(select(Minutes).where(Minutes.id == event.minutes_id).with_for_update(of=Minutes))
    if minutes is None or event.attempt != minutes.attempt or minutes.status.is_final:
        return
    if event.sequence <= minutes.event_sequence:
        return
    minutes.event_sequence = event.sequence
    minutes.status, minutes.stage = event.status, event.stage
    minutes.fraction, minutes.eta_seconds, minutes.failure = event.fraction, event.eta_seconds, event.failure
    minutes.updated_at = now()
    if not event.status.is_final:
        return
    minutes.finished_at = event.at
    if event.status is MeetingStatus.COMPLETED:
        await _take(session, objects, minutes)
    elif minutes.rewriting is not None:
        # What was written before is still there.
        minutes.status, minutes.rewriting, minutes.fraction = MeetingStatus.COMPLETED, None, 1.0


async def _take(session: AsyncSession, objects: Objects, minutes: Minutes) -> None:
    place = storage.minutes(minutes.meeting_id, minutes.id, minutes.attempt)
    try:
        document = await objects.load(place, MinutesDocument)
    except (ObjectMissingError, ValueError):
        minutes.status, minutes.failure = MeetingStatus.FAILED, MinutesFailure.INTERNAL
        return
    minutes.model, minutes.language = document.model[:200], document.language
    if minutes.rewriting is None:
        await session.execute(delete(MinutesItem).where(MinutesItem.minutes_id == minutes.id))
        session.add_all(_row(minutes, position, item) for position, item in enumerate(document.items))
    else:
        for item_id, written in zip(minutes.rewriting.ids, document.items, strict=False):
            await _replace(session, item_id, written)
        minutes.rewriting = None
    await session.flush()


async def _replace(session: AsyncSession, item_id: object, written: WrittenItem) -> None:
    item = await session.get(MinutesItem, item_id, with_for_update={"of": MinutesItem})
    if item is None or item.is_persons or item.deleted_at is not None:
        return
    before, after = item.state, _state(written, done=item.state.done)
    item.state, item.grounds = after, _grounds(written)
    session.add(MinutesChange(item_id=item.id, kind=ChangeKind.REWRITTEN, before=before, after=after))


def _row(minutes: Minutes, position: int, item: WrittenItem) -> MinutesItem:
    return MinutesItem(
        minutes_id=minutes.id,
        section=item.section,
        position=position,
        state=_state(item, done=False),
        grounds=_grounds(item),
    )


def _state(item: WrittenItem, *, done: bool) -> ItemState:
    return ItemState(text=item.text, owner=item.owner, due=item.due, due_date=item.due_date, done=done)


def _grounds(item: WrittenItem) -> Grounds:
    return Grounds(evidence=item.evidence, doubts=item.doubts)
