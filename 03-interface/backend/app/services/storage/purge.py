"""Removes the files and vectors of deleted meetings and voices, repeatedly while somebody may still add to them.

A worker that was running when its meeting was deleted may write artefacts afterwards, and cached embeddings of a
deleted voice. A tombstone remembers both until no job can be that old.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import UnavailableError
from app.core.meaning.meaning import forget
from app.core.wakeups import Wakeup, Work
from app.models import Deleted, Erased, Tombstone
from app.models.base import now
from app.resources import Resources
from app.services.storage import receipts
from app.services.storage.objects import Objects
from app.services.storage.receipts import Taken
from scribe_contracts import storage

_SWEEP_SECONDS = 600.0


class Purger:
    def __init__(self, resources: Resources) -> None:
        self._database = resources.database
        self._objects = Objects(resources)
        self._meaning = resources.meaning
        self._keep = timedelta(hours=resources.settings.orphan_hours)
        self._wakeup: Wakeup | None = None
        """Made by `run`: those that purge once, in a request, are many and need none."""

    async def run(self) -> None:
        if self._wakeup is None:
            self._wakeup = Wakeup(self._database, Work.PURGE)
        while True:
            self._wakeup.clear()
            await self.sweep()
            await self._wakeup.wait(_SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Purge for every tombstone, then delete those that are old enough."""
        began = now()
        async with self._database.transaction() as session:
            tombstones = list(await session.scalars(select(Tombstone)))
        if await self.purge(tombstones):
            async with self._database.transaction() as session:
                await session.execute(delete(Tombstone).where(Tombstone.created_at < began - self._keep))

    async def purge_meeting(self, meeting_id: UUID) -> None:
        """Purge if the meeting was deleted: files that exist now were written after that."""
        async with self._database.transaction() as session:
            tombstone = await session.get(Tombstone, (Deleted.MEETING, meeting_id))
        if tombstone is not None:
            await self.purge([tombstone])

    async def purge(self, tombstones: Iterable[Tombstone]) -> bool:
        """Return whether everything is gone. While storage is away, the tombstones stay for the next sweep."""
        tombstones = list(tombstones)
        try:
            # First, since vectors are what a search may find.
            vectors = await forget(self._meaning, [each.id for each in tombstones if each.kind is Deleted.MEETING])
            for id_, count in vectors.items():
                await self._note(Deleted.MEETING, id_, Taken(vectors=count), is_over=False)
            for tombstone in tombstones:
                await self._purge_objects(tombstone)
        except UnavailableError as error:
            structlog.get_logger().warning("purge_postponed", error=error.detail)
            return False
        return True

    async def _purge_objects(self, tombstone: Tombstone) -> None:
        taken, is_over = Taken(), False
        try:
            if tombstone.kind is Deleted.RECORDING:
                taken += await self._purge_recording(tombstone.id)
            else:
                for prefix in _prefixes(tombstone):
                    taken += Taken(*await self._objects.delete_prefix(prefix))
            is_over = True
        finally:
            # What is gone is counted, though storage be away for the rest.
            await self._note(tombstone.kind, tombstone.id, taken, is_over=is_over)

    async def _note(self, kind: Deleted, id_: UUID, taken: Taken, *, is_over: bool) -> None:
        if is_over or taken != Taken():
            async with self._database.transaction() as session:
                await receipts.note_purged(session, Erased(kind), id_, taken, is_over=is_over)

    async def _purge_recording(self, meeting_id: UUID) -> Taken:
        """Remove what was sent, and what browsers play of any attempt; the transcript stays."""
        attempts = storage.attempts_prefix(meeting_id)
        heard = [
            attempts._replace(key=key)
            for key in await self._objects.keys(attempts)
            if key.rpartition("/")[2] in storage.SOUND
        ]
        first = [storage.artefact(meeting_id, name) for name in storage.SOUND]
        gone = [storage.source(meeting_id), *first, *heard]
        sizes = await self._objects.sizes(gone)
        await self._objects.delete(*gone)
        return Taken(len(sizes), sum(sizes))


async def add_tombstones(session: AsyncSession, kind: Deleted, ids: Iterable[UUID]) -> list[Tombstone]:
    """Add tombstones for what this transaction deletes; give them to `Purger.purge` after the commit."""
    tombstones = [Tombstone(kind=kind, id=id_) for id_ in ids]
    session.add_all(tombstones)
    await receipts.begin(session, Erased(kind), [each.id for each in tombstones])
    return tombstones


def _prefixes(tombstone: Tombstone) -> tuple[storage.S3Location, ...]:
    return (
        storage.meeting_prefixes(tombstone.id)
        if tombstone.kind is Deleted.MEETING
        else (storage.voice_prefix(tombstone.id),)
    )
