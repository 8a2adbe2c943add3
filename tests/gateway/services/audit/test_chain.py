"""The chain of the audit log: what the database refuses, what a check finds, what the retention leaves."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from app.core.config import Settings
from app.core.db import Database
from app.models import AuditEntry, AuditPending
from app.models.audit.actions import Action, Fault, Result, Subject, Via
from app.models.base import now
from app.services.audit.chain import Break, check_all
from app.services.audit.chainer import Chainer
from app.services.audit.entry import Entry, Rule


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings)
    yield database
    await database.close()


@pytest.fixture
def chainer(database: Database) -> Chainer:
    return Chainer(database, days=30)


async def add(database: Database, count: int, *, days_ago: float = 0) -> None:
    at = now() - timedelta(days=days_ago)
    rule = Rule(Action.TRANSCRIPT_READ, Subject.MEETING)
    made = [Entry(rule=rule, via=Via.SESSION, address="192.0.2.1", at=at) for _ in range(count)]
    async with database.transaction() as session:
        for entry in made:
            await session.execute(insert(AuditPending).values(entries=[entry.fields(Result.DONE, 200)]))


async def force(database: Database, statement: str) -> None:
    """Do what only the owner of the database can, who switches the rules off."""
    async with database.transaction() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(text(statement))


async def test_entries_get_their_places_without_gaps(database: Database, chainer: Chainer) -> None:
    await add(database, 1200)
    while await chainer.chain():
        pass
    found = await check_all(database)
    assert (found.entries, found.head_seq, found.broken) == (1200, 1200, None)
    async with database.transaction() as session:
        assert await session.scalar(select(AuditPending.id).limit(1)) is None


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("DELETE FROM audit_log WHERE seq = 4", Break(Fault.MISSING, 4)),
        ("DELETE FROM audit_log WHERE seq BETWEEN 1 AND 3", Break(Fault.MISSING, 1)),
        ("DELETE FROM audit_log WHERE seq > 8", Break(Fault.CUT_OFF, 9)),
        ("DELETE FROM audit_log", Break(Fault.CUT_OFF, 1)),
        ("UPDATE audit_log SET address = '192.0.2.9' WHERE seq = 5", Break(Fault.CHANGED, 5)),
        ("UPDATE audit_log SET at = at + interval '1 s' WHERE seq = 7", Break(Fault.CHANGED, 7)),
        ("UPDATE audit_log SET hash = decode(repeat('00', 32), 'hex') WHERE seq = 6", Break(Fault.CHANGED, 6)),
        ("UPDATE audit_log SET previous = decode(repeat('00', 32), 'hex') WHERE seq = 6", Break(Fault.MOVED, 6)),
        ("UPDATE audit_chain SET anchor_seq = 3, anchor_hash = (SELECT hash FROM audit_log WHERE seq = 3)",
         Break(Fault.TRIMMED, 3)),
        ("TRUNCATE audit_chain", Break(Fault.CUT_OFF, 1)),
    ],
)  # fmt: skip
async def test_the_check_says_where_somebody_has_tampered(
    database: Database, chainer: Chainer, tampering: str, broken: Break
) -> None:
    await add(database, 10)
    await chainer.chain()
    assert (await check_all(database)).broken is None
    await force(database, tampering)
    assert (await check_all(database)).broken == broken


async def test_a_rewritten_chain_does_not_have_the_hash_that_was_noted(database: Database, chainer: Chainer) -> None:
    await add(database, 5)
    await chainer.chain()
    noted = await check_all(database)
    await force(database, "TRUNCATE audit_log, audit_chain")
    await add(database, 6)
    await chainer.chain()
    assert (await check_all(database)).broken is None
    found = await check_all(database, expected=(noted.head_seq, noted.head_hash))
    assert found.broken == Break(Fault.UNEXPECTED, 5)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET address = ''",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "UPDATE audit_chain SET head_seq = 1",
        "DELETE FROM audit_chain",
        "TRUNCATE audit_chain",
        "TRUNCATE audit_log, audit_chain CASCADE",
    ],
)
async def test_the_database_refuses_to_change_the_log(database: Database, chainer: Chainer, statement: str) -> None:
    await add(database, 3)
    await chainer.chain()
    with pytest.raises(DBAPIError):
        async with database.transaction() as session:
            await session.execute(text(statement))
    assert (await check_all(database)).entries == 3


async def test_the_retention_leaves_a_chain_that_can_be_checked(database: Database, chainer: Chainer) -> None:
    await add(database, 20, days_ago=31)
    await add(database, 4)
    await chainer.chain()
    assert await chainer.trim() == 20
    assert await chainer.trim() == 0
    found = await check_all(database)
    assert (found.first_seq, found.entries, found.broken) == (21, 5, None)
    await add(database, 1)
    await chainer.chain()
    assert (await check_all(database)).broken is None
    await force(database, "DELETE FROM audit_log WHERE seq = 21")
    assert (await check_all(database)).broken == Break(Fault.MISSING, 21)


async def test_a_hash_that_was_noted_before_the_retention_confirms_nothing(
    database: Database, chainer: Chainer
) -> None:
    await add(database, 5, days_ago=31)
    await add(database, 1)
    await chainer.chain()
    first = await check_all(database)
    await chainer.trim()
    anchor = await check_all(database, expected=(5, "00" * 32))
    assert anchor.broken == Break(Fault.UNEXPECTED, 5)
    assert (await check_all(database, expected=(4, "00" * 32))).broken == Break(Fault.UNCONFIRMED, 4)
    assert (await check_all(database, expected=(first.head_seq, first.head_hash))).broken is None


async def test_an_anchor_that_was_moved_shows_after_a_retention_too(database: Database, chainer: Chainer) -> None:
    await add(database, 5, days_ago=31)
    await add(database, 5)
    await chainer.chain()
    await chainer.trim()
    moved = "UPDATE audit_chain SET anchor_seq = 7, anchor_hash = (SELECT hash FROM audit_log WHERE seq = 7)"
    await force(database, moved)
    await force(database, "DELETE FROM audit_log WHERE seq <= 7")
    assert (await check_all(database)).broken == Break(Fault.TRIMMED, 7)


async def test_everything_may_be_too_old(database: Database, chainer: Chainer) -> None:
    await add(database, 3, days_ago=31)
    await chainer.chain()
    await chainer.trim()
    async with database.transaction() as session:
        kept = list(await session.scalars(select(AuditEntry)))
    assert [(entry.seq, entry.action) for entry in kept] == [(4, Action.AUDIT_TRIM)]
    details: dict[str, Any] = kept[0].details
    assert (details["through"], details["removed"], details["days"]) == (3, 3, 30)
    assert (await check_all(database)).broken is None


async def test_without_a_retention_nothing_is_trimmed(database: Database) -> None:
    chainer = Chainer(database, days=0)
    await add(database, 2, days_ago=20_000)
    await chainer.chain()
    assert await chainer.trim() == 0
    assert (await check_all(database)).entries == 2
