"""Receipts of deletions, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.api.audit import reads
from app.api.deps import SessionDep, get_admin_user
from app.models.audit.actions import Action
from app.schemas.operations.erasure import ErasurePage, ErasureQuery
from app.services.storage import receipts

router = APIRouter(prefix="/admin/erasures", tags=["administration"], dependencies=[Depends(get_admin_user)])


@router.get("")
@reads(Action.ERASURES_READ, once=True)
async def list_erasures(query: Annotated[ErasureQuery, Query()], session: SessionDep) -> ErasurePage:
    """List what deletions have removed from where, newest first, and whether the stores have been compacted since."""
    return await receipts.list_page(session, query)
