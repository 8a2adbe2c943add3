"""The part of an export about the account itself: everything of it but secrets and their hashes."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.security import Bearer
from app.models import (
    Comment,
    Group,
    GroupMember,
    Meeting,
    MeetingTag,
    Minutes,
    MinutesChange,
    MinutesItem,
    MinutesTemplate,
    Revision,
    Tag,
    Upload,
    User,
)
from app.models.audit.actions import Subject
from app.models.audit.log import AuditEntry
from app.models.erasure.receipt import ErasureReceipt
from app.resources import Resources
from app.schemas.integrations.webhook import Webhook
from app.schemas.operations.erasure import Receipt
from app.schemas.user import ApiToken
from app.schemas.user import User as UserAnswer
from app.services.accounts import api_tokens, sessions
from app.services.comments.comments import show as show_comment
from app.services.mail import notices
from app.services.rights.given import meetings_given_to, right_of
from app.services.second_factor import enrolment
from app.services.tags import tags
from app.services.templates import preferences
from app.services.webhooks import webhooks

_BATCH = 1000


async def describe(session: AsyncSession, resources: Resources, user: User, bearer: Bearer) -> dict[str, Any]:
    """Return the account with its sessions, keys, choices, and what it has put elsewhere."""
    found = {
        "account": UserAnswer.model_validate(user),
        "sign_on_subject": user.sign_on_subject,
        "second_factor": await enrolment.show(session, user),
        "mails": notices.show(user, resources.settings),
        "minutes": await preferences.show(session, user),
        "sessions": await sessions.list_open(session, user, bearer.session_id, limit=None),
        "keys": [ApiToken.model_validate(row) for row in await api_tokens.list_of(session, user)],
        "webhooks": [Webhook.model_validate(row) for row in await webhooks.list_of(session, user)],
        "templates": [
            {"id": row.id, "shared": row.shared, "template": row.template}
            for row in await session.scalars(select(MinutesTemplate).where(MinutesTemplate.owner_id == user.id))
        ],
        "tags": await _tags(session, user),
        "unfinished_uploads": await _uploads(session, user),
        "groups": await _groups(session, user),
        "shared_with_me": await _shared(session, user),
        "comments_on_meetings_of_others": await _comments(session, user),
        "edits_on_meetings_of_others": await _edits(session, user),
        "minutes_on_meetings_of_others": await _minutes(session, user),
    }
    plain: dict[str, Any] = to_jsonable_python(found)
    return plain


async def list_receipts(session: AsyncSession, user: User) -> list[Any]:
    """Return the receipts of what was deleted of the user's, oldest first."""
    query = select(ErasureReceipt).where(ErasureReceipt.owner_id == user.id).order_by(ErasureReceipt.deleted_at)
    found: list[Any] = to_jsonable_python([Receipt.model_validate(row) for row in await session.scalars(query)])
    return found


async def read_audit(database: Database, user_id: UUID) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield what the audit log tells of the account, oldest first, in lists.

    From where is told only of what the user did: others are an administrator, or strangers who tried to log in.
    """
    seq = 0
    while True:
        async with database.look() as session:
            query = select(AuditEntry).where(_about(user_id), AuditEntry.seq > seq)
            batch = list(await session.scalars(query.order_by(AuditEntry.seq).limit(_BATCH)))
        if not batch:
            return
        yield [_tell(entry, user_id) for entry in batch]
        seq = batch[-1].seq


def _about(user_id: UUID) -> ColumnElement[bool]:
    is_subject = and_(AuditEntry.subject_kind == Subject.ACCOUNT.value, AuditEntry.subject_id == user_id)
    return or_(AuditEntry.actor_id == user_id, is_subject)


def _tell(entry: AuditEntry, user_id: UUID) -> dict[str, Any]:
    told = {
        "at": entry.at,
        "action": entry.action,
        "result": entry.result,
        "subject_kind": entry.subject_kind,
        "meeting_id": entry.meeting_id,
    }
    if entry.actor_id not in {user_id, None}:
        return {**to_jsonable_python(told), "by": "another"}
    is_own = entry.actor_id == user_id
    more = {
        "by": "you" if is_own else "nobody",
        "status": entry.status,
        "via": entry.via,
        "subject_id": entry.subject_id,
        "details": entry.details,
    } | ({"address": entry.address} if is_own else {})
    plain: dict[str, Any] = to_jsonable_python(told | more)
    return plain


async def _tags(session: AsyncSession, user: User) -> list[dict[str, Any]]:
    rows = await session.execute(
        select(MeetingTag.tag_id, func.array_agg(MeetingTag.meeting_id).label("meeting_ids"))
        .join(Tag, Tag.id == MeetingTag.tag_id)
        .where(Tag.owner_id == user.id)
        .group_by(MeetingTag.tag_id)
    )
    meetings = {row.tag_id: row.meeting_ids for row in rows}
    own = [tag for tag in await tags.list_visible(session, user) if tag.own]
    return [{**tag.model_dump(), "meeting_ids": meetings.get(tag.id, [])} for tag in own]


async def _uploads(session: AsyncSession, user: User) -> list[dict[str, Any]]:
    columns = (Upload.id, Upload.title, Upload.filename, Upload.size_bytes, Upload.created_at)
    rows = await session.execute(select(*columns).where(Upload.owner_id == user.id))
    return [dict(row) for row in rows.mappings()]


async def _shared(session: AsyncSession, user: User) -> list[dict[str, Any]]:
    right = right_of(user.id)
    rows = await session.execute(
        select(Meeting.id, Meeting.title, User.name.label("owner_name"), right.c.permission)
        .select_from(Meeting)
        .join(right, true())
        .join(User, User.id == Meeting.owner_id)
        .where(Meeting.id.in_(meetings_given_to(user.id)), Meeting.owner_id != user.id)
        .order_by(Meeting.id)
    )
    return [dict(row) for row in rows.mappings()]


async def _groups(session: AsyncSession, user: User) -> list[dict[str, Any]]:
    rows = await session.execute(
        select(Group.id, Group.name, GroupMember.created_at.label("since"), GroupMember.by_sign_on)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(GroupMember.user_id == user.id)
        .order_by(Group.key)
    )
    return [dict(row) for row in rows.mappings()]


async def _comments(session: AsyncSession, user: User) -> list[dict[str, Any]]:
    rows = await session.scalars(
        select(Comment)
        .join(Meeting, Meeting.id == Comment.meeting_id)
        .where(Comment.author_id == user.id, Meeting.owner_id != user.id)
        .order_by(Comment.created_at, Comment.id)
    )
    return [{"meeting_id": row.meeting_id, **show_comment(row, user).model_dump()} for row in rows]


async def _edits(session: AsyncSession, user: User) -> list[dict[str, Any]]:
    """Return which edits are the user's; what was said before and after is the meeting's."""
    rows = await session.execute(
        select(Revision.meeting_id, Revision.number, Revision.created_at)
        .join(Meeting, Meeting.id == Revision.meeting_id)
        .where(Revision.author_id == user.id, Meeting.owner_id != user.id)
        .order_by(Revision.created_at)
    )
    return [dict(row) for row in rows.mappings()]


async def _minutes(session: AsyncSession, user: User) -> dict[str, list[dict[str, Any]]]:
    """Return which minutes the user ordered, which items have the user's words, and which changes are the user's."""
    of_others = Meeting.owner_id != user.id
    ordered = (
        select(Minutes.meeting_id, Minutes.id.label("minutes_id"), Minutes.created_at)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Minutes.author_id == user.id, of_others)
        .order_by(Minutes.created_at)
    )
    items = (
        select(Minutes.meeting_id, MinutesItem.id.label("item_id"), MinutesItem.updated_at)
        .join(Minutes, Minutes.id == MinutesItem.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(MinutesItem.editor_id == user.id, of_others)
        .order_by(MinutesItem.updated_at)
    )
    changes = (
        select(Minutes.meeting_id, MinutesChange.item_id, MinutesChange.kind, MinutesChange.at)
        .join(MinutesItem, MinutesItem.id == MinutesChange.item_id)
        .join(Minutes, Minutes.id == MinutesItem.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(MinutesChange.author_id == user.id, of_others)
        .order_by(MinutesChange.id)
    )
    found = {"ordered": ordered, "items": items, "changes": changes}
    return {name: [dict(row) for row in (await session.execute(query)).mappings()] for name, query in found.items()}
