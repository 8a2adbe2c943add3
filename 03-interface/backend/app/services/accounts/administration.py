"""Administration of other people's accounts."""

from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import ConflictError, NotFoundError
from app.models import AccountLink, LinkKind, Meeting, RefreshToken, Role, SecondFactor, User
from app.models.base import now
from app.schemas.administration import Account, AccountChange, AccountQuery
from app.services.accounts.accounts import BESIDE_EDITS, end_sessions, lock_accounts
from app.services.audit import entry as audit


class LastAdministratorError(ConflictError):
    """Without this account there would be no active administrator."""

    code = "last_administrator"


async def list_page(session: AsyncSession, query: AccountQuery) -> tuple[list[Account], int]:
    """Return one page of the accounts, by name, and the number of all accounts that match."""
    wanted = []
    if query.search:
        wanted.append(
            or_(User.name.icontains(query.search, autoescape=True), User.email.icontains(query.search, autoescape=True))
        )
    total = await session.scalar(select(func.count()).select_from(User).where(*wanted))
    by_name = select(User).where(*wanted).order_by(func.lower(User.name), User.email)
    users = list(await session.scalars(by_name.offset(query.offset).limit(query.size)))
    return await _describe(session, users), total or 0


async def change(
    session: AsyncSession, settings: Settings, user_id: UUID, wanted: AccountChange, *, by: UUID
) -> Account:
    """Grant or withdraw the role of administrator, disable or enable. Disabling ends all sessions at once."""
    await lock_accounts(session)
    user = await session.get(User, user_id, with_for_update=BESIDE_EDITS)
    if user is None:
        raise NotFoundError("There is no such account.")
    if wanted.role is not None:
        user.role = wanted.role
    if wanted.disabled is True and user.disabled_at is None:
        user.disabled_at = now()
        await end_sessions(session, user)
    elif wanted.disabled is False:
        user.disabled_at = None
    await session.flush()
    await require_administrator(session, settings)
    changes = wanted.model_dump(include={"role", "disabled"}, exclude_none=True)
    audit.tell(details=changes)
    structlog.get_logger().info("account_changed", user_id=str(user_id), by=str(by), **changes)
    return await describe(session, user)


async def require_administrator(session: AsyncSession, settings: Settings, *, beside: UUID | None = None) -> None:
    """Raise LastAdministratorError if nobody who can sign in is administrator, or nobody beside an account that goes.

    The caller holds `lock_accounts`.
    """
    can_enter: ColumnElement[bool] = User.password_hash.is_not(None)
    if settings.oidc_issuer is not None:
        can_enter |= User.sign_on_subject.startswith(f"{settings.oidc_issuer} ", autoescape=True)
    active = select(User.id).where(User.role == Role.ADMIN, User.disabled_at.is_(None), can_enter)
    if beside is not None:
        active = active.where(User.id != beside)
    if await session.scalar(active.limit(1)) is None:
        raise LastAdministratorError("This is the last active administrator. Make somebody else administrator first.")


async def describe(session: AsyncSession, user: User) -> Account:
    """Return the account as administrators see it."""
    [account] = await _describe(session, [user])
    return account


async def _describe(session: AsyncSession, users: list[User]) -> list[Account]:
    rows = await session.execute(
        select(RefreshToken.user_id, func.max(RefreshToken.created_at))
        .where(RefreshToken.user_id.in_([user.id for user in users]))
        .group_by(RefreshToken.user_id)
    )
    seen = {user_id: at for user_id, at in rows}  # noqa: C416 - a row is no tuple to mypy
    ids = [user.id for user in users]
    links = {
        link.user_id: link for link in await session.scalars(select(AccountLink).where(AccountLink.user_id.in_(ids)))
    }
    counted = await session.execute(
        select(Meeting.owner_id, func.count()).where(Meeting.owner_id.in_(ids)).group_by(Meeting.owner_id)
    )
    meetings = {owner_id: count for owner_id, count in counted}  # noqa: C416
    confirmed = select(SecondFactor.user_id).where(
        SecondFactor.user_id.in_(ids), SecondFactor.confirmed_at.is_not(None)
    )
    with_code = set(await session.scalars(confirmed))
    return [
        Account(
            id=user.id,
            email=user.email,
            name=user.name,
            role=user.role,
            created_at=user.created_at,
            has_password=user.has_password,
            has_sign_on=user.has_sign_on,
            disabled_at=user.disabled_at,
            seen_at=seen.get(user.id),
            link=_missing_link(user, links.get(user.id)),
            link_expires_at=links[user.id].expires_at if user.id in links else None,
            meetings=meetings.get(user.id, 0),
            has_second_factor=user.id in with_code,
        )
        for user in users
    ]


def _missing_link(user: User, link: AccountLink | None) -> LinkKind | None:
    if user.has_password or (user.has_sign_on and link is None):
        return None
    return link.kind if link is not None else LinkKind.PASSWORD_RESET
