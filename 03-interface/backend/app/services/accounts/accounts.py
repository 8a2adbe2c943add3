"""Accounts: who may sign in, and who is administrator."""

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
    code = "email_taken"


class RegistrationClosedError(ForbiddenError):
    code = "registration_closed"


class WrongCredentialsError(UnauthorizedError):
    code = "wrong_credentials"


class AccountDisabledError(ForbiddenError):
    code = "account_disabled"


class WrongPasswordError(InvalidError):
    code = "wrong_password"


async def register(session: AsyncSession, new: NewUser, settings: Settings) -> User:
    """A new account; the administrator's as long as there is none."""
    if not await instance.is_registration_open(session, settings):
        raise RegistrationClosedError("Registration is closed. Ask the administrator for an account.")
    password_hash = await _hash(new.password, settings)
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


async def ensure(session: AsyncSession, account: NewUser, role: Role, settings: Settings) -> User:
    """An account as an operator wants it: made, or brought up to date and enabled. A new password ends its sessions."""
    await lock_accounts(session)
    user = await _find(session, account.email)
    if user is None:
        user = User(email=account.email, password_hash=await _hash(account.password, settings))
        session.add(user)
    elif not await asyncio.to_thread(verify_password, account.password.get_secret_value(), user.password_hash):
        user.password_hash = await _hash(account.password, settings)
        await end_sessions(session, user)
    user.disabled_at = None
    user.name = account.name
    user.role = role
    await session.flush()
    return user


async def authenticate(session: AsyncSession, email: str, password: str, settings: Settings) -> User:
    """The account, or the same error after the same work whether the address or the password is wrong."""
    user = await _find(session, email.strip().lower())
    known_hash = user.password_hash if user else await asyncio.to_thread(_nobodys_hash, settings.bcrypt_rounds)
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
    """Ends all sessions, that of who asks included; tries of the current password count as tries to sign in."""
    await limit.count()
    user = await session.get_one(User, user_id, with_for_update=True)
    current = change.current_password.get_secret_value()
    if not await asyncio.to_thread(verify_password, current, user.password_hash):
        message = "The current password is wrong."
        raise WrongPasswordError(message, errors=(FieldError("current_password", message),))
    await limit.forget()
    user.password_hash = await _hash(change.new_password, settings)
    await end_sessions(session, user)
    return user


async def end_sessions(session: AsyncSession, user: User) -> None:
    """At once: neither refresh tokens nor access tokens of theirs are good from here on."""
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
    """Until the transaction ends: who counts administrators must not be overtaken by who makes or unmakes one."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ACCOUNTS_LOCK})


async def _hash(password: SecretStr, settings: Settings) -> str:
    return await asyncio.to_thread(hash_password, password.get_secret_value(), rounds=settings.bcrypt_rounds)


@lru_cache
def _nobodys_hash(rounds: int) -> str:
    return hash_password("nobody has this password", rounds=rounds)
