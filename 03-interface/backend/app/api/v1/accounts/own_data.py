"""One's own data: all of it as one archive, and receipts of what was deleted of it."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse

from app.api.audit import reads, refusals
from app.api.declarations import raises
from app.api.deps import BearerDep, CurrentUser, RedisDep, ResourcesDep, SessionDep, occupying
from app.api.v1.auth import PasswordLimitDep
from app.core.errors import RateLimitedError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.accounts.own_data import OwnDataTicket, OwnDataWish
from app.schemas.operations.erasure import ErasurePage, ErasureQuery
from app.services.accounts.accounts import WrongPasswordError
from app.services.audit import entry as audit
from app.services.exports import negotiate
from app.services.own_data import tickets
from app.services.own_data.export import OwnData, name_archive
from app.services.own_data.tickets import ExportTicketError
from app.services.storage import receipts

router = APIRouter(prefix="/auth/me", tags=["auth"])

_ZIP = "application/zip"


@router.post("/export", status_code=HTTPStatus.CREATED)
@raises(WrongPasswordError, RateLimitedError)
@refusals(Action.ACCOUNT_EXPORT, Subject.NONE)
async def order_export(
    wish: OwnDataWish,
    user: CurrentUser,
    limit: PasswordLimitDep,
    resources: ResourcesDep,
    *,
    accept_language: Annotated[str | None, Header()] = None,
) -> OwnDataTicket:
    """Ask for an archive of everything that is kept about you; the ticket opens one download."""
    return await tickets.issue(resources, user, wish, limit, negotiate(accept_language))


@router.get(
    "/export/{ticket}",
    dependencies=[occupying(Use.BUNDLE)],
    response_class=StreamingResponse,
    responses={HTTPStatus.OK: {"content": {_ZIP: {}}}},
)
@reads(Action.ACCOUNT_EXPORT)
@raises(ExportTicketError)
async def export_own_data(
    ticket: str, user: CurrentUser, bearer: BearerDep, redis: RedisDep, resources: ResourcesDep
) -> StreamingResponse:
    """Download everything that is kept about you as one ZIP archive of JSON files, with recordings if you asked so.

    Account, sessions, keys without what they open, meetings with transcripts, comments and minutes, voices,
    conversations, receipts of deletions, and what the audit log tells of you. A text in the archive describes it.
    """
    order = await tickets.redeem(redis, user, ticket)
    audit.tell(details={"recordings": order.recordings})
    content = OwnData(resources, bearer, order).write()
    headers = {"Content-Disposition": name_archive(order.language), "Cache-Control": "no-store"}
    return StreamingResponse(content, media_type=_ZIP, headers=headers)


@router.get("/erasures")
async def list_own_erasures(
    query: Annotated[ErasureQuery, Query()], user: CurrentUser, session: SessionDep
) -> ErasurePage:
    """List what was deleted of yours, by you, an administrator or the retention, and from where; newest first."""
    return await receipts.list_page(session, query, owner_id=user.id)
