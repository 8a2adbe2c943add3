"""Everybody's keys, for administrators."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import AdminUser, SessionDep, get_admin_user
from app.core.errors import NotFoundError
from app.models.audit.actions import Action, Subject
from app.schemas.common import Page, PageQueryDep
from app.schemas.user import OwnedKey
from app.services.accounts import api_tokens

router = APIRouter(prefix="/admin/keys", tags=["administration"], dependencies=[Depends(get_admin_user)])


@router.get("")
@reads(Action.KEYS_READ, once=True)
async def list_keys(query: PageQueryDep, session: SessionDep) -> Page[OwnedKey]:
    """List the keys of all accounts, newest first: whose, for what, until when, last used; never the key itself."""
    items, total = await api_tokens.list_all(session, query)
    return Page(items=items, total=total, page=query.page, size=query.size)


@router.delete("/{token_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.KEY_REVOKE, Subject.KEY)
@raises(NotFoundError)
async def revoke_key(token_id: UUID, admin: AdminUser, session: SessionDep) -> None:
    """Revoke anybody's key: it opens nothing any more."""
    await api_tokens.revoke_any(session, admin, token_id)
