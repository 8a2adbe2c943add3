"""Members whom the company's OpenID provider puts into groups, and takes out again, at each sign-on."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.nudges.nudges import tell
from app.models import Group, GroupMember, User
from app.services.audit import entry as audit


async def follow_provider(session: AsyncSession, user: User, named: Collection[str]) -> None:
    """Have the user in those groups that follow one of the provider's that are named.

    Memberships that an administrator gave stay.
    """
    # One that is being deleted, or is about to follow another group of the provider, is waited for.
    following = select(Group.id).where(Group.sign_on_group.in_(named)).with_for_update(read=True)
    wanted = set(await session.scalars(following))
    held = set(
        await session.scalars(
            select(GroupMember.group_id).where(GroupMember.user_id == user.id, GroupMember.by_sign_on)
        )
    )
    joined = set()
    if new := wanted - held:
        rows = [{"group_id": group_id, "user_id": user.id, "by_sign_on": True} for group_id in new]
        added = insert(GroupMember).values(rows).on_conflict_do_nothing().returning(GroupMember.group_id)
        joined = set(await session.scalars(added))
    if left := held - wanted:
        await session.execute(
            delete(GroupMember).where(
                GroupMember.user_id == user.id, GroupMember.group_id.in_(left), GroupMember.by_sign_on
            )
        )
        await tell(session, user.id)
    if joined or left:
        audit.tell(details={"groups_joined": len(joined), "groups_left": len(left)})


async def forget_provider(session: AsyncSession, group: Group) -> None:
    """Take out of the group whom the provider put into it: another group of the provider fills it now, or none."""
    ended = delete(GroupMember).where(GroupMember.group_id == group.id, GroupMember.by_sign_on)
    await tell(session, *await session.scalars(ended.returning(GroupMember.user_id)))
