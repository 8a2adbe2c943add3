"""Tickets: whoever has shown their password may download their data once, within minutes."""

from typing import NamedTuple

from pydantic import BaseModel
from redis.asyncio import Redis

from app.core.errors import NotFoundError
from app.core.quotas.windows import limit_user
from app.core.security import hash_token, new_refresh_token
from app.models import User
from app.resources import Resources
from app.schemas.accounts.own_data import OwnDataTicket, OwnDataWish
from app.services.accounts.accounts import WrongPasswordError, check_password
from app.services.accounts.login_limit import LoginLimit
from app.services.exports import Language

TICKET_SECONDS = 300
MAX_EXPORTS = 6
"""Exports of one account in a window."""

WINDOW_SECONDS = 3600


class ExportTicketError(NotFoundError):
    """The ticket was used already, has expired, or is somebody else's."""

    code = "export_ticket_used"


class _Kept(BaseModel):
    recordings: bool
    language: Language


class Order(NamedTuple):
    """Describe what an export is to have."""

    recordings: bool
    language: Language


async def issue(
    resources: Resources, user: User, wish: OwnDataWish, limit: LoginLimit, language: Language
) -> OwnDataTicket:
    """Return a ticket for the right password; of an account without one, the session is enough.

    Raise WrongPasswordError or RateLimitedError.
    """
    if user.password_hash is not None:
        if wish.current_password is None:
            raise WrongPasswordError("The current password is wanted.")
        await check_password(user, wish.current_password.get_secret_value(), limit, resources.hasher)
    await limit_user(resources.redis, "own-data", user.id, MAX_EXPORTS, WINDOW_SECONDS)
    ticket = new_refresh_token()
    kept = _Kept(recordings=wish.recordings, language=language)
    await resources.redis.set(_key(user, ticket), kept.model_dump_json(), ex=TICKET_SECONDS)
    return OwnDataTicket(ticket=ticket, expires_in=TICKET_SECONDS)


async def redeem(redis: Redis, user: User, ticket: str) -> Order:
    """Return what the ticket is for, which is then used. Raise ExportTicketError."""
    found = await redis.getdel(_key(user, ticket))
    if found is None:
        raise ExportTicketError("This download was begun already, or waited too long. Ask for it again.")
    kept = _Kept.model_validate_json(found)
    return Order(kept.recordings, kept.language)


def _key(user: User, ticket: str) -> str:
    # Of its user: whoever else has it opens nothing, and does not use it up.
    return f"scribe:own-data:{user.id}:{hash_token(ticket).hex()}"
