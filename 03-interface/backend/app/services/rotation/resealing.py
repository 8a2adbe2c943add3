"""Secrets that the database keeps sealed, sealed anew under the present key."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.sealing.secrets import Purpose, SecretLostError, renew
from app.models import SecondFactor, Webhook
from app.resources import Resources

_Sealed = SecondFactor | Webhook


async def reseal(session: AsyncSession, settings: Settings) -> int:
    """Seal again what the previous key has sealed, in the session's transaction; return of how many secrets.

    What neither key opens stays as it is: its owner is told by whatever needs it.
    """
    webhooks = (await session.scalars(select(Webhook).with_for_update())).all()
    factors = (await session.scalars(select(SecondFactor).with_for_update())).all()
    return _renew_all(webhooks, Purpose.WEBHOOK, settings) + _renew_all(factors, Purpose.SECOND_FACTOR, settings)


async def reseal_at_start(resources: Resources) -> None:
    """Seal anew where somebody has replaced the key by hand, and told the one before."""
    if resources.settings.secret("jwt_secret_previous"):
        async with resources.database.transaction() as session:
            await reseal(session, resources.settings)


def _renew_all(rows: Sequence[_Sealed], purpose: Purpose, settings: Settings) -> int:
    renewed = lost = 0
    for row in rows:
        try:
            sealed = renew(row.sealed_secret, purpose, _owner(row), settings)
        except SecretLostError:
            lost += 1
            continue
        if sealed is not None:
            row.sealed_secret = sealed
            renewed += 1
    if renewed or lost:
        structlog.get_logger().info("secrets_resealed", purpose=purpose.name.lower(), renewed=renewed, lost=lost)
    return renewed


def _owner(row: _Sealed) -> UUID:
    return row.user_id if isinstance(row, SecondFactor) else row.id
