"""The language service, the templates of minutes, and what users want of them."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from app.api.declarations import raises
from app.api.deps import CurrentUser, SessionDep
from app.core.errors import NotFoundError
from app.schemas.minutes import Language, ListedTemplate, NewTemplate, Preference, ShownPreference, TemplateQuery
from app.services.minutes.language import LanguageService
from app.services.templates import preferences, templates

router = APIRouter(tags=["minutes"])


@router.get("/language")
async def get_language(user: CurrentUser, request: Request) -> Language:  # noqa: ARG001 - for signed-in users only
    """Return whether there is a language service, and which model writes."""
    service: LanguageService = request.app.state.language
    return await service.state()


@router.get("/minutes-preferences")
async def get_preferences(user: CurrentUser, session: SessionDep) -> ShownPreference:
    """Return what you want of the minutes of your new meetings."""
    return await preferences.show(session, user)


@router.put("/minutes-preferences")
@raises(NotFoundError)
async def change_preferences(wanted: Preference, user: CurrentUser, session: SessionDep) -> ShownPreference:
    """Say whether minutes of each of your new meetings are to be written, by which template and in which language."""
    return await preferences.replace(session, user, wanted)


@router.get("/minutes-templates")
async def list_templates(
    query: Annotated[TemplateQuery, Query()], user: CurrentUser, session: SessionDep
) -> list[ListedTemplate]:
    """List the templates that you may use: the product's, your own and the shared ones."""
    return await templates.list_usable(session, user, query.language)


@router.post("/minutes-templates", status_code=HTTPStatus.CREATED)
async def create_template(wanted: NewTemplate, user: CurrentUser, session: SessionDep) -> ListedTemplate:
    """Make a template of your own, for yourself or for everybody here."""
    return await templates.create(session, user, wanted)


@router.put("/minutes-templates/{template_id}")
@raises(NotFoundError)
async def replace_template(
    template_id: UUID, wanted: NewTemplate, user: CurrentUser, session: SessionDep
) -> ListedTemplate:
    """Replace a template that you made. Minutes keep the template by which they were written."""
    return await templates.replace(session, user, template_id, wanted)


@router.delete("/minutes-templates/{template_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError)
async def delete_template(template_id: UUID, user: CurrentUser, session: SessionDep) -> None:
    """Delete a template that you made. Minutes that were written by it stay."""
    await templates.delete(session, user, template_id)
