"""Links by which people choose a password."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from app.api.audit import audited, refusals
from app.api.declarations import raises
from app.api.deps import AdminUser, ClientAddressDep, RedisDep, ResourcesDep, SessionDep, SettingsDep
from app.core.errors import NotFoundError, RateLimitedError
from app.core.passwords.strength import WeakPasswordError
from app.models import User
from app.models.audit.actions import Action, Subject
from app.schemas.administration import LinkMail, MadeLink, NewAccount
from app.schemas.user import LinkQuery, LinkUse, OpenedLink
from app.schemas.user import User as UserAnswer
from app.services.accounts import link_mails, links
from app.services.accounts.accounts import EmailTakenError
from app.services.accounts.administration import LastAdministratorError
from app.services.accounts.link_mails import MailNotTakenError, NoMailServerError
from app.services.accounts.links import LinkInvalidError, OwnAccountError
from app.services.accounts.login_limit import limit_address

router = APIRouter()

MAX_LINK_USES = 120
"""Links opened and used from one address in a window."""


@raises(RateLimitedError)
async def limit_links(address: ClientAddressDep, redis: RedisDep, settings: SettingsDep) -> None:
    """Raise RateLimitedError if too many links are tried from one address."""
    await limit_address(redis, settings, "link", address, MAX_LINK_USES)


@router.post("/admin/users", tags=["administration"], status_code=HTTPStatus.CREATED)
@raises(EmailTakenError)
@audited(Action.ACCOUNT_CREATE, Subject.ACCOUNT)
async def invite(new: NewAccount, admin: AdminUser, session: SessionDep, settings: SettingsDep) -> MadeLink:
    """Create an account, and return the link by which its owner chooses a password."""
    return await links.invite(session, settings, new, by=admin.id)


@router.post("/admin/users/{user_id}/link", tags=["administration"], status_code=HTTPStatus.CREATED)
@raises(NotFoundError, OwnAccountError, LastAdministratorError)
@audited(Action.PASSWORD_LINK_MAKE, Subject.ACCOUNT)
async def renew_link(user_id: UUID, admin: AdminUser, session: SessionDep, settings: SettingsDep) -> MadeLink:
    """Return a new link to choose a password. The present password and all sessions of the account end at once.

    Whoever uses the link has the account and its meetings, an administrator too. The log says, by ids, who made it, and
    the owner notices, since neither sessions nor password are good any more.
    """
    return await links.renew(session, settings, user_id, by=admin.id)


@router.post("/admin/users/{user_id}/link/mail", tags=["administration"], status_code=HTTPStatus.NO_CONTENT)
@raises(LinkInvalidError, NoMailServerError, MailNotTakenError)
@audited(Action.PASSWORD_LINK_MAIL, Subject.ACCOUNT)
async def mail_link(user_id: UUID, wanted: LinkMail, _: AdminUser, resources: ResourcesDep) -> None:
    """Send a link that was just made to the address of its account. The answer says whether the mail server took it."""
    await link_mails.send(resources, user_id, wanted)


@router.post("/auth/links/open", tags=["auth"], dependencies=[Depends(limit_links)])
@raises(LinkInvalidError)
@refusals(Action.PASSWORD_LINK_USE, Subject.ACCOUNT)
async def open_link(query: LinkQuery, session: SessionDep) -> OpenedLink:
    """Return whose password a link chooses. It stays good."""
    return await links.open_link(session, query.token.get_secret_value())


@router.post("/auth/links/use", tags=["auth"], dependencies=[Depends(limit_links)], response_model=UserAnswer)
@raises(LinkInvalidError, WeakPasswordError)
@audited(Action.PASSWORD_LINK_USE, Subject.ACCOUNT)
async def use_link(wanted: LinkUse, resources: ResourcesDep) -> User:
    """Choose the password of the account that the link was made for. The link is good once."""
    return await links.use(resources.database, resources.hasher, wanted)
