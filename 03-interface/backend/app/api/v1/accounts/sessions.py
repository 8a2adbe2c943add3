"""The sessions of one's own account."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import BearerDep, CurrentUser, SessionDep
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.user import OpenSession
from app.services.accounts import sessions

router = APIRouter(prefix="/auth/sessions", tags=["auth"])


@router.get("")
async def list_sessions(user: CurrentUser, bearer: BearerDep, session: SessionDep) -> list[OpenSession]:
    """List the sessions of your account that go on: device, address, since when, last used. Yours comes first."""
    return await sessions.list_open(session, user, bearer.session_id)


@router.delete("", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.SESSION_END)
async def end_other_sessions(user: CurrentUser, bearer: BearerDep, session: SessionDep) -> None:
    """End all sessions of your account but this one, at once."""
    await sessions.end_others(session, user, bearer.session_id)


@router.delete("/{session_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.SESSION_END, Subject.SESSION)
@raises(NotFoundError)
async def end_session(session_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """End one session of your account, at once. Ending your own signs you out."""
    await sessions.end_one(session, user, session_id)
