"""Accounts: registration, passwords and roles."""

import secrets
from uuid import UUID

from sqlalchemy import delete, exists, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.db import Database
from app.core.errors import ConflictError, FieldError, ForbiddenError, InvalidError, UnauthorizedError
from app.core.locks.advisory_locks import AdvisoryLock
from app.core.nudges.nudges import tell
from app.core.passwords.hasher import PasswordHasher
from app.models import AccountLink, RefreshToken, Role, User
from app.models.base import now
from app.schemas.user import NewUser
from app.services.accounts import instance
from app.services.accounts.login_limit import LoginLimit
from app.services.audit import entry as audit

BESIDE_EDITS = {"key_share": True}
"""Lock of an account's row that lets rows refer to it.

Whoever saves an edit holds the meeting and then refers to its author; whoever holds the account and wants the meeting
must not keep that from happening, or both wait for each other.
"""


class EmailTakenError(ConflictError):
    """Another account has this e-mail address."""

    code = "email_taken"


class RegistrationClosedError(ForbiddenError):
    """New accounts are made by the administrator only."""

    code = "registration_closed"


class WrongSetupCodeError(InvalidError):
    """The set-up code is wrong, or there is an administrator already."""

    code = "wrong_setup_code"


class WrongCredentialsError(UnauthorizedError):
    """The e-mail address or the password is wrong."""

    code = "wrong_credentials"


class AccountDisabledError(ForbiddenError):
    """An administrator has disabled this account."""

    code = "account_disabled"


class NoPasswordError(ConflictError):
    """The account has no password: its owner signs in at the company's provider."""

    code = "no_password"


class WrongPasswordError(InvalidError):
    """The current password is wrong."""

    code = "wrong_password"


async def register(database: Database, new: NewUser, hasher: PasswordHasher, settings: Settings) -> User:
    """Create an account if registration is open; the set-up code makes the administrator's, while there is none."""
    wants_role = new.setup_code is not None and bool(new.setup_code.get_secret_value().strip())
    async with database.transaction() as session:
        await _check_allowed(session, new, settings, wants_role=wants_role)
    password_hash = await hasher.hash_new(new.password.get_secret_value(), about=(new.email, new.name))
    async with database.transaction() as session:
        await lock_accounts(session)
        await _check_allowed(session, new, settings, wants_role=wants_role)
        if await find(session, new.email) is not None:
            raise EmailTakenError("There is an account with this e-mail address already.")
        role = Role.ADMIN if wants_role else Role.USER
        user = User(email=new.email, name=new.name, role=role, password_hash=password_hash)
        session.add(user)
        await session.flush()
        audit.tell(user.id, actor_id=user.id, details={"role": role.value})
    return user


async def needs_administrator(session: AsyncSession) -> bool:
    """Return whether there is no administrator's account yet."""
    return not await session.scalar(select(exists().where(User.role == Role.ADMIN)))


async def create_or_update(database: Database, account: NewUser, role: Role, hasher: PasswordHasher) -> User:
    """Create an account or bring it up to date and enable it, for an operator. A new password ends its sessions."""
    password = account.password.get_secret_value()
    known_hash = await _find_hash(database, account.email)
    keeps_password = known_hash is not None and await hasher.verify(password, known_hash)
    about = account.email, account.name
    new_hash = None if keeps_password else await hasher.hash_new(password, about=about)
    async with database.transaction() as session:
        await lock_accounts(session)
        user = await find(session, account.email)
        if user is None:
            user = User(email=account.email, password_hash=new_hash or await hasher.hash_new(password, about=about))
            session.add(user)
        elif new_hash is not None:
            user.password_hash = new_hash
            await end_sessions(session, user)
        user.disabled_at = None
        user.name = account.name
        user.role = role
        await session.flush()
        audit.tell(user.id, details={"role": role.value})
    return user


async def authenticate(database: Database, email: str, password: str, hasher: PasswordHasher) -> User:
    """Return the account, or raise the same error after the same work whether address or password is wrong."""
    async with database.transaction() as session:
        user = await find(session, email.strip().lower())
    if user is not None:
        audit.tell(user.id)
    is_right = await hasher.verify(password, user.password_hash if user else None)
    if user is None or not is_right:
        raise WrongCredentialsError("The e-mail address or the password is wrong.")
    if user.disabled_at is not None:
        raise AccountDisabledError("This account is disabled. Ask an administrator.")
    return user


async def rename(session: AsyncSession, user_id: UUID, name: str) -> User:
    user = await session.get_one(User, user_id)
    user.name = name
    await session.flush()
    return user


async def check_password(user: User, password: str, limit: LoginLimit, hasher: PasswordHasher) -> None:
    """Raise WrongPasswordError unless it is the user's password; wrong ones count as attempts to sign in.

    Raise NoPasswordError for an account that has none.
    """
    if user.password_hash is None:
        raise NoPasswordError("This account has no password. Ask an administrator.")
    await limit.count()
    if not await hasher.verify(password, user.password_hash):
        message = "The current password is wrong."
        raise WrongPasswordError(message, errors=(FieldError("current_password", message),))
    await limit.forget()


async def require_present(session: AsyncSession, user: User) -> None:
    """Raise UnauthorizedError if the account is gone or disabled by now; it stays as it is until the commit.

    Begin the last transaction of a long request with it. What becomes of an account's meetings is decided once, and
    whoever decides waits for this transaction, or this one for them.
    """
    present = select(User.id).where(User.id == user.id, User.disabled_at.is_(None)).with_for_update(read=True)
    if await session.scalar(present) is None:
        raise UnauthorizedError("The account was disabled or deleted meanwhile.")


async def end_sessions(session: AsyncSession, user: User) -> None:
    """End all sessions at once: no refresh token, access token or link of the account is valid any more."""
    user.token_epoch += 1
    await session.flush()
    await session.execute(
        update(RefreshToken)
        .where(RefreshToken.user_id == user.id, RefreshToken.revoked_at.is_(None))
        .values(revoked_at=now())
    )
    await session.execute(delete(AccountLink).where(AccountLink.user_id == user.id))
    await tell(session, user.id)


async def _check_allowed(session: AsyncSession, new: NewUser, settings: Settings, *, wants_role: bool) -> None:
    """Raise unless registration is open, or the set-up code makes the first administrator."""
    needed = wants_role and await needs_administrator(session)
    if not needed and not await instance.is_registration_open(session, settings):
        raise RegistrationClosedError("Registration is closed. Ask the administrator for an account.")
    if wants_role:
        await _check_setup_code(session, new, settings)


async def _check_setup_code(session: AsyncSession, new: NewUser, settings: Settings) -> None:
    given = new.setup_code.get_secret_value().strip() if new.setup_code else ""
    expected = settings.setup_code.get_secret_value() if settings.setup_code else ""
    is_right = bool(expected) and secrets.compare_digest(given.encode(), expected.encode())
    if not is_right or not await needs_administrator(session):
        message = "The set-up code is wrong, or was used already."
        raise WrongSetupCodeError(message, errors=(FieldError("setup_code", message),))


async def _find_hash(database: Database, email: str) -> str | None:
    async with database.transaction() as session:
        user = await find(session, email)
    return user.password_hash if user else None


async def find(session: AsyncSession, email: str) -> User | None:
    """Return the account of an address in lower case, or None."""
    return await session.scalar(select(User).where(User.email == email))


async def lock_accounts(session: AsyncSession) -> None:
    """Lock the accounts until the transaction ends: nobody becomes administrator while they are counted."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.ACCOUNTS})
