"""Changes that people make to items. Each is kept, and makes the item theirs."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import InvalidError, NotFoundError
from app.models import ChangeKind, Minutes, MinutesChange, MinutesItem, User
from app.models.base import now
from app.models.minutes import Grounds, ItemState
from app.schemas.minutes import ItemChange, NewItem
from scribe_contracts.minutes.document import EvidenceSegment
from scribe_contracts.transcript import Transcript


class NoSuchSectionError(InvalidError):
    """The template of these minutes has no such section."""

    code = "no_such_section"


async def of_minutes(session: AsyncSession, minutes: Minutes) -> Sequence[MinutesItem]:
    """Return the items that are not deleted, in order."""
    query = select(MinutesItem).where(MinutesItem.minutes_id == minutes.id, MinutesItem.deleted_at.is_(None))
    return list(await session.scalars(query.order_by(MinutesItem.position, MinutesItem.created_at)))


async def add(
    session: AsyncSession, user: User, minutes: Minutes, wanted: NewItem, transcript: Transcript
) -> MinutesItem:
    """Add an item of a person's after the others; with `start`, it rests on the segment that is heard then."""
    if wanted.section not in {section.key for section in minutes.template.sections}:
        raise NoSuchSectionError("The template of these minutes has no such section.")
    last = await session.scalar(select(func.max(MinutesItem.position)).where(MinutesItem.minutes_id == minutes.id))
    item = MinutesItem(
        minutes_id=minutes.id,
        section=wanted.section,
        position=0 if last is None else last + 1,
        state=ItemState(text=wanted.text, owner=wanted.owner, due=wanted.due or None, due_date=wanted.due_date),
        grounds=Grounds(evidence=_heard_at(transcript, wanted.start)),
        editor_id=user.id,
        is_persons=True,
    )
    session.add(item)
    await session.flush()
    await _note(session, user, item, ChangeKind.ADDED, None)
    await session.refresh(item, ["editor"])
    return item


async def change(session: AsyncSession, user: User, item: MinutesItem, wanted: ItemChange) -> MinutesItem:
    """Change an item. Ticking one off leaves it the model's; new words make it the person's."""
    before = item.state
    sent = {name: value for name, value in wanted.model_dump(exclude_unset=True).items() if name != "text" or value}
    if sent.get("done", False) is None:
        del sent["done"]
    after = ItemState.model_validate(before.model_dump() | sent)
    if after == before:
        return item
    item.state = after
    if after.model_copy(update={"done": before.done}) == before:
        kind = ChangeKind.DONE if after.done else ChangeKind.REOPENED
    else:
        kind = ChangeKind.EDITED
        item.is_persons, item.editor_id = True, user.id
        # The doubts were about the words of the model.
        item.grounds = item.grounds.model_copy(update={"doubts": ()})
    await session.flush()
    await _note(session, user, item, kind, before)
    await session.refresh(item, ["editor"])
    return item


async def delete(session: AsyncSession, user: User, item: MinutesItem) -> None:
    """Delete an item; its history stays with the minutes."""
    item.deleted_at = now()
    await _note(session, user, item, ChangeKind.DELETED, item.state)


async def deleted_of(session: AsyncSession, minutes: Minutes) -> Sequence[MinutesItem]:
    """Return the items that were deleted, last deleted first."""
    query = select(MinutesItem).where(MinutesItem.minutes_id == minutes.id, MinutesItem.deleted_at.is_not(None))
    return list(await session.scalars(query.order_by(MinutesItem.deleted_at.desc(), MinutesItem.id)))


async def restore(session: AsyncSession, user: User, item: MinutesItem, change_id: int) -> MinutesItem:
    """Return to what an item was before a change, also from its deletion. Raise NotFoundError for another's change."""
    undone = await session.scalar(
        select(MinutesChange).where(MinutesChange.id == change_id, MinutesChange.item_id == item.id)
    )
    if undone is None or undone.before is None:
        raise NotFoundError("There is nothing before this change to return to.")
    before = None if item.deleted_at is not None else item.state
    if before == undone.before:
        return item
    if item.state != undone.before:
        item.is_persons, item.editor_id = True, user.id
        item.grounds = item.grounds.model_copy(update={"doubts": ()})
    item.state, item.deleted_at = undone.before, None
    await session.flush()
    await _note(session, user, item, ChangeKind.RESTORED, before)
    await session.refresh(item, ["editor"])
    return item


async def find(session: AsyncSession, minutes: Minutes, item_id: UUID, *, with_deleted: bool = False) -> MinutesItem:
    query = select(MinutesItem).where(MinutesItem.id == item_id, MinutesItem.minutes_id == minutes.id)
    if not with_deleted:
        query = query.where(MinutesItem.deleted_at.is_(None))
    item: MinutesItem | None = await session.scalar(query.with_for_update(of=MinutesItem))
    if item is None:
        raise NotFoundError("There is no such item in these minutes.")
    return item


async def history(session: AsyncSession, item: MinutesItem) -> Sequence[MinutesChange]:
    """Return the changes of an item, newest first."""
    query = select(MinutesChange).where(MinutesChange.item_id == item.id).order_by(MinutesChange.id.desc())
    return list(await session.scalars(query))


async def _note(
    session: AsyncSession, user: User, item: MinutesItem, kind: ChangeKind, before: ItemState | None
) -> None:
    after = None if kind is ChangeKind.DELETED else item.state
    session.add(MinutesChange(item_id=item.id, author_id=user.id, kind=kind, before=before, after=after))
    await session.flush()


def _heard_at(transcript: Transcript, start: float | None) -> tuple[EvidenceSegment, ...]:
    if start is None:
        return ()
    heard = [segment for segment in transcript.segments if segment.start <= start]
    if not heard:
        return ()
    last = max(heard, key=lambda segment: segment.start)
    return (EvidenceSegment.of(last, transcript.speaker_labels().get(last.speaker, last.speaker)),)
