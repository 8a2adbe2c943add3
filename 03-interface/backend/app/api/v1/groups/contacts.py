"""The groups that somebody is in, and the people whom they may find by name."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.deps import CurrentUser, SessionDep
from app.schemas.groups.group import ContactQuery, Contacts, OwnGroup
from app.services.groups import contacts, groups

router = APIRouter(tags=["groups"])


@router.get("/groups")
async def list_own_groups(user: CurrentUser, session: SessionDep) -> list[OwnGroup]:
    """List the groups that you are in, by name."""
    return await groups.list_own(session, user)


@router.get("/contacts")
async def find_contacts(query: Annotated[ContactQuery, Query()], user: CurrentUser, session: SessionDep) -> Contacts:
    """Find people and groups to share with, as you type a name.

    Only people whom you share a meeting with, either way, or who are in a group with you are found, and only groups
    that you are in. Nobody else's account is told of.
    """
    return await contacts.find(session, user, query)
