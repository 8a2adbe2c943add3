"""Looks at the watched folder again and again, and makes meetings of what is complete there."""

import asyncio
from pathlib import Path

import redis.exceptions
import sqlalchemy.exc
import structlog
from sqlalchemy import select, text

from app.core.database_errors import is_outage
from app.core.db import Database
from app.core.errors import AppError, InvalidError, TooLargeError, UnsupportedMediaError
from app.core.locks.advisory_locks import AdvisoryLock
from app.models import User
from app.resources import Resources
from app.services.watched.files import DONE, FAILED, Found, Watch, explain, has_changed, move
from app.services.watched.intake import FileChangedError, take

_LOOKS_PER_QUIET = 4
_MAX_PAUSE_SECONDS = 5.0

_WAIT_SECONDS = 30.0
"""Pause after a quota, or a service that is away, has kept a file from becoming a meeting."""

_REFUSALS = (InvalidError, UnsupportedMediaError, TooLargeError)
"""Errors that the same file would meet for ever. Others (quotas, services that are away) pass."""

_OUTAGES = (
    ConnectionError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.TimeoutError,
    redis.exceptions.RedisError,
)
"""Errors that say nothing of the file: every other would meet them too, and this one not in a while."""

log = structlog.get_logger()


class WatchedFolder:
    """One in each gateway."""

    def __init__(self, resources: Resources, folder: Path) -> None:
        self._resources = resources
        self._database: Database = resources.database
        self._folder = folder
        self._watch = Watch(folder, resources.settings.watched_seconds)
        self._pause = min(_MAX_PAUSE_SECONDS, resources.settings.watched_seconds / _LOOKS_PER_QUIET)
        self._told: set[str] = set()
        self._waits = False

    async def run(self) -> None:
        """Look for ever."""
        while True:
            self._waits = False
            await self.look()
            await asyncio.sleep(_WAIT_SECONDS if self._waits else self._pause)

    async def look(self) -> None:
        """Work through the files that are complete, unless another gateway does."""
        try:
            complete = await asyncio.to_thread(self._watch.complete)
        except OSError as error:
            self._tell("watched_folder_missing", error=type(error).__name__)
            return
        if not complete:
            return
        async with self._database.engine.connect() as plain:
            # Held by the connection, without a transaction: a recording takes as long as it takes.
            connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
            if not await connection.scalar(
                text("SELECT pg_try_advisory_lock(:key)"), {"key": AdvisoryLock.WATCHED_FOLDER}
            ):
                return
            try:
                for file in complete:
                    await self._try(file)
            finally:
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": AdvisoryLock.WATCHED_FOLDER})

    async def _try(self, file: Found) -> None:
        try:
            await self._work_on(file)
        except Exception as error:
            if isinstance(error, _OUTAGES) or is_outage(error):
                raise
            self._leave(file, error)  # whatever it is about this file, the others are taken

    async def _work_on(self, file: Found) -> None:
        owner = await self._owner(file)
        if owner is None:
            self._tell("watched_owner_unknown", folder=file.folder)
            return
        try:
            meeting_id = await take(self._resources, owner, file)
        except FileChangedError:
            return  # it is looked at again once it stands still
        except _REFUSALS as error:
            await self._set_aside(file, error)
            return
        except AppError as error:
            self._waits = True
            self._tell("watched_file_waits", user_id=str(owner.id), reason=error.code)
            return
        self._told.clear()
        try:
            # Another file of that name may be there by now, which is not done.
            if not await asyncio.to_thread(has_changed, file):
                await asyncio.to_thread(move, file.path, DONE)
        except OSError as error:
            self._leave(file, error)
        known = {"meeting_id": str(meeting_id)} if meeting_id is not None else {}
        log.info("watched_file_taken" if known else "watched_file_known", file=file.name, **known)

    async def _set_aside(self, file: Found, error: AppError) -> None:
        try:
            place = await asyncio.to_thread(move, file.path, FAILED)
            await asyncio.to_thread(explain, place, error.detail)
        except OSError as fault:
            self._leave(file, fault)
        log.warning("watched_file_refused", file=file.name, reason=error.code)

    def _leave(self, file: Found, error: Exception) -> None:
        """Leave a file that cannot be read, taken or moved where it is, until it changes or the gateway starts anew."""
        self._watch.leave(file)
        log.warning("watched_file_stuck", file=file.name, error=type(error).__name__)

    async def _owner(self, file: Found) -> User | None:
        email = file.folder or self._resources.settings.watched_user
        if not email:
            return None
        async with self._database.look() as session:
            query = select(User).where(User.email == email.strip().lower(), User.disabled_at.is_(None))
            found: User | None = await session.scalar(query)
            return found

    def _tell(self, event: str, **fields: str | None) -> None:
        """Log what lasts, once until something else has happened."""
        key = f"{event} {fields}"
        if key not in self._told:
            self._told.add(key)
            log.warning(event, **fields)
