"""Accounts that are disabled or deleted, by an administrator or by their owner.

The files of thousands of meetings take minutes to remove: the purger does it, which is told to begin at once.
"""

from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import FieldError, InvalidError, NotFoundError
from app.core.nudges.nudges import tell
from app.models import Erased, Role, User
from app.resources import Resources
from app.schemas.administration import Account, AccountChange, Belongings, MeetingsFate
from app.schemas.user import Leaving
from app.services.accounts import accounts, administration
from app.services.accounts.links import OwnAccountError
from app.services.accounts.login_limit import LoginLimit
from app.services.audit import entry as audit
from app.services.departures.belongings import delete_voices, dispose
from app.services.meetings.removal import Removed, settle
from app.services.storage import receipts


class WrongEmailError(InvalidError):
    """The text given for it is not the e-mail address of the account."""

    code = "wrong_email"


async def change(resources: Resources, user_id: UUID, wanted: AccountChange, *, by: UUID) -> Account:
    """Change the role or disable or enable, and dispose of what a disabled account owns if that is wanted.

    Raise NotFoundError, LastAdministratorError, NoHeirError or OwnsMeetingsError.
    """
    removed = Removed()
    async with resources.database.transaction() as session:
        account = await administration.change(session, resources.settings, user_id, wanted, by=by)
        if wanted.belongings is not None:
            user = await session.get_one(User, user_id, with_for_update=accounts.BESIDE_EDITS)
            removed = await dispose(session, user, wanted.belongings)
            account = await administration.describe(session, user)
            audit.tell(details=_choice(wanted.belongings))
            structlog.get_logger().info(
                "account_disposed_of",
                user_id=str(user_id),
                by=str(by),
                meetings=wanted.belongings.meetings,
                heir_id=str(wanted.belongings.heir_id or ""),
            )
    await settle(resources.redis, removed)
    return account


async def delete(resources: Resources, user_id: UUID, wanted: Belongings, *, by: UUID) -> None:
    """Delete somebody's account, and what it owns unless that is handed over.

    Raise NotFoundError, LastAdministratorError, NoHeirError, OwnsMeetingsError, or OwnAccountError for the
    administrator's own.
    """
    if user_id == by:
        raise OwnAccountError("Delete your own account on the page of your account.")
    async with resources.database.transaction() as session:
        removed = await _remove(session, resources.settings, user_id, wanted, by=by)
    await settle(resources.redis, removed)


async def leave(resources: Resources, user: User, leaving: Leaving, limit: LoginLimit) -> None:
    """Delete one's own account and everything that it owns.

    Raise WrongPasswordError, WrongEmailError, LastAdministratorError or LegalHoldError.
    """
    if user.has_password:
        password = leaving.current_password.get_secret_value() if leaving.current_password else ""
        await accounts.check_password(user, password, limit, resources.hasher)
    elif (leaving.email or "").strip().lower() != user.email:
        # Whoever signs in at the provider has no password to give: the address is typed, so that nothing is
        # deleted by a slip.
        message = "This is not the e-mail address of the account."
        raise WrongEmailError(message, errors=(FieldError("email", message),))
    wanted = Belongings(meetings=MeetingsFate.DELETE)
    async with resources.database.transaction() as session:
        removed = await _remove(session, resources.settings, user.id, wanted, by=user.id)
    await settle(resources.redis, removed)


async def _remove(session: AsyncSession, settings: Settings, user_id: UUID, wanted: Belongings, *, by: UUID) -> Removed:
    await accounts.lock_accounts(session)
    user = await session.get(User, user_id, with_for_update=accounts.BESIDE_EDITS)
    if user is None:
        raise NotFoundError("There is no such account.")
    if user.role is Role.ADMIN:
        await administration.require_administrator(session, settings, beside=user_id)
    removed = await dispose(session, user, wanted)
    await delete_voices(session, user)
    # Sessions, tokens, links, shares, uploads, conversations, preferences, tags, comments and own templates go with
    # the row.
    await receipts.begin(session, Erased.ACCOUNT, [user_id])
    await session.delete(user)
    await session.flush()
    await tell(session, user_id)
    audit.tell(user_id, details=_choice(wanted))
    structlog.get_logger().info(
        "account_deleted",
        user_id=str(user_id),
        by=str(by),
        meetings=wanted.meetings or "none",
        heir_id=str(wanted.heir_id or ""),
    )
    return removed


def _choice(wanted: Belongings) -> dict[str, audit.Detail]:
    return {
        "meetings": wanted.meetings.value if wanted.meetings else "none",
        "heir_id": str(wanted.heir_id) if wanted.heir_id else None,
    }
