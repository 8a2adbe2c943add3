"""Files of all stores after deletions: what is gone is in none of them, and what was kept is whole."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from support.factories import Factory
from support.gateway_settings import make_settings
from support.object_store import ObjectStore

from app.core.errors import UnavailableError
from app.core.locks.advisory_locks import AdvisoryLock
from app.models import ErasureReceipt, Meeting, Step
from app.models.audit.actions import Action
from app.models.audit.log import AuditPending
from app.models.base import now
from app.resources import Resources, open_resources
from app.services.erasure import database, volumes
from app.services.erasure.compaction import Compaction
from app.services.meetings.removal import remove, settle
from app.services.storage.purge import Purger
from scribe_contracts import storage
from scribe_contracts.jobs import JOBS_STREAM
from servers.infrastructure import run_infrastructure

ROOT = Path(__file__).parents[4]
MEETINGS, DELETED = 6, 2
STORES = {"postgres", "redis", "s3"}
SOUND = os.urandom(5000)
"""Storage would compress text, in which no mark is found."""


def marked(number: int) -> str:
    return f"zanzibar{number}quokka"


def scan(folder: Path, *numbers: int) -> tuple[int, set[str]]:
    """Run the administrator's command; return its exit status, and the stores in whose files a mark stands."""
    texts = [argument for number in numbers for argument in ("--text", marked(number))]
    done = subprocess.run(
        [sys.executable, "-m", "ops.erasure", "scan", "--data", str(folder), *texts],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / '01-core'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Not everything" not in done.stderr
    assert not done.stderr.startswith("Traceback"), done.stderr
    return done.returncode, {line.split(": ")[1].split(",")[0] for line in done.stdout.splitlines()}


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Resources]:
    """Yield resources of stores of this test's own, whose files it may read, and which keep what they are told."""
    with run_infrastructure(tmp_path) as endpoints:
        async with open_resources(make_settings(endpoints)) as resources:
            yield resources


async def test_files_of_all_stores_lose_what_was_deleted_and_keep_the_rest(own: Resources, tmp_path: Path) -> None:
    factory, store = Factory(own.database, own.settings), ObjectStore(own.s3)
    owner = await factory.user()
    meetings = [await factory.meeting(owner, title=marked(number)) for number in range(MEETINGS)]
    for number, meeting in enumerate(meetings):
        store.put_at(storage.source(meeting.id), marked(number).encode() + SOUND)
        job = await own.redis.xadd(JOBS_STREAM, {"data": marked(number)})
        if number < DELETED:
            await own.redis.xdel(JOBS_STREAM, job)
    async with own.database.transaction() as session:
        await session.execute(text("ANALYZE"))
    gone, kept = range(DELETED), range(DELETED, MEETINGS)

    async with own.database.transaction() as session:
        removed = await remove(session, Meeting.id.in_([meetings[number].id for number in gone]))
    await settle(own.redis, removed)
    await Purger(own).purge(removed.tombstones)

    assert await asyncio.to_thread(scan, tmp_path, *gone) == (1, STORES)
    compaction = Compaction(own)
    assert not await compaction.compact_if_due(early(own, now()))
    assert await compaction.compact_if_due(late(own, now()))

    assert await asyncio.to_thread(scan, tmp_path, *gone) == (0, set())
    assert await asyncio.to_thread(scan, tmp_path, *kept) == (1, STORES)
    for number in kept:
        bucket, key = storage.source(meetings[number].id)
        assert own.s3.get_object(Bucket=bucket, Key=key)["Body"].read() == marked(number).encode() + SOUND
    async with own.database.look() as session:
        assert set(await session.scalars(select(Meeting.title))) == {marked(number) for number in kept}
        receipts = list(await session.scalars(select(ErasureReceipt)))
        told = (await session.scalars(select(AuditPending.entries))).all()
    assert {each.subject_id for each in receipts} == {meetings[number].id for number in gone}
    for each in receipts:
        assert each.compacted_at is not None
        assert set(each.steps.values()) == {Step.DONE}
        assert (each.objects, each.object_bytes) == (1, len(marked(0)) + len(SOUND))
        assert each.rows["meetings"] == 1
    assert [entry["action"] for entries in told for entry in entries].count(Action.ERASURE_COMPLETE) == DELETED
    assert not await compaction.compact_if_due(late(own, now()))


async def test_large_tables_wait_for_the_quiet_hour(resources: Resources, factory: Factory) -> None:
    meeting = await factory.meeting(await factory.user())
    async with resources.database.transaction() as session:
        removed = await remove(session, Meeting.id == meeting.id)
    await Purger(resources).purge(removed.tombstones)
    resources.settings.compaction_table_mb = 0
    compaction = Compaction(resources)
    at = late(resources, now())

    resources.settings.compaction_hour = (at.hour + 12) % 24
    assert await compaction.compact_if_due(at)
    assert not await compaction.compact_if_due(at)
    assert await open_receipts(resources) == 1

    resources.settings.compaction_hour = at.hour
    assert await compaction.compact_if_due(at)
    assert await open_receipts(resources) == 0


async def test_nothing_is_done_while_another_gateway_does_it(resources: Resources, factory: Factory) -> None:
    meeting = await factory.meeting(await factory.user())
    async with resources.database.transaction() as session:
        removed = await remove(session, Meeting.id == meeting.id)
    await Purger(resources).purge(removed.tombstones)
    async with resources.database.transaction() as other:
        await other.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.COMPACTION})
        assert not await Compaction(resources).compact_if_due(late(resources, now()))
    assert await open_receipts(resources) == 1


async def test_what_is_done_is_not_done_again_while_a_store_fails(
    resources: Resources, factory: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = await factory.meeting(await factory.user())
    async with resources.database.transaction() as session:
        removed = await remove(session, Meeting.id == meeting.id)
    await Purger(resources).purge(removed.tombstones)
    calls: list[str] = []
    is_away = True

    async def compact_tables(*_: object) -> dict[str, Step]:
        calls.append("tables")
        return {"tables": Step.DONE}

    async def compact_volumes(_: object) -> Step:
        calls.append("storage")
        if is_away:
            raise UnavailableError("away")
        return Step.DONE

    monkeypatch.setattr(database, "compact", compact_tables)
    monkeypatch.setattr(volumes, "compact", compact_volumes)
    compaction = Compaction(resources)
    with pytest.raises(UnavailableError):
        await compaction.compact_if_due(late(resources, now()))
    assert await open_receipts(resources) == 1

    is_away = False
    assert await compaction.compact_if_due(late(resources, now()))
    assert calls == ["tables", "storage", "storage"]
    assert await open_receipts(resources) == 0


async def test_the_pause_grows_with_failures(resources: Resources) -> None:
    compaction = Compaction(resources)
    usual = compaction._pause(0)
    assert [compaction._pause(failures) / usual for failures in (1, 2, 3)] == [2, 4, 8]
    assert usual < compaction._pause(1000) < 3600


async def open_receipts(resources: Resources) -> int:
    async with resources.database.look() as session:
        query = select(func.count()).select_from(ErasureReceipt).where(ErasureReceipt.compacted_at.is_(None))
        return await session.scalar(query) or 0


def late(resources: Resources, at: datetime) -> datetime:
    return at + timedelta(minutes=resources.settings.compaction_minutes, seconds=1)


def early(resources: Resources, at: datetime) -> datetime:
    return at + timedelta(minutes=resources.settings.compaction_minutes) / 2
