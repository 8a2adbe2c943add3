"""Proof of a second factor: a code of the authenticator or a recovery code, each good once."""

from typing import Literal, NamedTuple
from uuid import UUID

import structlog
from redis.asyncio import Redis
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.quotas.windows import limit_user
from app.core.sealing.secrets import Purpose, SecretLostError, unseal
from app.models import RecoveryCode, SecondFactor
from app.models.base import now
from app.services.second_factor.codes import matching_step
from app.services.second_factor.recovery_codes import hash_code

MAX_CODES = 20
"""Codes in an hour."""

MAX_CODES_A_DAY = 60
_HOUR, _DAY = 3600, 86_400


class Used(NamedTuple):
    """Name what was shown, for the audit log."""

    kind: str
    left: int
    """Recovery codes that are left."""


async def limit_codes(redis: Redis, user_id: UUID, step: Literal["sign-in", "own-account"]) -> None:
    """Count a code of the account, wherever it comes from; raise RateLimitedError after too many.

    Whoever tries them has the password already: the attempts to sign in alone would let them go on for ever. Those who
    are signed in have a counter of their own, so that nobody who tries to sign in keeps them from their account.
    """
    await limit_user(redis, f"second-factor:{step}", user_id, MAX_CODES, _HOUR)
    await limit_user(redis, f"second-factor:{step}:day", user_id, MAX_CODES_A_DAY, _DAY)


async def count_left(session: AsyncSession, user_id: UUID) -> int:
    """Return how many recovery codes the account has."""
    counted = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
    return await session.scalar(counted) or 0


async def use(session: AsyncSession, factor: SecondFactor, code: str, settings: Settings) -> Used | None:
    """Use a code up, and return which kind it was; None for a wrong one, or one that was used before.

    The caller holds the account's row, so that of two requests with one code the second finds it used.
    """
    if use_code(factor, code, settings):
        return Used("code", await count_left(session, factor.user_id))
    used = await session.execute(
        delete(RecoveryCode)
        .where(RecoveryCode.user_id == factor.user_id, RecoveryCode.code_hash == hash_code(code))
        .returning(RecoveryCode.user_id)
    )
    if used.first() is None:
        return None
    return Used("recovery_code", await count_left(session, factor.user_id))


def use_code(factor: SecondFactor, code: str, settings: Settings) -> bool:
    """Return whether it is a code of the authenticator, newer than the last, and remember it."""
    try:
        secret = unseal(factor.sealed_secret, Purpose.SECOND_FACTOR, factor.user_id, settings)
    except SecretLostError:
        structlog.get_logger().warning("second_factor_lost", user_id=str(factor.user_id))
        return False
    step = matching_step(secret, code, now())
    if step is None or (factor.last_step is not None and step <= factor.last_step):
        return False
    factor.last_step = step
    return True
