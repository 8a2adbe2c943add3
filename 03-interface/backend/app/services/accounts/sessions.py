"""Sessions: each is a chain of refresh tokens, of which only the newest is valid.

A token is exchanged once. For a short grace period it still answers, because several tabs of a browser share one
cookie and refresh at the same time. Later use means that somebody copied it: the whole chain ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import Boolean, ColumnElement, DateTime, Integer, Uuid, and_, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, NotFoundError, UnauthorizedError
from app.core.nudges.nudges import tell
from app.core.passwords.hashes import is_outdated
from app.core.security import Bearer, hash_token, issue_access_token, issue_challenge, new_refresh_token
from app.models import ApiToken, RefreshToken, User, UserSession
from app.models.base import now
from app.resources import Resources
from app.schemas.user import OpenSession, PasswordChange, Tokens
from app.services.accounts import accounts, factors
from app.services.accounts.accounts import BESIDE_EDITS, WrongCredentialsError
from app.services.accounts.login_limit import LoginLimit
from app.services.audit import entry as audit

_MAX_LISTED = 200


def _has_ended(session_id: ColumnElement[UUID], at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Return the condition that a session was ended, or has had its time, before its access token has."""
    revoked = exists().where(RefreshToken.family_id == session_id, RefreshToken.revoked_at.is_not(None))
    is_known = exists().where(UserSession.id == session_id)
    goes_on = exists().where(RefreshToken.family_id == session_id, RefreshToken.expires_at > at)
    return or_(revoked, and_(is_known, ~goes_on))


@dataclass(frozen=True)
class Asked:
    """Hold what a statement is told of whoever asks: columns, or the parameters that `asked` gives."""

    user_id: ColumnElement[UUID]
    epoch: ColumnElement[int]
    session_id: ColumnElement[UUID]
    is_key: ColumnElement[bool]
    at: ColumnElement[datetime]


_PARAMETERS = Asked(
    bindparam("user_id", type_=Uuid),
    bindparam("epoch", type_=Integer),
    bindparam("session_id", type_=Uuid),
    bindparam("is_key", type_=Boolean),
    bindparam("at", type_=DateTime(timezone=True)),
)


def is_signed_in(user: type[User], viewer: Asked = _PARAMETERS) -> ColumnElement[bool]:
    """Return the condition for the account of a token, or a key, that opens something still."""
    has_token = and_(user.id == viewer.user_id, user.token_epoch == viewer.epoch)
    session_ended = _has_ended(viewer.session_id, viewer.at)
    key_opens = exists().where(ApiToken.id == viewer.session_id, ApiToken.expires_at > viewer.at)
    return and_(has_token, user.disabled_at.is_(None), ~session_ended, or_(~viewer.is_key, key_opens))


_SIGNED_IN = select(User).where(is_signed_in(User))
"""Built once: every request asks this, and building a statement costs as much as asking it."""


class InvalidRefreshTokenError(UnauthorizedError):
    """The session has ended."""

    code = "invalid_refresh_token"


class SecondFactorRequiredError(UnauthorizedError):
    """The password is right, and a code is wanted: `challenge` goes with it to `POST /auth/login/second-factor`."""

    code = "second_factor_required"

    def __init__(self, challenge: str) -> None:
        super().__init__("This account signs in with a code too. Programs sign in with a key instead.")
        self.challenge = challenge


class ReusedRefreshTokenError(InvalidRefreshTokenError):
    """An old refresh token was used again: its session is ended, and stays so although the request fails."""

    keeps_changes = True


class SessionTooOldError(InvalidRefreshTokenError):
    """The session has lasted as long as one may: it is ended, and stays so although the request fails."""

    keeps_changes = True


@dataclass(frozen=True)
class Client:
    """Whoever asks for a session: where from, and what they say they are."""

    address: str
    device: str


async def list_open(
    session: AsyncSession, user: User, current: UUID, *, limit: int | None = _MAX_LISTED
) -> list[OpenSession]:
    """Return the sessions of the user that go on, the one that asks first, then by last use; all without a limit."""
    rows = await session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user.id, _goes_on(user))
        .order_by((UserSession.id == current).desc(), UserSession.last_used_at.desc())
        .limit(limit)
    )
    return [
        OpenSession(
            id=row.id,
            device=row.device,
            address=row.address,
            began_at=row.began_at,
            last_used_at=row.last_used_at,
            current=row.id == current,
        )
        for row in rows
    ]


async def end_one(session: AsyncSession, user: User, session_id: UUID) -> None:
    """End a session of the user at once; raise NotFoundError for one that is somebody else's or has ended."""
    found = await session.scalar(
        select(UserSession.id).where(UserSession.id == session_id, UserSession.user_id == user.id, _goes_on(user))
    )
    if found is None:
        raise NotFoundError("There is no such session, or it has ended.")
    await _revoke(session, user, RefreshToken.family_id == session_id)


async def end_others(session: AsyncSession, user: User, current: UUID) -> None:
    """End all sessions of the user but the one that asks."""
    await _revoke(session, user, RefreshToken.family_id != current)


def _goes_on(user: User) -> ColumnElement[bool]:
    return exists().where(
        RefreshToken.family_id == UserSession.id,
        RefreshToken.revoked_at.is_(None),
        RefreshToken.expires_at > now(),
        RefreshToken.epoch == user.token_epoch,
    )


async def _revoke(session: AsyncSession, user: User, which: ColumnElement[bool]) -> None:
    mine = and_(RefreshToken.user_id == user.id, which)
    # Locked in the order in which a refresh locks them; one that was under way has added a token by then.
    held = select(RefreshToken.token_hash).where(mine, RefreshToken.revoked_at.is_(None))
    await session.execute(held.order_by(RefreshToken.token_hash).with_for_update())
    await _write_end(session, user.id, mine, now())


async def sign_in(resources: Resources, email: str, password: str, limit: LoginLimit, client: Client) -> Tokens:
    """Begin a session for the right password. No transaction is open while the password is verified.

    Raise SecondFactorRequiredError for an account that is to show a code too.
    """
    await limit.count()
    verified = await accounts.authenticate(resources.database, email, password, resources.hasher)
    known = verified.password_hash
    renewed = await resources.hasher.hash(password) if known is None or is_outdated(known) else None
    async with resources.database.transaction() as session:
        # Held, so that a second factor that is being turned on is either seen or ends this session.
        user = await session.get(User, verified.id, with_for_update=BESIDE_EDITS)
        if user is None or user.disabled_at is not None or user.token_epoch != verified.token_epoch:
            raise WrongCredentialsError("The account has changed meanwhile. Sign in again.")
        if await factors.find_active(session, user.id) is not None:
            # The attempt stays counted until the code is right: else the password would let one guess codes for ever.
            audit.tell(user.id, details={"awaits": "second_factor"})
            raise SecondFactorRequiredError(issue_challenge(user.id, user.token_epoch, resources.settings))
        user.password_hash = renewed or user.password_hash
        audit.tell(user.id, actor_id=user.id)
        tokens = await begin(session, user, client, resources.settings)
    await limit.forget()
    return tokens


async def change_password(
    resources: Resources, user: User, change: PasswordChange, limit: LoginLimit, client: Client
) -> Tokens:
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
        return await begin(session, locked, client, resources.settings)


async def refresh(session: AsyncSession, token: str | None, client: Client, settings: Settings) -> Tokens:
    """Exchange a refresh token for a new one and a new access token, unless its session has had its time."""
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
    begun = await session.get(UserSession, row.family_id)
    if begun is None:
        begun = _record(session, user, client, row.family_id)
    if _end_of(begun, settings) <= at:
        await _end(session, row, at)
        raise SessionTooOldError("The session has lasted as long as one may. Sign in again.")
    begun.last_used_at = at
    begun.device, begun.address = client.device or begun.device, client.address
    return await _issue(session, user, begun, settings)


async def sign_out(session: AsyncSession, token: str | None) -> None:
    """End the session. An unknown token is no error: its session has ended already."""
    row = await _find(session, token)
    if row is not None:
        audit.tell(row.family_id, actor_id=row.user_id)
        await _end(session, row, now())


async def find_user(session: AsyncSession, bearer: Bearer) -> User | None:
    """Return the account of an access token or a key; None if it is gone or disabled, or the session or key ended."""
    return await session.scalar(_SIGNED_IN, asked(bearer))


def asked(bearer: Bearer) -> dict[str, object]:
    """Return the parameters of a statement with `is_signed_in`."""
    return {
        "user_id": bearer.user_id,
        "epoch": bearer.epoch,
        "session_id": bearer.session_id,
        "is_key": bearer.is_key,
        "at": now(),
    }


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


async def begin(session: AsyncSession, user: User, client: Client, settings: Settings) -> Tokens:
    """Begin a session of somebody who has shown who they are."""
    return await _issue(session, user, _record(session, user, client, uuid4()), settings)


def _record(session: AsyncSession, user: User, client: Client, session_id: UUID) -> UserSession:
    at = now()
    begun = UserSession(
        id=session_id, user_id=user.id, device=client.device, address=client.address, began_at=at, last_used_at=at
    )
    session.add(begun)
    return begun


def _end_of(begun: UserSession, settings: Settings) -> datetime:
    """Return when the session ends however much it is used; a setting that is lowered holds for all."""
    return begun.began_at + timedelta(seconds=settings.session_max_seconds)


async def _issue(session: AsyncSession, user: User, begun: UserSession, settings: Settings) -> Tokens:
    token = new_refresh_token()
    at, until = now(), _end_of(begun, settings)
    session.add(
        RefreshToken(
            token_hash=hash_token(token),
            family_id=begun.id,
            user_id=user.id,
            epoch=user.token_epoch,
            created_at=at,
            expires_at=min(at + timedelta(seconds=settings.refresh_token_seconds), until),
        )
    )
    await session.flush()
    access = issue_access_token(user.id, begun.id, settings, epoch=user.token_epoch, until=until)
    return Tokens(access_token=access.token, refresh_token=token, expires_in=access.expires_in)


async def _end(session: AsyncSession, row: RefreshToken, at: datetime) -> None:
    await _write_end(session, row.user_id, RefreshToken.family_id == row.family_id, at)


async def _write_end(session: AsyncSession, user_id: UUID, which: ColumnElement[bool], at: datetime) -> None:
    """End the chains of these tokens, which are locked, and what follows under them at this moment."""
    unrevoked = RefreshToken.revoked_at.is_(None)
    await session.execute(update(RefreshToken).where(which, unrevoked).values(revoked_at=at))
    await tell(session, user_id)
