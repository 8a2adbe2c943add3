"""Search by meaning."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.audit import reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, ResourcesDep, SessionDep, counting
from app.core.meaning.errors import MeaningOffError, MeaningUnavailableError
from app.core.meaning.meaning import require
from app.core.quotas.allowance import Asked
from app.models.audit.actions import Action
from app.schemas.search import FoundPassages, PassageQuery
from app.services.meetings import passages

router = APIRouter(tags=["search"])


@router.get("/search", dependencies=[counting(Asked.SEARCH)])
@raises(MeaningOffError, MeaningUnavailableError)
@reads(Action.SEARCH)
async def search_passages(
    query: Annotated[PassageQuery, Query()], user: CurrentUser, resources: ResourcesDep, session: SessionDep
) -> FoundPassages:
    """Find passages by what they mean and by their words, in your meetings and in those shared with you.

    Each comes with the sentence that answers best and its second. The full text, `q` of the list of meetings, works
    without it.
    """
    return await passages.search(session, require(resources.meaning), user, query)
