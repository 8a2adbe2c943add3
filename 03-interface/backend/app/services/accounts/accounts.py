"""Accounts: registration, passwords and roles."""

import asyncio
from functools import lru_cache
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import exists, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, FieldError, ForbiddenError, InvalidError, UnauthorizedError
from app.core.security import hash_password, verify_password
from app.models import RefreshToken, Role, User
from app.models.base import now
from app.schemas.user import NewUser, PasswordChange
from app.services.accounts import instance
from app.services.accounts.login_limit import LoginLimit

_ACCOUNTS_LOCK = 0x5C1B_0002
"""Key of the advisory lock under which accounts are made."""


class EmailTakenError(ConflictError):
    """Another account has this e-mail address."""

    code = "email_taken"


class RegistrationClosedError(ForbiddenError):
    """New accounts are made by the administrator only."""

    code = "registration_closed"


class WrongCredentialsError(UnauthorizedError):
    """The e-mail address or the password is wrong."""

    code = "wrong_credentials"


class AccountDisabledError(ForbiddenError):
    """An administrator has disabled this account."""

    code = "account_disabled"


class WrongPasswordError(InvalidError):
    """The current password is wrong."""

    code = "wrong_password"


async def register(session: AsyncSession, new: NewUser, settings: Settings) -> User:
    """Create an account; it is the administrator's if there is no administrator yet."""
    if not await instance.is_registration_open(session, settings):
        raise RegistrationClosedError("Registration is closed. Ask the administrator for an account.")
    password_hash = await _hash_password(new.password, settings)
    await lock_accounts(session)
    if await _find(session, new.email) is not None:
        raise EmailTakenError("There is an account with this e-mail address already.")
    has_admin = await session.scalar(select(exists().where(User.role == Role.ADMIN)))
    user = User(
        email=new.email, name=new.name, role=Role.USER if has_admin else Role.ADMIN, password_hash=password_hash
    )
    session.add(user)
    await session.flush()
    return user


async def create_or_update(session: AsyncSession, account: NewUser, role: Role, settings: Settings) -> User:
    """Create an account, or bring it up to date and enable it. A new password ends its sessions."""
    await lock_accounts(session)
    user = await _find(session, account.email)
    if user is None:
        user = User(email=account.email, password_hash=await _hash_password(account.password, settings))
        session.add(user)
    elif not await asyncio.to_thread(verify_password, account.password.get_secret_value(), user.password_hash):
        user.password_hash = await _hash_password(account.password, settings)
        await end_sessions(session, user)
    user.disabled_at = None
    user.name = account.name
    user.role = role
    await session.flush()
    return user


async def authenticate(session: AsyncSession, email: str, password: str, settings: Settings) -> User:
    """Return the account for the right password.

    A wrong address and a wrong password raise the same WrongCredentialsError after the same work.
    """
    user = await _find(session, email.strip().lower())
    known_hash = user.password_hash if user else await asyncio.to_thread(_placeholder_hash, settings.bcrypt_rounds)
    right = await asyncio.to_thread(verify_password, password, known_hash)
    if user is None or not right:
        raise WrongCredentialsError("The e-mail address or the password is wrong.")
    if user.disabled_at is not None:
        raise AccountDisabledError("This account is disabled. Ask an administrator.")
    return user


async def rename(session: AsyncSession, user_id: UUID, name: str) -> User:
    user = await session.get_one(User, user_id)
    user.name = name
    await session.flush()
    return user


async def change_password(
    session: AsyncSession, user_id: UUID, change: PasswordChange, limit: LoginLimit, settings: Settings
) -> User:
    """Change the password and end all sessions, the current one included.

    Attempts at the current password count as attempts to sign in.
    """
    await limit.count()
    user = await session.get_one(User, user_id, with_for_update=True)
    current = change.current_password.get_secret_value()
    if not await asyncio.to_thread(verify_password, current, user.password_hash):
        message = "The current password is wrong."
        raise WrongPasswordError(message, errors=(FieldError("current_password", message),))
    await limit.forget()
    user.password_hash = await _hash_password(change.new_password, settings)
    await end_sessions(session, user)
    return user


async def end_sessions(session: AsyncSession, user: User) -> None:
    """End all sessions at once: neither refresh tokens nor access tokens of the account are valid any more."""
    user.token_epoch += 1
    await session.flush()
    await session.execute(
        update(RefreshToken)
        .where(RefreshToken.user_id == user.id, RefreshToken.revoked_at.is_(None))
        .values(revoked_at=now())
    )


async def _find(session: AsyncSession, email: str) -> User | None:
    return await session.scalar(select(User).where(User.email == email))


async def lock_accounts(session: AsyncSession) -> None:
    """Lock the accounts until the transaction ends: nobody becomes administrator while they are counted."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ACCOUNTS_LOCK})


async def _hash_password(password: SecretStr, settings: Settings) -> str:
    return await asyncio.to_thread(hash_password, password.get_secret_value(), rounds=settings.bcrypt_rounds)


@lru_cache
def _placeholder_hash(rounds: int) -> str:
    return hash_password("nobody has this password", rounds=rounds)
