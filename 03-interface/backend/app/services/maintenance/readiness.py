"""Readiness of everything that the gateway depends on."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

import structlog

from app.core.database_errors import describe
from app.core.errors import FieldError, UnavailableError
from app.resources import Resources
from app.schemas.health import Ready
from app.services.maintenance.room import NoRoomError, Room
from scribe_contracts.credentials.trust import describe_refusal
from scribe_contracts.events import WORKER_KEYS
from scribe_contracts.minutes.events import WRITER_KEYS

_TIMEOUT_SECONDS = 2.0
_NO_ANSWER = "no answer"
_NO_ROOM = "takes no more objects: it may be full"


Check: TypeAlias = Callable[[], Awaitable[None]]
"""Raises whatever is wrong."""


class Readiness:
    """One for each process. A check that hangs is not started a second time, so checking never uses up threads."""

    def __init__(self, resources: Resources, others: Mapping[str, Check] | None = None) -> None:
        """Check what `resources` reach, and what `others` name."""
        self._resources = resources
        self._checks: dict[str, Check] = {
            "PostgreSQL": resources.database.ping,
            "Redis": self._ping_redis,
            "S3": self._ping_s3,
            **(others or {}),
        }
        self._room = Room(resources)
        self._running: dict[str, asyncio.Task[str | None]] = {}

    async def check(self) -> Ready:
        """Return the numbers of workers and writers; raise UnavailableError, naming what does not work and how."""
        names = list(self._checks)
        found = await asyncio.gather(*(self._fault(name) for name in names))
        faults = tuple(FieldError(name, fault) for name, fault in zip(names, found, strict=True) if fault)
        if faults:
            raise UnavailableError(
                f"Not ready. {'; '.join(f'{name}: {fault}' for name, fault in faults)}.", errors=faults
            )
        return Ready(workers=await self._present(WORKER_KEYS), writers=await self._present(WRITER_KEYS))

    async def _present(self, pattern: str) -> int:
        return len([key async for key in self._resources.redis.scan_iter(pattern)])

    async def _fault(self, name: str) -> str | None:
        """Return what is wrong with a server; None if nothing is."""
        task = self._running.get(name)
        if task is None or task.done():
            task = asyncio.create_task(_outcome(name, self._checks[name]))
            self._running[name] = task
        done, _ = await asyncio.wait([task], timeout=_TIMEOUT_SECONDS)
        return task.result() if done else _NO_ANSWER

    async def _ping_redis(self) -> None:
        await self._resources.redis.ping()

    async def _ping_s3(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._resources.threads, self._resources.s3.list_buckets)
        await self._room.check()


async def _outcome(name: str, check: Check) -> str | None:
    try:
        await check()
    except NoRoomError:
        return _NO_ROOM
    except Exception as error:  # noqa: BLE001 - whatever it is, the answer is no
        refused = describe_refusal(error)
        structlog.get_logger().warning("not_ready", server=name, cause=refused or describe(error))
        return refused or _NO_ANSWER
    return None
