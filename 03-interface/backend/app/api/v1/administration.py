"""Administration of accounts and of the instance's settings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import AdminUser, ResourcesDep, SessionDep, SettingsDep, get_admin_user
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.administration import Account, AccountChange, AccountQuery, InstanceChange, InstanceSettings
from app.schemas.common import Page
from app.services.accounts import administration, instance
from app.services.accounts.administration import LastAdministratorError
from app.services.departures import departures
from app.services.departures.belongings import NoHeirError, OwnsMeetingsError
from app.services.meetings.removal import LegalHoldError

router = APIRouter(prefix="/admin", tags=["administration"], dependencies=[Depends(get_admin_user)])


@router.get("/users")
@reads(Action.ACCOUNTS_READ, once=True)
async def list_accounts(query: Annotated[AccountQuery, Query()], session: SessionDep) -> Page[Account]:
    """List the accounts by name."""
    found, total = await administration.list_page(session, query)
    return Page(items=found, total=total, page=query.page, size=query.size)


@router.patch("/users/{user_id}")
@raises(NotFoundError, LastAdministratorError, NoHeirError, OwnsMeetingsError, LegalHoldError)
@audited(Action.ACCOUNT_CHANGE, Subject.ACCOUNT)
async def change_account(user_id: UUID, wanted: AccountChange, admin: AdminUser, resources: ResourcesDep) -> Account:
    """Promote or demote an account, disable or enable it. One active administrator always remains.

    A disabled account keeps its meetings unless `belongings` says what becomes of them. An administrator may be the one
    who gets them; the log says so, by ids.
    """
    return await departures.change(resources, user_id, wanted, by=admin.id)


@router.get("/settings")
async def get_settings(session: SessionDep, settings: SettingsDep) -> InstanceSettings:
    """Return the settings that an administrator may change while the product runs."""
    return await instance.show(session, settings)


@router.put("/settings")
@audited(Action.SETTINGS_CHANGE)
async def change_settings(wanted: InstanceChange, session: SessionDep, settings: SettingsDep) -> InstanceSettings:
    """Change the settings that are sent. They take precedence over the environment."""
    return await instance.change(session, settings, wanted)
