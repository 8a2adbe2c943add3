"""Metrics of finished jobs: outcomes and speed."""

import asyncio
from collections.abc import Iterable
from typing import NamedTuple

import structlog
from pydantic import ValidationError
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.core.errors import UnavailableError
from app.core.metrics import (
    AUDIO_SECONDS,
    JOB_FACTOR,
    JOBS,
    MODEL_LOAD_SECONDS,
    MODEL_PEAK_BYTES,
    STAGE_FACTOR,
    STAGE_SECONDS,
)
from app.models import Meeting
from app.resources import Resources
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts.artefacts import Manifest, StageRecord
from scribe_contracts.events import JobEvent, MeetingStatus
from scribe_contracts.storage import FIRST_ATTEMPT, Artefact, artefact

_ENDED = "job_ended"
"""Mark of a transaction that writes the end of a job."""

_MAX_WAITING = 1000
_TRIES = 3
_RETRY_SECONDS = 5.0


class _Ended(NamedTuple):
    event: JobEvent
    place: int
    """Attempt under which its artefacts lie."""


class JobMetrics:
    """Counts jobs; one in each gateway. A job is counted by the replica that wrote its end, and by no other.

    It is counted when that transaction commits. If the gateway dies just then, one job is missed; none is counted
    twice.
    """

    def __init__(self, resources: Resources, *, retry_seconds: float = _RETRY_SECONDS) -> None:
        self._objects = Objects(resources)
        self._retry_seconds = retry_seconds
        self._waiting: asyncio.Queue[_Ended] = asyncio.Queue(_MAX_WAITING)
        event.listen(resources.database.sync_sessions, "after_commit", self._count)

    def _count(self, session: Session) -> None:
        """Count the outcome; the manifest is read later, so that no event waits for storage."""
        ended: _Ended | None = session.info.pop(_ENDED, None)
        if ended is None:
            return
        end = ended.event
        JOBS.labels(end.status).inc()
        if end.status is not MeetingStatus.COMPLETED:
            return
        try:
            self._waiting.put_nowait(ended)
        except asyncio.QueueFull:
            structlog.get_logger().warning("job_not_measured", meeting_id=str(end.meeting_id), error="too many wait")

    async def run(self) -> None:
        while True:
            await self._measure(await self._waiting.get())

    async def _measure(self, ended: _Ended) -> None:
        end = ended.event
        for left in reversed(range(_TRIES)):
            try:
                manifest = await self._objects.load(artefact(end.meeting_id, Artefact.MANIFEST, ended.place), Manifest)
            except (ObjectMissingError, ValidationError) as error:
                structlog.get_logger().warning(
                    "job_not_measured", meeting_id=str(end.meeting_id), error=type(error).__name__
                )
                return
            except UnavailableError as error:
                if not left:
                    structlog.get_logger().warning(
                        "job_not_measured", meeting_id=str(end.meeting_id), error=error.detail
                    )
                    return
                await asyncio.sleep(self._retry_seconds)
            else:
                # A retry may have replaced it by now; that attempt is counted with its own end.
                if manifest.attempt == end.attempt:
                    observe(manifest)
                return


async def count_at_commit(session: AsyncSession, end: JobEvent) -> None:
    """Have the end counted when the transaction commits, unless the row shows this attempt as ended already.

    The row is locked until then. A cancelled attempt ends twice: when the user cancels it, and when its worker has
    stopped.
    """
    columns = (Meeting.attempt_status, Meeting.event_attempt, Meeting.event_sequence, Meeting.root_attempt)
    query = select(*columns).where(Meeting.id == end.meeting_id)
    row = (await session.execute(query.with_for_update())).one_or_none()
    cancelled = MeetingStatus.CANCELLED
    place = (end.attempt, end.status is cancelled, end.sequence)
    if row is None or (row.event_attempt, row.attempt_status is cancelled, row.event_sequence) >= place:
        return
    if row.event_attempt < end.attempt or not row.attempt_status.is_final:
        root = row.root_attempt == end.attempt
        session.info[_ENDED] = _Ended(end, FIRST_ATTEMPT if root else end.attempt)


def observe(manifest: Manifest) -> None:
    """Add the durations and memory of a job's stages. Reused stages took no time, and are left out."""
    profile, duration = manifest.profile, manifest.recording.duration
    for record in manifest.stages:
        if record.reused:
            continue
        STAGE_SECONDS.labels(record.stage, profile).observe(record.seconds)
        if duration > 0:
            STAGE_FACTOR.labels(record.stage, profile).observe(record.seconds / duration)
        for use in record.models:
            MODEL_LOAD_SECONDS.labels(use.model, profile).observe(use.load_seconds)
            MODEL_PEAK_BYTES.labels(use.model, profile).observe(use.memory.peak)
    AUDIO_SECONDS.labels(profile).inc(duration)
    if duration > 0 and manifest.stages and not any(record.reused for record in manifest.stages):
        JOB_FACTOR.labels(profile).observe(_elapsed(manifest.stages) / duration)


def _elapsed(stages: Iterable[StageRecord]) -> float:
    """Return the seconds from the start of the first stage to the end of the last."""
    starts = [(record.started_at.timestamp(), record.seconds) for record in stages]
    return max(start + seconds for start, seconds in starts) - min(start for start, _ in starts)
