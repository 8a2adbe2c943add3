"""Migrations that change what rows say."""

from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text
from support.factories import Factory

from app.core.db import migrations
from app.models import Deed, DeedKind, Deleted, Instance, Meeting, OutboxJob, Revision, Tombstone, User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import Channels, ProcessingOptions, ProcessMeeting


def upgrade(connection: Connection, revision: str) -> None:
    """Run one migration on a schema that is up to date."""
    script: Any = ScriptDirectory.from_config(migrations(connection)).get_revision(revision)
    with Operations.context(MigrationContext.configure(connection)):
        script.module.upgrade()


def downgrade(connection: Connection, revision: str) -> None:
    """Take one migration back on a schema that is up to date."""
    script: Any = ScriptDirectory.from_config(migrations(connection)).get_revision(revision)
    with Operations.context(MigrationContext.configure(connection)):
        script.module.downgrade()


async def test_what_came_before_can_read_what_is_left_by_a_downgrade(factory: Factory, user: User) -> None:
    options = ProcessingOptions(language="fr", identify=True)
    meeting = await factory.meeting(user, options=options)
    await factory.upload(user)
    job = ProcessMeeting(meeting_id=meeting.id, attempt=1, request_id="r", options=options)
    await factory.save(OutboxJob(meeting_id=meeting.id, attempt=1, job=job))
    for kind in (Deleted.RECORDING, Deleted.MEETING):
        await factory.save(Tombstone(kind=kind, id=meeting.id))
    async with factory.database.engine.connect() as connection:
        for revision in ("0028", "0027"):
            await connection.run_sync(downgrade, revision)
        queries = ("options FROM meetings", "options FROM uploads", "job -> 'options' FROM outbox")
        kept = [await connection.scalar(text(f"SELECT {query}")) for query in queries]
        kinds = list(await connection.scalars(text("SELECT kind FROM tombstones")))
        await connection.rollback()
    assert [("identify" in each, each["language"]) for each in kept] == [(False, "fr"), (False, None), (False, "fr")]
    assert kinds == ["meeting"]


async def test_meetings_are_indexed_again_where_numbers_of_speakers_have_gaps(factory: Factory, user: User) -> None:
    async def meeting(title: str, *deeds: DeedKind, **fields: Any) -> None:
        made = await factory.meeting(
            user, title=title, status=MeetingStatus.COMPLETED, result_attempt=1, indexed_attempt=1, **fields
        )
        for number, kind in enumerate(deeds):
            await factory.save(Revision(meeting_id=made.id, number=number, attempt=1, deed=Deed(kind=kind)))

    await meeting("untouched")
    await meeting("text edited", DeedKind.MACHINE, DeedKind.EDIT, DeedKind.RENAME, DeedKind.SPLIT)
    gaps = [DeedKind.MERGE, DeedKind.REASSIGN, DeedKind.REVERT, DeedKind.RESTORE, DeedKind.ADOPT]
    for kind in gaps:
        await meeting(kind, DeedKind.MACHINE, kind, DeedKind.EDIT)
    await meeting("imported", imported=True)
    await meeting("a channel each", options=ProcessingOptions(channels=Channels.SEPARATE))
    async with factory.database.transaction() as session:
        await (await session.connection()).run_sync(upgrade, "0020")
        due = set(await session.scalars(select(Meeting.title).where(Meeting.indexed_attempt == 0)))
    assert due == {*gaps, "imported", "a channel each"}


async def test_registration_that_nobody_chose_is_closed_by_a_downgrade(factory: Factory) -> None:
    await factory.save(Instance(recording_days=30))
    async with factory.database.engine.connect() as connection:
        await connection.run_sync(downgrade, "0037")
        kept = await connection.scalar(text("SELECT registration_open FROM instance"))
        await connection.run_sync(upgrade, "0037")
        await connection.rollback()
    assert kept is False
