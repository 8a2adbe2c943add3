"""Second factors that are turned on and off."""

from datetime import timedelta
from uuid import UUID

import structlog
from pydantic import SecretStr
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, FieldError, InvalidError, NotFoundError
from app.core.sealing.secrets import Purpose, seal
from app.models import RecoveryCode, SecondFactor, User
from app.models.base import now
from app.resources import Resources
from app.schemas.accounts.second_factor import BegunSecondFactor, RecoveryCodes, SecondFactorProof, SecondFactorState
from app.services.accounts import factors, sessions
from app.services.accounts.accounts import BESIDE_EDITS, check_password, find
from app.services.accounts.links import OwnAccountError
from app.services.accounts.login_limit import LoginLimit
from app.services.audit import entry as audit
from app.services.second_factor import proof
from app.services.second_factor.codes import address_of, new_secret
from app.services.second_factor.qr import draw
from app.services.second_factor.recovery_codes import hash_code, new_codes

TIME_TO_CONFIRM = timedelta(minutes=15)


class SecondFactorActiveError(ConflictError):
    """The account has a second factor already."""

    code = "second_factor_active"


class NoSecondFactorError(ConflictError):
    """The account has no second factor, or the beginning of it is too long ago."""

    code = "no_second_factor"


class WrongCodeError(InvalidError):
    """The code is wrong, or was used already."""

    code = "wrong_code"


async def show(session: AsyncSession, user: User) -> SecondFactorState:
    """Return since when the account signs in with a code, and how many recovery codes it has."""
    factor = await factors.find_active(session, user.id)
    return SecondFactorState(
        since=factor.confirmed_at if factor is not None else None,
        recovery_codes=await proof.count_left(session, user.id) if factor is not None else 0,
    )


async def begin(resources: Resources, user: User, password: SecretStr, limit: LoginLimit) -> BegunSecondFactor:
    """Return a new secret, which counts once a code of it was shown; an earlier beginning counts no longer."""
    await check_password(user, password.get_secret_value(), limit, resources.hasher)
    secret = new_secret()
    sealed = seal(secret, Purpose.SECOND_FACTOR, user.id, resources.settings)
    async with resources.database.transaction() as session:
        await _lock(session, user)
        if await factors.find_active(session, user.id) is not None:
            raise SecondFactorActiveError("The account has a second factor already.")
        await session.merge(
            SecondFactor(user_id=user.id, sealed_secret=sealed, created_at=now(), confirmed_at=None, last_step=None)
        )
    address = address_of(secret, user.email)
    return BegunSecondFactor(secret=secret, address=address, qr=draw(address))


async def confirm(resources: Resources, user: User, code: SecretStr, *, current: UUID) -> RecoveryCodes:
    """Turn the second factor on by a code of it, end the other sessions, and return the recovery codes."""
    await proof.limit_codes(resources.redis, user.id, "own-account")
    async with resources.database.transaction() as session:
        await _lock(session, user)
        factor = await session.get(SecondFactor, user.id, populate_existing=True)
        if factor is not None and factor.confirmed_at is not None:
            raise SecondFactorActiveError("The account has a second factor already.")
        if factor is None or factor.created_at < now() - TIME_TO_CONFIRM:
            raise NoSecondFactorError("Begin anew: the secret was made too long ago.")
        if not proof.use_code(factor, code.get_secret_value(), resources.settings):
            raise _wrong_code()
        factor.confirmed_at = now()
        await sessions.end_others(session, user, current)
        return await _replace_codes(session, user)


async def renew_codes(resources: Resources, user: User, shown: SecondFactorProof, limit: LoginLimit) -> RecoveryCodes:
    """Return new recovery codes in place of all earlier ones, for the password and a code."""
    await check_password(user, shown.current_password.get_secret_value(), limit, resources.hasher)
    await proof.limit_codes(resources.redis, user.id, "own-account")
    async with resources.database.transaction() as session:
        await _prove(session, resources, user, shown)
        return await _replace_codes(session, user)


async def end(resources: Resources, user: User, shown: SecondFactorProof, limit: LoginLimit) -> None:
    """Turn the second factor off, for the password and a code."""
    await check_password(user, shown.current_password.get_secret_value(), limit, resources.hasher)
    await proof.limit_codes(resources.redis, user.id, "own-account")
    async with resources.database.transaction() as session:
        await _prove(session, resources, user, shown)
        await factors.remove(session, user.id)


async def end_for(session: AsyncSession, user_id: UUID, *, by: UUID | None) -> None:
    """Turn off the second factor of somebody who has lost it.

    `by` is the administrator, None for an operator in a shell. Raise NotFoundError, OwnAccountError or
    NoSecondFactorError.
    """
    if user_id == by:
        raise OwnAccountError("Turn off your own second factor on the page of your account.")
    user = await session.get(User, user_id, with_for_update=BESIDE_EDITS)
    if user is None:
        raise NotFoundError("There is no such account.")
    if await factors.find_active(session, user_id) is None:
        raise NoSecondFactorError("The account has no second factor.")
    await factors.remove(session, user_id)
    audit.tell(user_id)
    structlog.get_logger().info("second_factor_removed", user_id=str(user_id), by=str(by) if by else "operator")


async def end_by_email(session: AsyncSession, email: str) -> None:
    """Turn off the second factor of an account, for an operator; raise NotFoundError or NoSecondFactorError."""
    user = await find(session, email.strip().lower())
    if user is None:
        raise NotFoundError("There is no account with this e-mail address.")
    await end_for(session, user.id, by=None)


async def _lock(session: AsyncSession, user: User) -> None:
    locked = await session.get(User, user.id, with_for_update=BESIDE_EDITS)
    if locked is None or locked.token_epoch != user.token_epoch:
        raise ConflictError("The account has changed meanwhile. Sign in again.")


async def _prove(session: AsyncSession, resources: Resources, user: User, shown: SecondFactorProof) -> None:
    await _lock(session, user)
    factor = await factors.find_active(session, user.id)
    if factor is None:
        raise NoSecondFactorError("The account has no second factor.")
    if await proof.use(session, factor, shown.code.get_secret_value(), resources.settings) is None:
        raise _wrong_code()


async def _replace_codes(session: AsyncSession, user: User) -> RecoveryCodes:
    codes = new_codes()
    await session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    session.add_all(RecoveryCode(user_id=user.id, code_hash=hash_code(code)) for code in codes)
    await session.flush()
    return RecoveryCodes(codes=codes)


def _wrong_code() -> WrongCodeError:
    message = "The code is wrong, or was used already."
    return WrongCodeError(message, errors=(FieldError("code", message),))
