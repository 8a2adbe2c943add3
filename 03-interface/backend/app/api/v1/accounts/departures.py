"""Accounts that are deleted."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.api.audit import audited
from app.api.cookies import clear_session_cookies
from app.api.declarations import raises
from app.api.deps import AdminUser, CurrentUser, ResourcesDep
from app.api.v1.auth import PasswordLimitDep
from app.core.errors import NotFoundError, RateLimitedError
from app.models.audit.actions import Action, Subject
from app.schemas.administration import Belongings
from app.schemas.user import Leaving
from app.services.accounts.accounts import WrongPasswordError
from app.services.accounts.administration import LastAdministratorError
from app.services.accounts.links import OwnAccountError
from app.services.departures import departures
from app.services.departures.belongings import NoHeirError, OwnsMeetingsError
from app.services.meetings.removal import LegalHoldError

router = APIRouter()


@router.delete("/admin/users/{user_id}", tags=["administration"], status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, LastAdministratorError, NoHeirError, OwnsMeetingsError, OwnAccountError, LegalHoldError)
@audited(Action.ACCOUNT_DELETE, Subject.ACCOUNT)
async def delete_account(
    user_id: UUID, admin: AdminUser, belongings: Annotated[Belongings, Query()], resources: ResourcesDep
) -> None:
    """Delete an account with its voices, and its meetings unless they are handed to another account.

    Without a choice for its meetings it is deleted only where it has none.
    An administrator may be the one who gets them; the log says, by ids, who deleted what and for whom. Files are
    removed soon after the answer.
    """
    await departures.delete(resources, user_id, belongings, by=admin.id)


@router.post("/auth/me/delete", tags=["auth"], status_code=HTTPStatus.NO_CONTENT)
@raises(
    WrongPasswordError,
    departures.WrongEmailError,
    LastAdministratorError,
    NoHeirError,
    NotFoundError,
    RateLimitedError,
    LegalHoldError,
)
@audited(Action.ACCOUNT_DELETE)
async def delete_own_account(
    leaving: Leaving, user: CurrentUser, limit: PasswordLimitDep, response: Response, resources: ResourcesDep
) -> None:
    """Delete one's own account with its meetings, recordings and voices. This cannot be undone.

    An account with a password asks for it; one whose owner signs in at the company's provider, for its address.
    Files are removed soon after the answer.
    """
    await departures.leave(resources, user, leaving, limit)
    clear_session_cookies(response, resources.settings)
