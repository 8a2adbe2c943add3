"""Use that each user makes of what users are allowed: jobs under way, bytes stored, bytes and minutes of the day."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.errors import AppError, RateLimitedError
from app.models import Meeting, Upload
from app.models.base import now
from app.resources import Resources
from app.schemas.usage import Share, Usage
from scribe_contracts.events import MeetingStatus

_RETRY_SECONDS = 60
_KEPT_SECONDS = 2 * 86_400
_UNFINISHED = (MeetingStatus.QUEUED, MeetingStatus.PROCESSING)


class TooManyJobsError(RateLimitedError):
    """The user has too many meetings waiting or in work; wait until one has ended, or cancel one."""

    code = "too_many_jobs"


class DailyQuotaError(RateLimitedError):
    """The user has sent as many bytes or minutes of recordings as a day allows; the day ends at midnight UTC."""

    code = "daily_quota_used"


class StorageQuotaError(AppError):
    """The user's recordings take as much storage as one user is allowed; delete some first."""

    status = HTTPStatus.CONFLICT
    code = "storage_quota_used"


class Sent(NamedTuple):
    """One meeting as somebody sent it, and when."""

    owner_id: UUID
    at: datetime
    size_bytes: int
    seconds: float


QUOTA_ERRORS = (TooManyJobsError, DailyQuotaError, StorageQuotaError)
"""Errors of `check_upload`."""


async def measure(session: AsyncSession, redis: Redis, settings: Settings, user_id: UUID) -> Usage:
    """Return what the user has used. Unfinished uploads count with the size that was announced."""
    midnight = _midnight()
    mine = Meeting.owner_id == user_id
    today = Meeting.created_at >= midnight
    row = (
        await session.execute(
            select(
                func.count().filter(Meeting.status.in_(_UNFINISHED)),
                func.coalesce(func.sum(Meeting.size_bytes).filter(Meeting.recording_deleted_at.is_(None)), 0),
                func.coalesce(func.sum(Meeting.size_bytes).filter(today), 0),
                func.coalesce(func.sum(Meeting.duration).filter(today), 0.0),
            ).where(mine)
        )
    ).one()
    uploads = (
        await session.execute(
            select(func.count(), func.coalesce(func.sum(Upload.size_bytes), 0)).where(Upload.owner_id == user_id)
        )
    ).one()
    deleted_bytes, deleted_seconds = await _deleted_today(redis, user_id)
    open_uploads, open_bytes = int(uploads[0]), int(uploads[1])
    return Usage(
        jobs=_share(int(row[0]) + open_uploads, settings.max_user_jobs),
        stored_bytes=_share(int(row[1]) + open_bytes, settings.max_user_stored_bytes),
        bytes_today=_share(int(row[2]) + open_bytes + deleted_bytes, settings.max_user_bytes_per_day),
        minutes_today=_share(int((float(row[3] or 0.0) + deleted_seconds) // 60), settings.max_user_minutes_per_day),
        day_ends_at=midnight + timedelta(days=1),
    )


async def check_upload(resources: Resources, user_id: UUID, size_bytes: int) -> None:
    """Raise an error if the user may not send a recording of that size now, before any of it is received."""
    async with resources.database.transaction() as session:
        usage = await measure(session, resources.redis, resources.settings, user_id)
    check_jobs(usage)
    size_bytes = max(1, size_bytes)  # 0 where it is not known yet
    if usage.stored_bytes.exceeded_by(size_bytes):
        raise StorageQuotaError("Your recordings take as much storage as you are allowed. Delete some first.")
    if usage.bytes_today.exceeded_by(size_bytes) or usage.minutes_today.exceeded_by(1):
        seconds = max(1, int((usage.day_ends_at - now()).total_seconds()))
        raise DailyQuotaError("You have sent as much as a day allows. Go on tomorrow.", retry_after=seconds)


def check_jobs(usage: Usage) -> None:
    """Raise TooManyJobsError if the user may not queue another job now."""
    if usage.jobs.exceeded_by(1):
        message = f"{usage.jobs.used} of your meetings wait or are in work. Wait until one has ended, or cancel one."
        raise TooManyJobsError(message, retry_after=_RETRY_SECONDS)


async def remember_deleted(redis: Redis, sent: Iterable[Sent]) -> None:
    """Count meetings of today that are deleted: their bytes and minutes were sent all the same."""
    midnight = _midnight()
    async with redis.pipeline(transaction=True) as pipe:
        for each in sent:
            if each.at >= midnight:
                key = _deleted_key(each.owner_id)
                pipe.hincrby(key, "bytes", each.size_bytes)
                pipe.hincrby(key, "seconds", round(each.seconds))
                pipe.expire(key, _KEPT_SECONDS)
        await pipe.execute()


async def _deleted_today(redis: Redis, user_id: UUID) -> tuple[int, int]:
    size, seconds = await redis.hmget(_deleted_key(user_id), ["bytes", "seconds"])
    return int(size or 0), int(seconds or 0)


def _deleted_key(user_id: UUID) -> str:
    return f"scribe:deleted:{user_id}:{_midnight():%Y-%m-%d}"


def _share(used: int, allowed: int) -> Share:
    return Share(used=used, allowed=allowed or None)


def _midnight() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
