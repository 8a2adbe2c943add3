"""Receipts of purges that a store does not let end at once."""

from uuid import UUID

import pytest
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore

from app.core.errors import UnavailableError
from app.models import Deleted, ErasureReceipt
from app.resources import Resources
from app.services.storage import purge
from app.services.storage.purge import Purger, add_tombstones
from scribe_contracts import storage
from scribe_contracts.storage import Bucket, S3Location

pytestmark = pytest.mark.usefixtures("no_upkeep")

VECTORS = 3


async def test_what_is_gone_is_counted_though_storage_is_away_for_the_rest(
    resources: Resources, factory: Factory, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await factory.user()
    meetings = [(await factory.meeting(owner)).id for _ in range(2)]
    for id_ in meetings:
        store.put_at(storage.source(id_), b"sound")
        store.put_at(storage.artefact(id_, storage.Artefact.TRANSCRIPT), b"{}")
    async with resources.database.transaction() as session:
        tombstones = await add_tombstones(session, Deleted.MEETING, meetings)
    left = dict.fromkeys(meetings, VECTORS)

    async def forget(_: object, ids: list[UUID]) -> dict[UUID, int]:
        return {id_: left.pop(id_) for id_ in ids if id_ in left}

    purger = Purger(resources)
    delete_prefix, is_away = purger._objects.delete_prefix, True

    async def delete(prefix: S3Location) -> tuple[int, int]:
        if is_away and prefix.bucket is Bucket.PROCESSED:
            raise UnavailableError("away")
        return await delete_prefix(prefix)

    monkeypatch.setattr(purge, "forget", forget)
    monkeypatch.setattr(purger._objects, "delete_prefix", delete)
    assert not await purger.purge(tombstones)
    assert [each.purged_at for each in await receipts(resources)] == [None, None]

    is_away = False
    assert await purger.purge(tombstones)
    for each in await receipts(resources):
        assert each.purged_at is not None
        assert (each.objects, each.object_bytes, each.vectors) == (2, len(b"sound{}"), VECTORS)


async def receipts(resources: Resources) -> list[ErasureReceipt]:
    async with resources.database.look() as session:
        return list(await session.scalars(select(ErasureReceipt)))
