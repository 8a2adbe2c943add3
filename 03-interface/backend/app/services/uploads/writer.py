"""Writes one object to S3 while its content is still arriving."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from app.core.errors import AppError
from app.core.quotas.slots import Slot
from app.resources import Resources
from app.services.storage.objects import Objects
from app.services.uploads.target import UploadTarget
from scribe_contracts.encryption.client import PartPlace
from scribe_contracts.storage import S3Location

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

STORED_PART_BYTES = 5 * 2**20
"""The least that S3 takes: parts of all recordings under way lie in memory."""

MAX_PARTS = 10_000
"""As many as S3 takes."""

_LARGE_FROM = MAX_PARTS // 2
"""Parts after so many, 24 GiB, are twice as large, so that the largest recording has no more than MAX_PARTS."""

_SMALL_BYTES = 2**16
"""A buffer that is not larger needs no slot: many slow senders then cost little and hold up nobody."""


class Unkept:
    """Takes content that is only checked."""

    def __init__(self) -> None:
        self.size = 0

    async def write(self, data: bytes) -> None:
        self.size += len(data)

    async def finish(self) -> None:
        """Do nothing."""

    async def discard(self) -> None:
        """Do nothing."""


class ObjectWriter:
    """Fills one buffer while the one before is sent, so it never holds more than two parts.

    All writers of a gateway share a number of slots for parts in memory, and wait for one.

    Content that fits in one part is put whole. Call `finish` at the end, or `discard` after an error: then neither an
    object nor an incomplete upload remains.
    """

    def __init__(self, resources: Resources, location: S3Location, content_type: str) -> None:
        self._objects = Objects(resources)
        self._slots = resources.recording_slots
        self._slot: Slot | None = None
        """Room for the buffer that is being filled."""

        self._target = UploadTarget(resources.s3, location, content_type)
        self._buffer = bytearray()
        self._upload_id: str | None = None
        self._parts: list[CompletedPartTypeDef] = []
        self._sending: asyncio.Task[None] | None = None
        self._number = 1
        """Number of the part that is being filled."""

        self._sent = 0
        """Bytes of the parts before."""

        self.size = 0

    async def write(self, data: bytes) -> None:
        self.size += len(data)
        rest = memoryview(data)
        while rest:
            # Not before more has come: the last part is sent as the last.
            if len(self._buffer) == bytes_of_part(self._number):
                await self._send_buffer(is_last=False)
            if self._slot is None and len(self._buffer) + len(rest) > _SMALL_BYTES:
                self._slot = await self._slots.take()
            if self._slot is not None:
                self._slot.require_speed()
            room = bytes_of_part(self._number) - len(self._buffer)
            self._buffer += rest[:room]
            rest = rest[room:]

    async def finish(self) -> None:
        if self._upload_id is None:
            await self._objects.run(partial(self._target.put, self._buffer))
            self._release()
            return
        await self._send_buffer(is_last=True)
        await self._wait_for_part()
        await self._objects.run(partial(self._target.complete, self._upload_id, self._parts))

    async def discard(self) -> None:
        """Remove what was written; never raise, because it runs while an error is handled."""
        self._buffer.clear()
        self._release()
        try:
            if self._sending is not None:
                await asyncio.gather(self._sending, return_exceptions=True)
            await self._objects.run(partial(self._target.remove, self._upload_id))
        except AppError as error:  # the sweeper removes it later
            structlog.get_logger().warning("upload_not_removed", key=self._target.location.key, error=error.detail)

    async def _send_buffer(self, *, is_last: bool) -> None:
        if self._upload_id is None:
            self._upload_id = await self._objects.run(self._target.create)
        await self._wait_for_part()
        full, self._buffer = self._buffer, bytearray()
        slot, self._slot = self._slot, None
        self._number += 1
        place = PartPlace(self._sent, is_last)
        self._sent += len(full)
        self._sending = asyncio.create_task(self._send(full, place, self._upload_id, slot))

    async def _send(self, part: bytearray, place: PartPlace, upload_id: str, slot: Slot | None) -> None:
        number = len(self._parts) + 1
        try:
            send = partial(self._target.upload_part, upload_id, number, part, place)
            self._parts.append(await self._objects.send(send))
        finally:
            if slot is not None:
                slot.release()

    def _release(self) -> None:
        if self._slot is not None:
            self._slot.release()
            self._slot = None

    async def _wait_for_part(self) -> None:
        """Wait until the part on its way has arrived."""
        if self._sending is not None:
            # Shielded: a request that is cancelled must not leave a part on its way that nothing waits for.
            await asyncio.shield(self._sending)
            self._sending = None


def bytes_of_part(number: int) -> int:
    """Return the size of a part; the first is 1."""
    return STORED_PART_BYTES if number <= _LARGE_FROM else 2 * STORED_PART_BYTES
