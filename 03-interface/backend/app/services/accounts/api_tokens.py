"""Tokens that users make for programs of theirs: named, expiring, revocable, each good for one scope."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.core.nudges.nudges import tell
from app.core.security import API_TOKEN_PREFIX, hash_token, new_api_token
from app.models import ApiToken, Role, TokenScope, User
from app.models.base import now
from app.schemas.common import PageQuery
from app.schemas.user import ApiToken as ApiTokenAnswer
from app.schemas.user import NewApiToken, OwnedKey
from app.services.audit import entry as audit

MAX_TOKENS = 20
"""Tokens of one user."""

_NOTE_USE_EVERY = timedelta(minutes=1)


class TooManyTokensError(ConflictError):
    """The account has as many tokens as it may have; revoke one first."""

    code = "too_many_tokens"


async def list_of(session: AsyncSession, user: User) -> list[ApiToken]:
    """Return the tokens of a user that still open something or have expired by themselves, newest first."""
    query = select(ApiToken).where(ApiToken.user_id == user.id, ApiToken.epoch == user.token_epoch)
    return list(await session.scalars(query.order_by(ApiToken.created_at.desc())))


async def create(session: AsyncSession, user: User, wanted: NewApiToken) -> tuple[ApiToken, str]:
    """Add a token, and return it with its text, of which only a hash is kept.

    Raise TooManyTokensError, or ForbiddenError for a scope that is more than the user is.
    """
    if wanted.scope is TokenScope.ADMIN and user.role is not Role.ADMIN:
        raise ForbiddenError("Only an administrator makes keys that administer.")
    owner = await session.get_one(User, user.id, with_for_update=True)
    ended = select(ApiToken).where(ApiToken.user_id == owner.id, ApiToken.epoch != owner.token_epoch)
    for row in await session.scalars(ended):
        await session.delete(row)
    await session.flush()
    held = await session.scalar(select(func.count()).select_from(ApiToken).where(ApiToken.user_id == owner.id)) or 0
    if held >= MAX_TOKENS:
        raise TooManyTokensError(f"An account has {MAX_TOKENS} tokens at most. Revoke one first.")
    text, at = new_api_token(), now()
    made = ApiToken(
        user_id=owner.id,
        name=wanted.name,
        scope=wanted.scope,
        token_hash=hash_token(text),
        ending=text[-4:],
        # Of the session that asks: if all sessions ended meanwhile, so has this token.
        epoch=user.token_epoch,
        created_at=at,
        expires_at=at + timedelta(days=wanted.days),
    )
    session.add(made)
    await session.flush()
    audit.tell(made.id, details={"scope": str(made.scope), "days": wanted.days})
    structlog.get_logger().info(
        "api_token_made", user_id=str(owner.id), token_id=str(made.id), scope=made.scope, days=wanted.days
    )
    return made, text


async def revoke(session: AsyncSession, user: User, token_id: UUID) -> None:
    """Remove a token, which opens nothing from then on. Raise NotFoundError for one of somebody else."""
    found = await session.get(ApiToken, token_id)
    if found is None or found.user_id != user.id:
        raise NotFoundError("There is no such token.")
    await _remove(session, found, by=user)


async def list_all(session: AsyncSession, query: PageQuery) -> tuple[list[OwnedKey], int]:
    """Return a page of everybody's keys that open something or have expired, newest first, and how many there are."""
    held = select(ApiToken, User).join(User, and_(User.id == ApiToken.user_id, ApiToken.epoch == User.token_epoch))
    total = await session.scalar(select(func.count()).select_from(held.subquery()))
    rows = await session.execute(
        held.order_by(ApiToken.created_at.desc(), ApiToken.id).offset(query.offset).limit(query.size)
    )
    keys = [
        OwnedKey(
            **ApiTokenAnswer.model_validate(key).model_dump(),
            owner_id=owner.id,
            owner_name=owner.name,
            owner_email=owner.email,
        )
        for key, owner in rows
    ]
    return keys, total or 0


async def revoke_any(session: AsyncSession, admin: User, token_id: UUID) -> None:
    """Remove anybody's token, as an administrator. Raise NotFoundError."""
    found = await session.get(ApiToken, token_id)
    if found is None:
        raise NotFoundError("There is no such key.")
    await _remove(session, found, by=admin)


async def _remove(session: AsyncSession, key: ApiToken, *, by: User) -> None:
    await session.delete(key)
    audit.tell(details={"owner_id": str(key.user_id)})
    # What the key follows at this moment ends as well.
    await tell(session, key.user_id)
    structlog.get_logger().info("api_token_revoked", user_id=str(key.user_id), token_id=str(key.id), by=str(by.id))


def is_api_token(text: str) -> bool:
    return text.startswith(API_TOKEN_PREFIX)


async def find(database: Database, text: str) -> ApiToken | None:
    """Return the key of this text unless it has expired or was revoked; note that it was used, once a minute.

    Whether its owner may still do anything is asked with the account.
    """
    at = now()
    async with database.look() as session:
        key = await session.scalar(
            select(ApiToken).where(ApiToken.token_hash == hash_token(text), ApiToken.expires_at > at)
        )
    if key is not None and (key.last_used_at is None or key.last_used_at < at - _NOTE_USE_EVERY):
        seldom = or_(ApiToken.last_used_at.is_(None), ApiToken.last_used_at < at - _NOTE_USE_EVERY)
        # Not by a session: it is no change that the audit log tells of.
        async with database.engine.begin() as connection:
            await connection.execute(update(ApiToken).where(ApiToken.id == key.id, seldom).values(last_used_at=at))
    return key
