"""Removes from storage what belongs to deleted meetings and voices, again and again while somebody may add to it.

A worker that was at work when its meeting went may write artefacts afterwards, and cached embeddings of a voice that
is gone. A tombstone remembers both until no job can be that old.
"""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import UnavailableError
from app.core.resources import Resources
from app.models import Deleted, Tombstone
from app.models.base import now
from app.services.storage.objects import Objects
from scribe_contracts import storage

_SWEEP_SECONDS = 600.0


class Purger:
    def __init__(self, resources: Resources) -> None:
        self._database = resources.database
        self._objects = Objects(resources)
        self._keep = timedelta(hours=resources.settings.orphan_hours)

    async def run(self) -> None:
        while True:
            await self.sweep()
            await asyncio.sleep(_SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Purge for every tombstone, then drop those that have stood long enough."""
        began = now()
        async with self._database.transaction() as session:
            stones = list(await session.scalars(select(Tombstone)))
        if await self.purge(stones):
            async with self._database.transaction() as session:
                await session.execute(delete(Tombstone).where(Tombstone.created_at < began - self._keep))

    async def purge_meeting(self, meeting_id: UUID) -> None:
        """Purge if a meeting of that id was deleted; what is there now was written after that."""
        async with self._database.transaction() as session:
            stone = await session.get(Tombstone, (Deleted.MEETING, meeting_id))
        if stone is not None:
            await self.purge([stone])

    async def purge(self, stones: Iterable[Tombstone]) -> bool:
        """Whether all is gone; while storage is away the tombstones stay, and the next sweep tries again."""
        try:
            for stone in stones:
                for prefix in _prefixes(stone):
                    await self._objects.delete_prefix(prefix)
        except UnavailableError as error:
            structlog.get_logger().warning("purge_postponed", error=error.detail)
            return False
        return True


async def bury(session: AsyncSession, kind: Deleted, ids: Iterable[UUID]) -> list[Tombstone]:
    """Tombstones for what this transaction deletes; hand them to `Purger.purge` after it."""
    stones = [Tombstone(kind=kind, id=id_) for id_ in ids]
    session.add_all(stones)
    await session.flush()
    return stones


def _prefixes(stone: Tombstone) -> tuple[storage.S3Location, ...]:
    return storage.meeting_prefixes(stone.id) if stone.kind is Deleted.MEETING else (storage.voice_prefix(stone.id),)
