"""Links by which people choose the password of an account: one for each account, good once, for a time.

The token stands behind the `#` of the address, which browsers send to no server, so that no log has it.
"""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.db import Database
from app.core.errors import ConflictError, NotFoundError
from app.core.passwords.hasher import PasswordHasher
from app.core.security import hash_token, new_link_token
from app.models import AccountLink, LinkKind, User
from app.models.base import now
from app.schemas.administration import MadeLink, NewAccount
from app.schemas.user import LinkUse, OpenedLink
from app.services.accounts.accounts import EmailTakenError, end_sessions, find, lock_accounts
from app.services.accounts.administration import require_administrator
from app.services.audit import entry as audit

_PAGES = {LinkKind.INVITATION: "invitation", LinkKind.PASSWORD_RESET: "new-password"}


class LinkInvalidError(NotFoundError):
    """The link was used, replaced or has expired, or there never was such a one."""

    code = "link_invalid"


class OwnAccountError(ConflictError):
    """Administrators do this to their own account on the page of the account, with their password."""

    code = "own_account"


async def invite(session: AsyncSession, settings: Settings, new: NewAccount, *, by: UUID | None) -> MadeLink:
    """Create an account without a password, and return the link by which its owner chooses one.

    `by` is the administrator, None for an operator in a shell. Raise EmailTakenError if there is such an account.
    """
    await lock_accounts(session)
    if await find(session, new.email) is not None:
        raise EmailTakenError("There is an account with this e-mail address already.")
    user = User(email=new.email, name=new.name, role=new.role)
    session.add(user)
    await session.flush()
    audit.tell(user.id, details={"role": user.role.value})
    structlog.get_logger().info("account_invited", user_id=str(user.id), role=user.role, by=_name(by))
    return await _make(session, settings, user, LinkKind.INVITATION)


async def renew(session: AsyncSession, settings: Settings, user_id: UUID, *, by: UUID | None) -> MadeLink:
    """Return a new link for an account, in place of an older one.

    The password of an account that has one is good no longer, and its sessions end at once. Raise NotFoundError,
    OwnAccountError or LastAdministratorError.
    """
    if user_id == by:
        raise OwnAccountError("Change your own password on the page of your account.")
    await lock_accounts(session)
    user = await session.get(User, user_id, with_for_update=True)
    if user is None:
        raise NotFoundError("There is no such account.")
    earlier = await session.get(AccountLink, user_id)
    kind = earlier.kind if earlier is not None else LinkKind.PASSWORD_RESET
    user.password_hash = None
    await end_sessions(session, user)
    if by is not None:
        await require_administrator(session, settings)
    audit.tell(user_id, details={"kind": kind.value})
    structlog.get_logger().info("password_link_made", user_id=str(user_id), kind=kind, by=_name(by))
    return await _make(session, settings, user, kind)


async def renew_by_email(session: AsyncSession, settings: Settings, email: str) -> MadeLink:
    """Return a new link for the account of an address, for an operator; raise NotFoundError."""
    user = await find(session, email.strip().lower())
    if user is None:
        raise NotFoundError("There is no account with this e-mail address.")
    return await renew(session, settings, user.id, by=None)


async def open_link(session: AsyncSession, token: str) -> OpenedLink:
    """Return whose password a link chooses; it stays good. Raise LinkInvalidError."""
    link, user = await _find(session, token)
    return OpenedLink(kind=link.kind, email=user.email, name=user.name, expires_at=link.expires_at)


async def use(database: Database, hasher: PasswordHasher, wanted: LinkUse) -> User:
    """Set the password, which ends all sessions and the link. Raise LinkInvalidError or WeakPasswordError."""
    token = wanted.token.get_secret_value()
    async with database.transaction() as session:
        _, user = await _find(session, token)
    new_hash = await hasher.hash_new(wanted.password.get_secret_value(), about=(user.email, wanted.name or user.name))
    async with database.transaction() as session:
        await session.get(User, user.id, with_for_update=True)
        link, locked = await _find(session, token)
        locked.password_hash = new_hash
        locked.name = wanted.name or locked.name
        await end_sessions(session, locked)
        audit.tell(locked.id, details={"kind": link.kind.value})
        structlog.get_logger().info("password_link_used", user_id=str(locked.id), kind=link.kind)
    return locked


def address_of(kind: LinkKind, token: str, settings: Settings) -> str:
    """Return the address that opens the page on which the password is chosen."""
    return f"{settings.public_url.rstrip('/')}/{_PAGES[kind]}#{token}"


async def _make(session: AsyncSession, settings: Settings, user: User, kind: LinkKind) -> MadeLink:
    token, at = new_link_token(), now()
    expires_at = at + timedelta(hours=settings.account_link_hours)
    session.add(
        AccountLink(user_id=user.id, kind=kind, token_hash=hash_token(token), created_at=at, expires_at=expires_at)
    )
    await session.flush()
    return MadeLink(user_id=user.id, kind=kind, url=address_of(kind, token, settings), expires_at=expires_at)


async def _find(session: AsyncSession, token: str) -> tuple[AccountLink, User]:
    found = (
        await session.execute(
            select(AccountLink, User)
            .join(User, User.id == AccountLink.user_id)
            .where(
                AccountLink.token_hash == hash_token(token), AccountLink.expires_at > now(), User.disabled_at.is_(None)
            )
        )
    ).one_or_none()
    if found is None:
        raise LinkInvalidError("This link was used already, has expired, or was replaced by a newer one.")
    link, user = found
    return link, user


def _name(by: UUID | None) -> str:
    return str(by) if by is not None else "operator"
