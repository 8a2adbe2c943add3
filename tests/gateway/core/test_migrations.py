"""Migrations that change what rows say."""

from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select
from support.factories import Factory

from app.core.db import migrations
from app.models import Deed, DeedKind, Meeting, Revision, User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import Channels, ProcessingOptions


def upgrade(connection: Connection, revision: str) -> None:
    """Run one migration on a schema that is up to date."""
    script: Any = ScriptDirectory.from_config(migrations(connection)).get_revision(revision)
    with Operations.context(MigrationContext.configure(connection)):
        script.module.upgrade()


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
