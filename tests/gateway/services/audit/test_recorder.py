"""Entries on their way into the log: what is kept while the database refuses, what counts once, what is noise."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from app.core.config import Settings
from app.core.db import Database
from app.models import AuditPending
from app.models.audit.actions import Action, Subject, Via
from app.services.audit.entry import Entry, Rule
from app.services.audit.recorder import Recorder

READ = Rule(Action.TRANSCRIPT_READ, Subject.MEETING)
PLAY = Rule(Action.RECORDING_PLAY, Subject.MEETING, once=True)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings)
    yield database
    await database.close()


async def written(database: Database) -> list[str]:
    async with database.transaction() as session:
        rows = await session.scalars(select(AuditPending.entries).order_by(AuditPending.id))
        return [entry["action"] for entries in rows for entry in entries]


async def rename(database: Database, old: str, new: str) -> None:
    async with database.transaction() as session:
        await session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


def entry(rule: Rule, **fields: object) -> Entry:
    made = Entry(rule=rule, via=Via.SESSION, actor_id=uuid4(), subject_id=uuid4())
    for name, value in fields.items():
        setattr(made, name, value)
    return made


async def test_entries_are_kept_until_the_database_takes_them(database: Database) -> None:
    recorder = Recorder(database)
    recorder.finish(entry(READ), 200)
    await rename(database, "audit_pending", "audit_away")
    try:
        with pytest.raises(ProgrammingError):
            await recorder.flush()
    finally:
        await rename(database, "audit_away", "audit_pending")
    recorder.finish(entry(READ), 404)
    await recorder.flush()
    await recorder.flush()
    assert await written(database) == [Action.TRANSCRIPT_READ, Action.TRANSCRIPT_READ]


async def test_what_still_waits_is_written_at_the_end(database: Database) -> None:
    recorder = Recorder(database)
    async with recorder.recording():
        for _ in range(450):
            recorder.finish(entry(READ), 200)
    assert len(await written(database)) == 450


async def test_a_recording_is_played_once_by_each(database: Database) -> None:
    recorder = Recorder(database)
    mine = entry(PLAY)
    for _ in range(5):
        recorder.finish(mine, 206)
    recorder.finish(entry(PLAY, subject_id=mine.subject_id), 206)
    recorder.finish(mine, 404)
    await recorder.flush()
    assert len(await written(database)) == 3


async def test_nobody_in_particular_is_noise_except_at_the_door(database: Database) -> None:
    recorder = Recorder(database)
    recorder.finish(Entry(rule=READ), 401)
    recorder.finish(Entry(rule=Rule(Action.LOGIN, Subject.ACCOUNT)), 401)
    await recorder.flush()
    assert await written(database) == [Action.LOGIN]


async def test_floods_of_refused_logins_count_once(database: Database) -> None:
    recorder = Recorder(database)
    for _ in range(50):
        recorder.finish(Entry(rule=Rule(Action.LOGIN, Subject.ACCOUNT), address="192.0.2.7"), 429)
    await recorder.flush()
    assert await written(database) == [Action.LOGIN]
