"""The second factor that the operator asks of administrators, or of everybody."""

from sqlalchemy import ColumnElement, Select, and_, exists, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.configuration.accounts import Concerned
from app.core.errors import ForbiddenError
from app.core.security import Bearer
from app.models import Role, SecondFactor, User
from app.models.audit.actions import Via
from app.services.accounts.sessions import asked, is_signed_in
from app.services.audit import entry as audit


class SecondFactorMissingError(ForbiddenError):
    """The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else."""

    code = "second_factor_missing"


def _lacks(concerned: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition for accounts that are to have a second factor and have none.

    Whoever signs in at the company's provider alone has no password to add it to: the provider asks for one, or not.
    """
    confirmed = exists().where(SecondFactor.user_id == User.id, SecondFactor.confirmed_at.is_not(None))
    return and_(concerned, User.password_hash.is_not(None), ~confirmed)


_CONDITIONS = {
    Concerned.ADMINISTRATORS: _lacks(User.role == Role.ADMIN),
    Concerned.EVERYBODY: _lacks(true()),
}
_BY_SESSION: dict[Concerned, Select[User]] = {
    concerned: select(User).where(is_signed_in(User), condition) for concerned, condition in _CONDITIONS.items()
}
"""Built once, like the statement that finds who is signed in."""


async def is_missing(session: AsyncSession, user: User, settings: Settings) -> bool:
    """Return whether this account has to set up a second factor first."""
    condition = _CONDITIONS.get(settings.second_factor_required)
    if condition is None:
        return False
    return await session.scalar(select(User.id).where(User.id == user.id, condition)) is not None


async def require(session: AsyncSession, bearer: Bearer, settings: Settings) -> None:
    """Raise SecondFactorMissingError for a session that goes on, of an account that has to set one up first."""
    statement = _BY_SESSION.get(settings.second_factor_required)
    if statement is not None and await session.scalar(statement, asked(bearer)) is not None:
        audit.identify(bearer.user_id, Via.SESSION, bearer.session_id)
        audit.tell(details={"awaits": "second_factor_set_up"})
        raise SecondFactorMissingError("This account needs a second factor. Set it up first.")
