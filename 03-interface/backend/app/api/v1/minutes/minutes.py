"""Minutes of a meeting: written by a job, then read, corrected and exported."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from http import HTTPStatus
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Header, Query, Response
from sse_starlette import EventSourceResponse, JSONServerSentEvent, ServerSentEvent

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import (
    BearerDep,
    CurrentUser,
    IdempotencyKey,
    RedisDep,
    RequestIdDep,
    ResourcesDep,
    SessionDep,
    SettingsDep,
    counting,
    occupying,
)
from app.api.meeting_deps import EditableMeetingRevisions, LiveDep, MeetingRevisions
from app.core.errors import NotFoundError
from app.core.quotas.allowance import Asked
from app.core.quotas.occupancy import Use
from app.models import Access
from app.models import Minutes as MinutesRow
from app.models import MinutesItem as ItemRow
from app.models.audit.actions import Action, Subject
from app.schemas.common import InZone
from app.schemas.minutes import Change, Item, ItemChange, Minutes, MinutesState, NewItem, NewMinutes, Restoration
from app.services.exports import content_disposition, negotiate
from app.services.exports.formats import ExportFormat
from app.services.minutes import export, items, minutes, views
from app.services.minutes.items import NoSuchSectionError
from app.services.minutes.live import follow
from app.services.minutes.minutes import LanguageOffError, MinutesEndedError, MinutesRunningError, NothingStaleError
from app.services.minutes.staleness import Present
from app.services.repeats.request_keys import KeyReusedError, KeySpentError
from app.services.storage.objects import ObjectMissingError

router = APIRouter(prefix="/meetings/{meeting_id}/minutes", tags=["minutes"])

_KEEP_ALIVE_SECONDS = 15


@raises(NotFoundError)
async def get_visible_minutes(
    revisions: MeetingRevisions, minutes_id: UUID, user: CurrentUser, session: SessionDep
) -> MinutesRow:
    return await minutes.find(session, user, revisions.meeting.id, minutes_id)


@raises(NotFoundError)
async def get_editable_minutes(
    revisions: EditableMeetingRevisions, minutes_id: UUID, user: CurrentUser, session: SessionDep
) -> MinutesRow:
    return await minutes.find(session, user, revisions.meeting.id, minutes_id, need=Access.EDIT, lock=True)


VisibleMinutes = Annotated[MinutesRow, Depends(get_visible_minutes, scope="function")]
EditableMinutes = Annotated[MinutesRow, Depends(get_editable_minutes, scope="function")]


@raises(NotFoundError)
async def get_editable_item(found: EditableMinutes, item_id: UUID, session: SessionDep) -> ItemRow:
    return await items.find(session, found, item_id)


@raises(NotFoundError)
async def get_kept_item(found: EditableMinutes, item_id: UUID, session: SessionDep) -> ItemRow:
    return await items.find(session, found, item_id, with_deleted=True)


KeptItem = Annotated[ItemRow, Depends(get_kept_item, scope="function")]
EditableItem = Annotated[ItemRow, Depends(get_editable_item, scope="function")]


@router.get("")
@reads(Action.MINUTES_READ, Subject.MEETING, once=True)
async def list_minutes(revisions: MeetingRevisions, session: SessionDep) -> list[MinutesState]:
    """List the minutes of a meeting, newest first."""
    return [views.show_state(row) for row in await minutes.list_of(session, revisions.meeting)]


@router.post("", dependencies=[counting(Asked.MINUTES)], status_code=HTTPStatus.ACCEPTED)
@raises(LanguageOffError, KeyReusedError, KeySpentError)
@audited(Action.MINUTES_WRITE, Subject.MEETING)
async def create_minutes(
    *,
    revisions: EditableMeetingRevisions,
    wanted: NewMinutes,
    user: CurrentUser,
    session: SessionDep,
    settings: SettingsDep,
    request_id: RequestIdDep,
    idempotency_key: IdempotencyKey = None,
) -> MinutesState:
    """Have minutes written from the transcript as last edited. Needs permission to edit.

    Sent again with the same `Idempotency-Key`, the same request returns the same minutes.

    409 `language_off`: there is no language service here.
    """
    made = await minutes.create(session, settings, user, revisions, wanted, request_id=request_id, key=idempotency_key)
    return views.show_state(made)


@router.get("/{minutes_id}")
@raises(ObjectMissingError)
@reads(Action.MINUTES_READ, Subject.MINUTES)
async def get_minutes(found: VisibleMinutes, revisions: MeetingRevisions, session: SessionDep) -> Minutes:
    """Return minutes with their items. Items whose segments were changed since are marked stale."""
    present = Present(await revisions.load(await revisions.newest()), found.language)
    return views.show(found, await items.of_minutes(session, found), present)


@router.delete("/{minutes_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.MINUTES_DELETE, Subject.MINUTES)
async def delete_minutes(found: EditableMinutes, session: SessionDep, redis: RedisDep) -> None:
    """Delete minutes with all their items; a running job is stopped. Needs permission to edit."""
    await minutes.delete(session, redis, found)


@router.post("/{minutes_id}/cancel", status_code=HTTPStatus.ACCEPTED)
@raises(MinutesEndedError)
@audited(Action.MINUTES_WRITE, Subject.MINUTES)
async def cancel_minutes(found: EditableMinutes, session: SessionDep, redis: RedisDep) -> MinutesState:
    """Cancel the job: at once if it waits, and if it runs, as soon as its writer notices."""
    await minutes.cancel(session, redis, found)
    return views.show_state(found)


@router.post("/{minutes_id}/retry", dependencies=[counting(Asked.MINUTES)], status_code=HTTPStatus.ACCEPTED)
@raises(LanguageOffError, MinutesEndedError, MinutesRunningError)
@audited(Action.MINUTES_WRITE, Subject.MINUTES)
async def retry_minutes(
    found: EditableMinutes, session: SessionDep, settings: SettingsDep, request_id: RequestIdDep
) -> MinutesState:
    """Try again after a failure or a cancellation. Parts that are written already are not written again."""
    await minutes.retry(session, settings, found, request_id=request_id)
    return views.show_state(found)


@router.post("/{minutes_id}/rewrite", dependencies=[counting(Asked.MINUTES)], status_code=HTTPStatus.ACCEPTED)
@raises(LanguageOffError, MinutesRunningError, NothingStaleError, ObjectMissingError)
@audited(Action.MINUTES_WRITE, Subject.MINUTES)
async def rewrite_minutes(
    found: EditableMinutes,
    revisions: EditableMeetingRevisions,
    session: SessionDep,
    settings: SettingsDep,
    request_id: RequestIdDep,
) -> MinutesState:
    """Have the stale items written again from the transcript as it is now; items of people stay as they are."""
    await minutes.rewrite(session, settings, revisions, found, request_id=request_id)
    return views.show_state(found)


@router.get("/{minutes_id}/events", dependencies=[occupying(Use.EVENT_STREAM)], response_class=EventSourceResponse)
async def follow_minutes(
    found: VisibleMinutes, bearer: BearerDep, resources: ResourcesDep, live: LiveDep
) -> EventSourceResponse:
    """Stream server-sent events named `minutes`: the present state, then each change, until the job has ended."""
    meeting_id, minutes_id = found.meeting_id, found.id

    async def states() -> AsyncIterator[ServerSentEvent]:
        async with aclosing(follow(resources.database, live, bearer, meeting_id, minutes_id)) as changes:
            async for state in changes:
                yield JSONServerSentEvent(views.show_state(state).model_dump(mode="json"), event="minutes")

    headers = {"Cache-Control": "no-store, no-transform"}  # a compressing proxy would hold events back
    return EventSourceResponse(states(), ping=_KEEP_ALIVE_SECONDS, headers=headers)


@router.post("/{minutes_id}/items", status_code=HTTPStatus.CREATED)
@raises(NoSuchSectionError, ObjectMissingError)
@audited(Action.MINUTES_EDIT, Subject.MINUTES)
async def add_item(
    found: EditableMinutes, revisions: EditableMeetingRevisions, wanted: NewItem, user: CurrentUser, session: SessionDep
) -> Item:
    """Add an item of your own. Needs permission to edit."""
    transcript = await revisions.load(await revisions.newest())
    return views.show_item(
        await items.add(session, user, found, wanted, transcript), Present(transcript, found.language)
    )


@router.patch("/{minutes_id}/items/{item_id}")
@raises(ObjectMissingError)
@audited(Action.MINUTES_EDIT, Subject.MINUTES, details=("item_id",))
async def change_item(
    item: EditableItem,
    revisions: EditableMeetingRevisions,
    change: ItemChange,
    user: CurrentUser,
    session: SessionDep,
) -> Item:
    """Change an item or tick it off. With new words it is yours: no model writes it again. Needs permission to edit."""
    present = Present(await revisions.load(await revisions.newest()))
    return views.show_item(await items.change(session, user, item, change), present)


@router.delete("/{minutes_id}/items/{item_id}", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.MINUTES_EDIT, Subject.MINUTES, details=("item_id",))
async def delete_item(item: EditableItem, user: CurrentUser, session: SessionDep) -> None:
    """Delete an item. Needs permission to edit."""
    await items.delete(session, user, item)


@router.get("/{minutes_id}/items/{item_id}/history")
@raises(NotFoundError)
@reads(Action.MINUTES_READ, Subject.MINUTES, details=("item_id",))
async def list_item_changes(found: VisibleMinutes, item_id: UUID, session: SessionDep) -> list[Change]:
    """List the changes of an item, newest first; a deleted item has its history too."""
    changes = await items.history(session, await items.find(session, found, item_id, with_deleted=True))
    return [Change.model_validate(change) for change in changes]


@router.post("/{minutes_id}/items/{item_id}/restore")
@raises(NotFoundError, ObjectMissingError)
@audited(Action.MINUTES_EDIT, Subject.MINUTES, details=("item_id",))
async def restore_item(
    item: KeptItem, revisions: EditableMeetingRevisions, wanted: Restoration, user: CurrentUser, session: SessionDep
) -> Item:
    """Return an item to what it was before a change, or from its deletion. Needs permission to edit."""
    present = Present(await revisions.load(await revisions.newest()))
    return views.show_item(await items.restore(session, user, item, wanted.change), present)


@router.get("/{minutes_id}/deleted-items")
@raises(ObjectMissingError)
@reads(Action.MINUTES_READ, Subject.MINUTES)
async def list_deleted_items(found: VisibleMinutes, revisions: MeetingRevisions, session: SessionDep) -> list[Item]:
    """List the items that were deleted, last deleted first; their history leads back."""
    present = Present(await revisions.load(await revisions.newest()))
    return [views.show_item(item, present) for item in await items.deleted_of(session, found)]


@router.get(
    "/{minutes_id}/export/{export_format}",
    responses={200: {"content": {export_format.content_type: {} for export_format in export.FORMATS}}},
)
@raises(ObjectMissingError, export.NotForMinutesError)
@reads(Action.MINUTES_EXPORT, Subject.MINUTES, details=("export_format",))
async def export_minutes(
    *,
    found: VisibleMinutes,
    revisions: MeetingRevisions,
    export_format: ExportFormat,
    session: SessionDep,
    settings: SettingsDep,
    transcript: Annotated[bool, Query(description="Whether the transcript follows")] = False,
    accept_language: Annotated[str | None, Header()] = None,
    time_zone: InZone = "UTC",
) -> Response:
    """Export minutes as docx, pdf, md or txt, alone or before the transcript. Each time leads to that second."""
    document = export.make_document(
        found,
        await items.of_minutes(session, found),
        revisions.meeting,
        await revisions.load(await revisions.newest()),
        language=negotiate(accept_language),
        time_zone=ZoneInfo(time_zone),
        public_url=settings.public_url,
        with_transcript=transcript,
    )
    content = await asyncio.to_thread(export.render_minutes, document, export_format)
    headers = {
        "Content-Type": export_format.content_type,
        "Content-Disposition": content_disposition(revisions.meeting.title, export_format),
        "Vary": "Accept-Language",
    }
    return Response(content, headers=headers)
