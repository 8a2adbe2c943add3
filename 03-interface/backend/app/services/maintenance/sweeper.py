"""Removes what crashes and outages leave behind, once it is too old to be in use.

(Leftovers of deleted meetings and voices are removed by `purge`.)
"""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from sqlalchemy import delete, exists, or_, select

from app.models import GuestLink, Meeting, OutboxJob, RefreshToken, Upload, UserSession, Voice
from app.models.base import now
from app.resources import Resources
from app.services.mail.outbox import remove_old_mails
from app.services.maintenance.superseded import remove_superseded
from app.services.repeats import request_keys
from app.services.storage.objects import Objects
from app.services.uploads import resumable
from app.services.webhooks.webhooks import remove_old_deliveries
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Bucket, S3Location

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_SWEEP_SECONDS = 3600.0
_OWNERS: dict[Bucket, type[Meeting] | type[Voice]] = {Bucket.UPLOADS: Meeting, Bucket.VOICES: Voice}
"""Tables whose ids the keys of these buckets begin with."""

_BATCH = 1000
_ENDED = [status for status in MeetingStatus if status.is_final]


class Sweeper:
    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._database = resources.database
        self._s3 = resources.s3
        self._objects = Objects(resources)
        self._age = timedelta(hours=resources.settings.orphan_hours)

    async def run(self) -> None:
        while True:
            await self.sweep(now() - self._age)
            await asyncio.sleep(_SWEEP_SECONDS)

    async def sweep(self, before: datetime) -> None:
        """Remove what began before then and is of no use any more."""
        await self._remove_abandoned_uploads(before)
        for bucket, owner in _OWNERS.items():
            aborted = await self._abort_orphaned_uploads(bucket, before)
            orphans = await self._orphaned_prefixes(bucket, owner, before)
            for orphan in orphans:
                await self._objects.delete_prefix(orphan)
            if aborted or orphans:
                structlog.get_logger().info("storage_swept", bucket=bucket, uploads=aborted, orphans=len(orphans))
        await remove_superseded(self._resources, before)
        async with self._database.transaction() as session:
            await session.execute(delete(RefreshToken).where(RefreshToken.expires_at < now()))
            await session.execute(delete(GuestLink).where(GuestLink.expires_at < before))
            goes_on = exists().where(RefreshToken.family_id == UserSession.id)
            await session.execute(delete(UserSession).where(~goes_on))
            await request_keys.remove_expired(session)
            await remove_old_deliveries(session)
            await remove_old_mails(session)
            # A job is kept until its attempt has ended: the queue may lose it.
            ended = or_(Meeting.status.in_(_ENDED), Meeting.attempt > OutboxJob.attempt)
            await session.execute(
                delete(OutboxJob).where(OutboxJob.sent_at < before, OutboxJob.meeting_id == Meeting.id, ended)
            )

    async def _remove_abandoned_uploads(self, before: datetime) -> None:
        """Remove uploads in parts that have received no part since then."""
        async with self._database.transaction() as session:
            given_up = list(await session.scalars(delete(Upload).where(Upload.touched_at < before).returning(Upload)))
        for upload in given_up:
            await resumable.remove(self._resources, upload)

    async def _abort_orphaned_uploads(self, bucket: Bucket, before: datetime) -> int:
        """Abort multipart uploads that no row belongs to; they take space that no listing of objects shows."""
        found = await self._objects.run(partial(_old_uploads, self._s3, bucket, before))
        async with self._database.transaction() as session:
            alive = set(await session.scalars(select(Upload.s3_upload_id)))
        orphans = [(key, upload_id) for key, upload_id in found if upload_id not in alive]
        for key, upload_id in orphans:
            abort = partial(self._s3.abort_multipart_upload, Bucket=bucket, Key=key, UploadId=upload_id)
            await self._objects.run(abort)
        return len(orphans)

    async def _orphaned_prefixes(
        self, bucket: Bucket, owner: type[Meeting] | type[Voice], before: datetime
    ) -> list[S3Location]:
        """Return prefixes whose row does not exist."""
        ids = list(await self._objects.run(partial(_old_ids, self._s3, bucket, before)))
        known: set[UUID] = set()
        async with self._database.transaction() as session:
            # Uploads first: one that becomes a meeting between the two queries is found among the meetings. S3 dates an
            # object by the beginning of its upload, so it may be old just before its meeting is made.
            known.update(await session.scalars(select(Upload.id)))
            for start in range(0, len(ids), _BATCH):
                known.update(await session.scalars(select(owner.id).where(owner.id.in_(ids[start : start + _BATCH]))))
        return [S3Location(bucket, f"{id_}/") for id_ in ids if id_ not in known]


def _old_uploads(s3: "S3Client", bucket: Bucket, before: datetime) -> list[tuple[str, str]]:
    """Return key and upload id of each multipart upload that began before then."""
    return [
        (upload["Key"], upload["UploadId"])
        for page in s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket)
        for upload in page.get("Uploads", [])
        if upload["Initiated"] < before
    ]


def _old_ids(s3: "S3Client", bucket: Bucket, before: datetime) -> dict[UUID, None]:
    """Return the ids that old keys begin with, each once. Keys of other forms are left alone."""
    ids: dict[UUID, None] = {}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for item in page.get("Contents", []):
            if item["LastModified"] < before:
                try:
                    ids[UUID(item["Key"].partition("/")[0])] = None
                except ValueError:
                    continue
    return ids
