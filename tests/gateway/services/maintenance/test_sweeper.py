"""Old leftovers are removed, and everything else stays."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from support.factories import Factory
from support.object_store import ObjectStore

from app.models import GuestLink, OutboxJob, RefreshToken, Upload, User
from app.models.base import now
from app.resources import Resources
from app.services.maintenance.sweeper import Sweeper
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.storage import Bucket, S3Location, source, voice_sample

pytestmark = pytest.mark.usefixtures("no_upkeep")

LATER = timedelta(minutes=1)


@pytest.fixture
def sweeper(resources: Resources) -> Sweeper:
    return Sweeper(resources)


async def test_objects_without_a_row_go(sweeper: Sweeper, store: ObjectStore, factory: Factory, user: User) -> None:
    meeting, voice = await factory.meeting(user), await factory.voice(user)
    kept = {source(meeting.id), voice_sample(voice.id, 0), S3Location(Bucket.UPLOADS, "of/somebody/else")}
    for location in kept | {source(uuid4()), voice_sample(uuid4(), 0), voice_sample(uuid4(), 1)}:
        store.put_at(location)
    await sweeper.sweep(now() + LATER)
    assert store.stored() == {f"{bucket}/{key}" for bucket, key in kept}


async def test_young_objects_stay_because_their_row_may_follow(sweeper: Sweeper, store: ObjectStore) -> None:
    location = source(uuid4())
    store.put_at(location)
    await sweeper.sweep(now() - LATER)
    assert store.stored() == {f"{location.bucket}/{location.key}"}


@pytest.mark.parametrize(("age", "left"), [(LATER, 0), (-LATER, 1)])
async def test_unfinished_uploads_are_aborted(
    sweeper: Sweeper, resources: Resources, age: timedelta, left: int
) -> None:
    bucket, key = source(uuid4())
    resources.s3.create_multipart_upload(Bucket=bucket, Key=key)
    await sweeper.sweep(now() + age)
    assert len(resources.s3.list_multipart_uploads(Bucket=bucket).get("Uploads", [])) == left


async def begin_upload(resources: Resources, factory: Factory, user: User, **fields: Any) -> Upload:
    """Add an upload that S3 knows, with one part."""
    id_ = uuid4()
    bucket, key = source(id_)
    s3_upload_id = resources.s3.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
    resources.s3.upload_part(Bucket=bucket, Key=key, UploadId=s3_upload_id, PartNumber=1, Body=b"RIFF")
    return await factory.upload(user, id=id_, s3_upload_id=s3_upload_id, **fields)


async def test_links_that_have_expired_go(sweeper: Sweeper, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user)
    at = now()
    for expires_at in (at - 2 * LATER, at, at + 2 * LATER):
        await factory.guest_link(meeting, expires_at=expires_at)
    await sweeper.sweep(at - LATER)
    async with factory.database.look() as session:
        left = set(await session.scalars(select(GuestLink.expires_at)))
    assert left == {at, at + 2 * LATER}


async def test_an_abandoned_upload_is_removed(
    sweeper: Sweeper, resources: Resources, factory: Factory, user: User
) -> None:
    await begin_upload(resources, factory, user)
    await sweeper.sweep(now() + LATER)
    async with resources.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Upload)) == 0
    assert not resources.s3.list_multipart_uploads(Bucket=Bucket.UPLOADS).get("Uploads", [])


async def test_an_old_upload_that_still_receives_parts_stays(
    sweeper: Sweeper, resources: Resources, factory: Factory, user: User
) -> None:
    upload = await begin_upload(resources, factory, user, touched_at=now() + 2 * LATER)
    await sweeper.sweep(now() + LATER)
    async with resources.database.transaction() as session:
        assert await session.scalar(select(Upload.s3_upload_id)) == upload.s3_upload_id
    assert len(resources.s3.list_multipart_uploads(Bucket=Bucket.UPLOADS)["Uploads"]) == 1


async def test_an_object_whose_meeting_is_about_to_be_made_stays(
    sweeper: Sweeper, store: ObjectStore, factory: Factory, user: User
) -> None:
    """S3 dates an object by the beginning of its upload, which may have lasted for days."""
    upload = await factory.upload(user, touched_at=now() + 2 * LATER)
    location = source(upload.id)
    store.put_at(location)
    await sweeper.sweep(now() + LATER)
    assert store.stored() == {f"{location.bucket}/{location.key}"}


async def test_old_rows_go(sweeper: Sweeper, resources: Resources, factory: Factory, user: User) -> None:
    meeting = await factory.meeting(user, attempt=2)
    for sent_at, attempt in ((now(), 1), (now() + 2 * LATER, 2)):
        job = ProcessMeeting(meeting_id=meeting.id, attempt=attempt, request_id="r")
        await factory.save(OutboxJob(meeting_id=meeting.id, attempt=attempt, job=job, sent_at=sent_at))
    for number, expires_at in enumerate((now(), now() + LATER)):
        token = RefreshToken(token_hash=bytes([number]), family_id=uuid4(), user_id=user.id, expires_at=expires_at)
        await factory.save(token)
    await sweeper.sweep(now() + LATER)
    async with resources.database.transaction() as session:
        assert list(await session.scalars(select(OutboxJob.attempt))) == [2]
        assert await session.scalar(select(func.count()).select_from(RefreshToken)) == 1


async def test_the_job_of_an_unfinished_meeting_stays(
    sweeper: Sweeper, resources: Resources, factory: Factory, user: User
) -> None:
    """The queue may lose it, however long it has waited."""
    for status in MeetingStatus:
        meeting = await factory.meeting(user, status=status)
        job = ProcessMeeting(meeting_id=meeting.id, attempt=1, request_id=status)
        await factory.save(OutboxJob(meeting_id=meeting.id, attempt=1, job=job, sent_at=now()))
    await sweeper.sweep(now() + LATER)
    async with resources.database.transaction() as session:
        left = {job.request_id for job in await session.scalars(select(OutboxJob.job))}
    assert left == {MeetingStatus.QUEUED, MeetingStatus.PROCESSING}
