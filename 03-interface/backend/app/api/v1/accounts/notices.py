"""Mails that one gets oneself."""

from fastapi import APIRouter

from app.api.audit import audited
from app.api.deps import CurrentUser, SessionDep, SettingsDep
from app.models.audit.actions import Action
from app.schemas.integrations.notices import Notices, NoticesChange
from app.services.mail import notices

router = APIRouter(prefix="/auth/notices", tags=["auth"])


@router.get("")
async def get_notices(user: CurrentUser, settings: SettingsDep) -> Notices:
    """Return whether a mail comes when a meeting of yours is ready or has failed, and in which language."""
    return notices.show(user, settings)


@router.put("")
@audited(Action.ACCOUNT_CHANGE)
async def change_notices(
    wanted: NoticesChange, user: CurrentUser, session: SessionDep, settings: SettingsDep
) -> Notices:
    """Choose whether such mails come. Where the operator has set no mail server, none do."""
    return notices.show(await notices.change(session, user, wanted), settings)
