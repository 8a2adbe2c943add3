"""Tokens that the signed-in user makes for programs."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.api.audit import audited
from app.api.declarations import raises
from app.api.deps import CurrentUser, SessionDep
from app.core.errors import ForbiddenError, NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.user import ApiToken, MadeApiToken, NewApiToken
from app.services.accounts import api_tokens
from app.services.accounts.api_tokens import TooManyTokensError

router = APIRouter(prefix="/auth/tokens", tags=["auth"])


@router.get("")
async def list_api_tokens(user: CurrentUser, session: SessionDep) -> list[ApiToken]:
    """List your tokens, newest first, those included that have expired."""
    return [ApiToken.model_validate(each) for each in await api_tokens.list_of(session, user)]


@router.post("", status_code=HTTPStatus.CREATED)
@raises(TooManyTokensError, ForbiddenError)
@audited(Action.KEY_MAKE, Subject.KEY)
async def create_api_token(wanted: NewApiToken, user: CurrentUser, session: SessionDep) -> MadeApiToken:
    """Make a key for a program. It comes as `Authorization: Bearer scribe_…` and is shown this once.

    It opens what its scope says, with your rights, until it expires, is revoked, or you change your password:
    `x-key-scope` of each route names the least scope that opens it. `mcp` opens `/api/mcp` alone, for assistants that
    speak the Model Context Protocol. None opens what is yours in person: password, sessions, keys, the account itself.
    """
    made, text = await api_tokens.create(session, user, wanted)
    return MadeApiToken(**ApiToken.model_validate(made).model_dump(), token=text)


@router.delete("/{token_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
@audited(Action.KEY_REVOKE, Subject.KEY)
async def revoke_api_token(token_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Revoke a token of yours: it opens nothing any more."""
    await api_tokens.revoke(session, user, token_id)
