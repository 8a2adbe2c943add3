"""The queue and the workers, failed jobs, and storage by user.

Administrators see accounts, not meetings: neither titles nor names of files are told.
"""

from redis.asyncio import Redis
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.models import Meeting, OutboxJob, User
from app.schemas.operations.overview import FailedJob, Job, JobOwner, Overview, UserStorage
from app.services.jobs.turns import find_next
from scribe_contracts.events import WORKER_KEYS, MeetingStatus, worker_key

_MAX_JOBS = 100
_MAX_FAILED = 50
_MAX_USERS = 100


async def look(session: AsyncSession, redis: Redis, settings: Settings) -> Overview:
    """Return the present state."""
    counts = await session.execute(select(Meeting.status, func.count()).group_by(Meeting.status))
    by_status = {status: count for status, count in counts}  # noqa: C416 - a row is no tuple to mypy
    return Overview(
        workers=await _list_workers(redis),
        jobs=await _list_jobs(session),
        waiting=by_status.get(MeetingStatus.QUEUED, 0),
        running=by_status.get(MeetingStatus.PROCESSING, 0),
        failed=await _list_failed(session),
        storage=await _list_storage(session),
        storage_limit_bytes=settings.max_user_stored_bytes or None,
    )


async def _list_workers(redis: Redis) -> list[str]:
    prefix = worker_key("")
    return sorted([key.decode().removeprefix(prefix) async for key in redis.scan_iter(WORKER_KEYS, count=1000)])


async def _list_jobs(session: AsyncSession) -> list[Job]:
    turn = await find_next(session)
    under_way = (
        select(Meeting, User, OutboxJob)
        .join(User, User.id == Meeting.owner_id)
        .join(OutboxJob, (OutboxJob.meeting_id == Meeting.id) & (OutboxJob.attempt == Meeting.attempt))
        .where(Meeting.status.in_((MeetingStatus.PROCESSING, MeetingStatus.QUEUED)))
        .order_by(
            Meeting.started_at.asc().nulls_last(), OutboxJob.sent_at.asc().nulls_last(), OutboxJob.created_at.asc()
        )
        .limit(_MAX_JOBS)
    )
    return [
        Job(
            meeting_id=meeting.id,
            owner=JobOwner.model_validate(owner),
            status=meeting.status,
            stage=meeting.stage,
            fraction=meeting.fraction,
            size_bytes=meeting.size_bytes,
            duration=meeting.duration,
            asked_at=job.created_at,
            handed_over_at=job.sent_at,
            started_at=meeting.started_at,
            is_next=job.id == turn,
        )
        for meeting, owner, job in await session.execute(under_way)
    ]


async def _list_failed(session: AsyncSession) -> list[FailedJob]:
    failed = (
        select(Meeting, User)
        .join(User, User.id == Meeting.owner_id)
        .where(Meeting.attempt_status == MeetingStatus.FAILED)
        .order_by(Meeting.finished_at.desc().nulls_last(), Meeting.id)
        .limit(_MAX_FAILED)
    )
    return [
        FailedJob(
            meeting_id=meeting.id,
            owner=JobOwner.model_validate(owner),
            failure=meeting.failure,
            size_bytes=meeting.size_bytes,
            ended_at=meeting.finished_at,
            can_retry=meeting.has_recording,
        )
        for meeting, owner in await session.execute(failed)
    ]


async def _list_storage(session: AsyncSession) -> list[UserStorage]:
    size = func.coalesce(func.sum(Meeting.size_bytes).filter(Meeting.recording_deleted_at.is_(None)), 0)
    stored = (
        select(User, func.count(), size, func.coalesce(func.sum(Meeting.duration), 0.0))
        .join(Meeting, Meeting.owner_id == User.id)
        .group_by(User.id)
        .order_by(size.desc(), User.id)
        .limit(_MAX_USERS)
    )
    return [
        UserStorage(owner=JobOwner.model_validate(user), meetings=count, size_bytes=int(total), seconds=seconds or 0.0)
        for user, count, total, seconds in await session.execute(stored)
    ]
