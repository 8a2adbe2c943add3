"""Room in storage, found out by writing: no S3 server tells, and a full one goes on answering all that is read."""

import os
import time
from functools import partial

import structlog

from app.core.database_errors import describe
from app.core.errors import UnavailableError
from app.resources import Resources
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts import s3, storage

PROBE_BYTES = 64 * 1024
"""SeaweedFS keeps files of a few kilobytes elsewhere than recordings, where there may still be room."""

MAX_AGE_SECONDS = 10.0


class NoRoomError(Exception):
    """Storage answers, and does not take another object."""


class Room:
    """One for each process. Whoever asks, storage is written to once in MAX_AGE_SECONDS."""

    def __init__(self, resources: Resources) -> None:
        self._objects = Objects(resources)
        # An answer within the time that a readiness check has.
        self._s3 = s3.connect(resources.settings, connections=1, attempts=1)
        self._content = os.urandom(PROBE_BYTES)
        self._has_room = True
        self._tried = -MAX_AGE_SECONDS

    async def check(self) -> None:
        """Raise NoRoomError if storage does not take another object."""
        if time.monotonic() - self._tried >= MAX_AGE_SECONDS:
            self._has_room = await self._try()
            self._tried = time.monotonic()
        if not self._has_room:
            raise NoRoomError

    async def _try(self) -> bool:
        bucket, key = storage.probe()
        try:
            await self._objects.run(partial(self._s3.put_object, Bucket=bucket, Key=key, Body=self._content))
            await self._objects.delete(storage.probe())
        except (UnavailableError, ObjectMissingError) as error:
            structlog.get_logger().warning("storage_refuses_objects", cause=describe(error.__cause__))
            return False
        return True
