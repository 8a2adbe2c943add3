"""The audit log, for administrators."""

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from app.api.audit import reads
from app.api.deps import ResourcesDep, SessionDep, SettingsDep, get_admin_user
from app.models.audit.actions import Action, Subject
from app.schemas.operations.audit import AuditCheck, AuditExport, AuditFormat, AuditPage, AuditQuery
from app.services.audit import lines, trail
from app.services.audit.chain import check_all

router = APIRouter(prefix="/admin/audit", tags=["administration"], dependencies=[Depends(get_admin_user)])

_ENDINGS = {AuditFormat.JSONL: "jsonl", AuditFormat.SYSLOG: "log"}
_TEXT = {"schema": {"type": "string"}}
_TYPES = {AuditFormat.JSONL: "application/jsonl", AuditFormat.SYSLOG: "text/plain; charset=utf-8"}


@router.get("")
@reads(Action.AUDIT_READ, once=True)
async def list_entries(query: Annotated[AuditQuery, Query()], session: SessionDep) -> AuditPage:
    """List the entries that match, newest first.

    An entry comes within a second or two of what it tells of. None has a title, a word of a meeting, or a secret.
    """
    return await trail.list_page(session, query)


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/jsonl": _TEXT, "text/plain": _TEXT}}},
)
@reads(Action.AUDIT_EXPORT)
async def export_entries(
    wanted: Annotated[AuditExport, Query()], resources: ResourcesDep, settings: SettingsDep
) -> StreamingResponse:
    """Export all entries that match, oldest first, as JSON lines or as syslog (RFC 5424).

    JSON lines have everything that the hashes cover, so that the chain can be checked without the product.
    """
    host = urlsplit(settings.public_url).hostname or "-"

    async def written() -> AsyncIterator[str]:
        async for batch in trail.read(resources.database, wanted):
            yield "".join(lines.write(entry, wanted.format, host) for entry in batch)

    headers = {"Content-Disposition": f'attachment; filename="audit.{_ENDINGS[wanted.format]}"'}
    return StreamingResponse(written(), media_type=_TYPES[wanted.format], headers=headers)


@router.get("/check")
@reads(Action.AUDIT_CHECK, Subject.LOG)
async def check_chain(resources: ResourcesDep) -> AuditCheck:
    """Read the whole chain, and say where it is broken if it is: what was removed, changed or put in."""
    return AuditCheck.model_validate(await check_all(resources.database))
