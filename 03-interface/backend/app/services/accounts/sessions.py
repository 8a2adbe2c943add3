"""Sessions: each is a chain of refresh tokens, of which only the newest is valid.

A token is exchanged once. For a short grace period it still answers, because several tabs of a browser share one
cookie and refresh at the same time. Later use means that somebody copied it: the whole chain ends.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, UnauthorizedError
from app.core.nudges.nudges import tell
from app.core.passwords.hashes import is_outdated
from app.core.security import Bearer, hash_token, issue_access_token, new_refresh_token
from app.models import RefreshToken, User
from app.models.base import now
from app.resources import Resources
from app.schemas.user import PasswordChange, Tokens
from app.services.accounts import accounts
from app.services.accounts.accounts import WrongCredentialsError
from app.services.accounts.login_limit import LoginLimit
from app.services.audit import entry as audit


class InvalidRefreshTokenError(UnauthorizedError):
    """The session has ended."""

    code = "invalid_refresh_token"


class ReusedRefreshTokenError(InvalidRefreshTokenError):
    """An old refresh token was used again: its session is ended, and stays so although the request fails."""

    keeps_changes = True


async def sign_in(resources: Resources, email: str, password: str, limit: LoginLimit) -> Tokens:
    """Begin a session for the right password. No transaction is open while the password is verified."""
    await limit.count()
    verified = await accounts.authenticate(resources.database, email, password, resources.hasher)
    await limit.forget()
    known = verified.password_hash
    renewed = await resources.hasher.hash(password) if known is None or is_outdated(known) else None
    async with resources.database.transaction() as session:
        user = await session.get(User, verified.id)
        if user is None or user.disabled_at is not None or user.token_epoch != verified.token_epoch:
            raise WrongCredentialsError("The account has changed meanwhile. Sign in again.")
        user.password_hash = renewed or user.password_hash
        audit.tell(user.id, actor_id=user.id)
        return await _issue(session, user, uuid4(), resources.settings)


async def change_password(resources: Resources, user: User, change: PasswordChange, limit: LoginLimit) -> Tokens:
    """Set a new password, end all sessions of the user, and begin a new one."""
    await accounts.check_password(user, change.current_password.get_secret_value(), limit, resources.hasher)
    new_hash = await resources.hasher.hash_new(
        change.new_password.get_secret_value(), about=(user.email, user.name), field="new_password"
    )
    async with resources.database.transaction() as session:
        locked = await session.get_one(User, user.id, with_for_update=True)
        if locked.token_epoch != user.token_epoch:
            raise ConflictError("The password has been changed meanwhile. Sign in again.")
        locked.password_hash = new_hash
        await accounts.end_sessions(session, locked)
        return await _issue(session, locked, uuid4(), resources.settings)


async def refresh(session: AsyncSession, token: str | None, settings: Settings) -> Tokens:
    """Exchange a refresh token for a new one and a new access token."""
    row = await _find(session, token)
    at = now()
    if row is None or row.revoked_at is not None or row.expires_at <= at:
        raise InvalidRefreshTokenError("The session has ended. Sign in again.")
    if row.rotated_at is None:
        row.rotated_at = at
    elif at - row.rotated_at > timedelta(seconds=settings.refresh_grace_seconds):
        await _end(session, row, at)
        audit.tell(row.family_id, actor_id=row.user_id, details={"reason": "reused"})
        structlog.get_logger().warning("refresh_token_reused", user_id=str(row.user_id), family=str(row.family_id))
        raise ReusedRefreshTokenError("The session has ended. Sign in again.")
    user = await session.get_one(User, row.user_id)
    if user.disabled_at is not None or user.token_epoch != row.epoch:
        raise InvalidRefreshTokenError("The session has ended. Sign in again.")
    return await _issue(session, user, row.family_id, settings)


async def sign_out(session: AsyncSession, token: str | None) -> None:
    """End the session. An unknown token is no error: its session has ended already."""
    row = await _find(session, token)
    if row is not None:
        audit.tell(row.family_id, actor_id=row.user_id)
        await _end(session, row, now())


async def find_user(session: AsyncSession, bearer: Bearer) -> User | None:
    """Return the account of an access token; None if it is gone or disabled, or if the token's session has ended."""
    has_ended = exists().where(RefreshToken.family_id == bearer.session_id, RefreshToken.revoked_at.is_not(None))
    return await session.scalar(
        select(User).where(
            User.id == bearer.user_id, User.disabled_at.is_(None), User.token_epoch == bearer.epoch, ~has_ended
        )
    )


async def _find(session: AsyncSession, token: str | None) -> RefreshToken | None:
    """Return the token's row, locked with its whole chain: no successor is issued while the chain is being ended."""
    if not token:
        return None
    token_hash = hash_token(token)
    family = select(RefreshToken.family_id).where(RefreshToken.token_hash == token_hash).scalar_subquery()
    rows = await session.scalars(
        select(RefreshToken).where(RefreshToken.family_id == family).order_by(RefreshToken.token_hash).with_for_update()
    )
    return next((row for row in rows if row.token_hash == token_hash), None)


async def _issue(session: AsyncSession, user: User, family_id: UUID, settings: Settings) -> Tokens:
    token = new_refresh_token()
    at = now()
    session.add(
        RefreshToken(
            token_hash=hash_token(token),
            family_id=family_id,
            user_id=user.id,
            epoch=user.token_epoch,
            created_at=at,
            expires_at=at + timedelta(seconds=settings.refresh_token_seconds),
        )
    )
    await session.flush()
    access = issue_access_token(user.id, family_id, settings, epoch=user.token_epoch)
    return Tokens(access_token=access.token, refresh_token=token, expires_in=access.expires_in)


async def _end(session: AsyncSession, row: RefreshToken, at: datetime) -> None:
    await session.execute(
        update(RefreshToken)
        .where(RefreshToken.family_id == row.family_id, RefreshToken.revoked_at.is_(None))
        .values(revoked_at=at)
    )
    await tell(session, row.user_id)
