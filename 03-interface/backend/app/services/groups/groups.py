"""Groups as administrators make and keep them. They see who is in one and how much is shared with it, not what."""

from uuid import UUID

from sqlalchemy import Row, Select, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database_errors import is_orphan
from app.core.errors import ConflictError, NotFoundError
from app.core.locks.advisory_locks import AdvisoryLock
from app.core.nudges.nudges import tell
from app.core.text import name_key
from app.models import Group, GroupMember, GroupShare, User
from app.schemas.common import PageQuery
from app.schemas.groups.group import Group as GroupAnswer
from app.schemas.groups.group import GroupChange, Member, NewGroup, OwnGroup
from app.services.audit import entry as audit
from app.services.groups.following import forget_provider

MAX_GROUPS = 1000


class GroupExistsError(ConflictError):
    """There is a group of this name already."""

    code = "group_exists"


class TooManyGroupsError(ConflictError):
    """There are as many groups as there may be."""

    code = "too_many_groups"


MEMBERS = (
    select(func.count()).where(GroupMember.group_id == Group.id).correlate(Group).scalar_subquery().label("members")
)
_MEETINGS = (
    select(func.count()).where(GroupShare.group_id == Group.id).correlate(Group).scalar_subquery().label("meetings")
)
_SEEN: Select[Group, int, int] = select(Group, MEMBERS, _MEETINGS)


async def list_all(session: AsyncSession) -> list[GroupAnswer]:
    return [_answer(row) for row in await session.execute(_SEEN.order_by(Group.key))]


async def list_own(session: AsyncSession, user: User) -> list[OwnGroup]:
    """Return the groups that the user is in, by name."""
    rows = await session.execute(
        select(Group.id, Group.name, MEMBERS).where(Group.id.in_(ids_of(user))).order_by(Group.key)
    )
    return [OwnGroup.model_validate(row) for row in rows]


def ids_of(user: User) -> Select[UUID]:
    """Select the ids of the groups that the user is in."""
    return select(GroupMember.group_id).where(GroupMember.user_id == user.id)


async def create(session: AsyncSession, wanted: NewGroup) -> GroupAnswer:
    """Make a group without members; raise GroupExistsError or TooManyGroupsError."""
    await _lock(session)
    if (await session.scalar(select(func.count()).select_from(Group)) or 0) >= MAX_GROUPS:
        raise TooManyGroupsError(f"There are {MAX_GROUPS} groups at most. Delete one first.")
    await _require_free(session, wanted.name)
    group = Group(name=wanted.name, key=name_key(wanted.name), sign_on_group=wanted.sign_on_group)
    session.add(group)
    await session.flush()
    audit.tell(group.id)
    return await _show(session, group.id)


async def change(session: AsyncSession, group_id: UUID, wanted: GroupChange) -> GroupAnswer:
    """Rename a group, or have another group of the provider fill it; raise NotFoundError or GroupExistsError."""
    await _lock(session)
    group = await _find(session, group_id)
    if wanted.name is not None:
        await _require_free(session, wanted.name, beside=group.id)
        group.name, group.key = wanted.name, name_key(wanted.name)
    if "sign_on_group" in wanted.model_fields_set and wanted.sign_on_group != group.sign_on_group:
        group.sign_on_group = wanted.sign_on_group
        await forget_provider(session, group)
    await session.flush()
    return await _show(session, group.id)


async def delete(session: AsyncSession, group_id: UUID) -> None:
    """Delete a group. Nothing is shared with it any more; the meetings stay."""
    await _lock(session)
    group = await _find(session, group_id)
    members = await session.scalars(select(GroupMember.user_id).where(GroupMember.group_id == group.id))
    await tell(session, *members)
    await session.delete(group)


async def list_members(session: AsyncSession, group_id: UUID, query: PageQuery) -> tuple[list[Member], int]:
    """Return one page of the members, by name, and the number of all."""
    await _find(session, group_id)
    total = await session.scalar(select(func.count()).where(GroupMember.group_id == group_id))
    rows = await session.execute(
        select(
            User.id.label("user_id"),
            User.name,
            User.email,
            User.disabled_at.is_not(None).label("disabled"),
            GroupMember.by_sign_on,
        )
        .join(GroupMember, GroupMember.user_id == User.id)
        .where(GroupMember.group_id == group_id)
        .order_by(func.lower(User.name), User.id)
        .offset(query.offset)
        .limit(query.size)
    )
    return [Member.model_validate(row) for row in rows], total or 0


async def add_member(session: AsyncSession, group_id: UUID, user_id: UUID) -> None:
    """Put an account into a group for as long as no administrator takes it out; a second time changes nothing."""
    row = insert(GroupMember).values(group_id=group_id, user_id=user_id)
    stays = row.on_conflict_do_update(
        index_elements=[GroupMember.group_id, GroupMember.user_id], set_={"by_sign_on": False}
    )
    try:
        await session.execute(stays)
    except DBAPIError as error:
        if not is_orphan(error):
            raise
        raise NotFoundError("There is no such group, or no such account.") from error


async def remove_member(session: AsyncSession, group_id: UUID, user_id: UUID) -> None:
    """Take an account out of a group; raise NotFoundError if it is not in it."""
    member = await session.get(GroupMember, (group_id, user_id))
    if member is None:
        raise NotFoundError("This account is not in the group.")
    await session.delete(member)
    await tell(session, user_id)


async def _lock(session: AsyncSession) -> None:
    """Lock the groups until the transaction ends, so that two requests at once do not make two of one name."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.GROUPS})


async def _find(session: AsyncSession, group_id: UUID) -> Group:
    group = await session.get(Group, group_id)
    if group is None:
        raise NotFoundError("There is no such group.")
    return group


async def _require_free(session: AsyncSession, name: str, *, beside: UUID | None = None) -> None:
    found = await session.scalar(select(Group.id).where(Group.key == name_key(name)))
    if found is not None and found != beside:
        raise GroupExistsError("There is a group of this name already.")


async def _show(session: AsyncSession, group_id: UUID) -> GroupAnswer:
    return _answer((await session.execute(_SEEN.where(Group.id == group_id))).one())


def _answer(row: Row[Group, int, int]) -> GroupAnswer:
    group, members, meetings = row
    return GroupAnswer(
        id=group.id, name=group.name, members=members, sign_on_group=group.sign_on_group, meetings=meetings
    )
