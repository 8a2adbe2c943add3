"""Accounts of people who sign in at the company's OpenID provider."""

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.db import Database
from app.core.errors import ConflictError, ForbiddenError
from app.core.limits import MAX_NAME_LENGTH
from app.models import ApiToken, Role, User, Webhook
from app.schemas.common import Name
from app.schemas.user import Email, Tokens
from app.services.accounts import accounts, factors, sessions
from app.services.accounts.accounts import AccountDisabledError
from app.services.accounts.administration import LastAdministratorError, require_administrator
from app.services.accounts.openid import Claims, SignOnRefusedError
from app.services.accounts.sessions import Client
from app.services.audit import entry as audit
from app.services.groups.following import follow_provider

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_NAME: TypeAdapter[str] = TypeAdapter(Name)


class SignOnNotAllowedError(ForbiddenError):
    """The provider knows this person, but not as a member of the group that may use the product."""

    code = "sign_on_not_allowed"


class SignOnEmailTakenError(ConflictError):
    """Another account has this person's e-mail address, and the provider does not say that it is theirs."""

    code = "sign_on_email_taken"


async def enter(database: Database, claims: Claims, client: Client, settings: Settings) -> Tokens:
    """Begin a session of the person's account, which is made at the first time.

    Raises:
        SignOnNotAllowedError: The person is not in the group that the settings ask for.
        AccountDisabledError: An administrator has disabled the account.
        SignOnEmailTakenError: The e-mail address is another account's, and the provider has not verified it.
    """
    async with database.transaction() as session:
        await accounts.lock_accounts(session)
        user = await session.scalar(select(User).where(User.sign_on_subject == claims.subject))
        audit.tell(user.id if user is not None else None, details={"by": "single_sign_on"})
        if settings.oidc_group is not None and settings.oidc_group not in claims.groups:
            raise SignOnNotAllowedError("You are not in the group that may use this product. Ask your administrator.")
        if user is None:
            user = await _join(session, claims, settings)
        if user.disabled_at is not None:
            raise AccountDisabledError("This account is disabled. Ask an administrator.")
        if settings.oidc_admin_group is not None:
            role = Role.ADMIN if settings.oidc_admin_group in claims.groups else Role.USER
            await _set_role(session, user, role, settings)
        await follow_provider(session, user, claims.groups)
        audit.tell(user.id, actor_id=user.id, details={"role": user.role.value})
        return await sessions.begin(session, user, client, settings)


async def _join(session: AsyncSession, claims: Claims, settings: Settings) -> User:
    """Return the account that has this e-mail address already, or a new one; from now on it is the person's alone."""
    try:
        email = _EMAIL.validate_python(claims.email)
        name = _NAME.validate_python(claims.name[:MAX_NAME_LENGTH])
    except ValidationError as error:
        raise SignOnRefusedError("The provider's e-mail address or name cannot be used here.") from error
    user = await accounts.find(session, email)
    if user is None:
        user = User(email=email, name=name, role=Role.USER, password_hash=None)
        session.add(user)
    elif claims.is_email_verified and not _is_somebodys(user, settings):
        # Anybody may have registered with this address: what opens the account by now, the provider has not seen.
        user.password_hash = None
        await accounts.end_sessions(session, user)
        await session.execute(delete(ApiToken).where(ApiToken.user_id == user.id))
        await session.execute(delete(Webhook).where(Webhook.user_id == user.id))
        await factors.remove(session, user.id)
    else:
        # Whoever could choose an address at the provider would get the account.
        raise SignOnEmailTakenError("Another account has your e-mail address, which the provider has not verified.")
    user.sign_on_subject = claims.subject
    await session.flush()
    return user


def _is_somebodys(user: User, settings: Settings) -> bool:
    """Return whether this provider knows the account's owner already; what an earlier provider said is void."""
    return user.sign_on_subject is not None and user.sign_on_subject.startswith(f"{settings.oidc_issuer} ")


async def _set_role(session: AsyncSession, user: User, role: Role, settings: Settings) -> None:
    """Give the role that the provider's groups say, unless nobody would be administrator then."""
    was, user.role = user.role, role
    await session.flush()
    if was is Role.ADMIN and role is Role.USER:
        try:
            await require_administrator(session, settings)
        except LastAdministratorError:
            user.role = was
            await session.flush()
            structlog.get_logger().warning("last_administrator_kept", user_id=str(user.id))
