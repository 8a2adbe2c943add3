"""Groups, kept by administrators."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import SessionDep, get_admin_user
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.common import Page, PageQueryDep
from app.schemas.groups.group import Group, GroupChange, Member, NewGroup
from app.services.groups import groups
from app.services.groups.groups import GroupExistsError, TooManyGroupsError

router = APIRouter(prefix="/admin/groups", tags=["groups"], dependencies=[Depends(get_admin_user)])


@router.get("")
@reads(Action.GROUPS_READ, once=True)
async def list_groups(session: SessionDep) -> list[Group]:
    """List all groups, by name, with how many accounts are in them and how many meetings are shared with them."""
    return await groups.list_all(session)


@router.post("", status_code=HTTPStatus.CREATED)
@raises(GroupExistsError, TooManyGroupsError)
@audited(Action.GROUP_MAKE, Subject.GROUP)
async def create_group(wanted: NewGroup, session: SessionDep) -> Group:
    """Make a group. With `sign_on_group`, people of that group of the company's provider join when they sign on."""
    return await groups.create(session, wanted)


@router.patch("/{group_id}")
@raises(NotFoundError, GroupExistsError)
@audited(Action.GROUP_CHANGE, Subject.GROUP)
async def change_group(group_id: UUID, wanted: GroupChange, session: SessionDep) -> Group:
    """Rename a group, or have another group of the provider fill it: whom the provider put into it leaves then."""
    return await groups.change(session, group_id, wanted)


@router.delete("/{group_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.GROUP_DELETE, Subject.GROUP)
async def delete_group(group_id: UUID, session: SessionDep) -> None:
    """Delete a group. What was shared with it is not any more, from the next request on; the meetings stay."""
    await groups.delete(session, group_id)


@router.get("/{group_id}/members")
@raises(NotFoundError)
@reads(Action.GROUPS_READ, Subject.GROUP, once=True)
async def list_members(group_id: UUID, query: PageQueryDep, session: SessionDep) -> Page[Member]:
    """List the members, by name."""
    found, total = await groups.list_members(session, group_id, query)
    return Page(items=found, total=total, page=query.page, size=query.size)


@router.put("/{group_id}/members/{user_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.GROUP_JOIN, Subject.ACCOUNT, details=("group_id",))
async def add_member(group_id: UUID, user_id: UUID, session: SessionDep) -> None:
    """Put an account into a group: it has what is shared with the group, from the next request on."""
    await groups.add_member(session, group_id, user_id)


@router.delete("/{group_id}/members/{user_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.GROUP_LEAVE, Subject.ACCOUNT, details=("group_id",))
async def remove_member(group_id: UUID, user_id: UUID, session: SessionDep) -> None:
    """Take an account out of a group. Whom the provider puts into it comes back at the next sign-on."""
    await groups.remove_member(session, group_id, user_id)
