"""Readiness of everything that the gateway depends on."""

import asyncio
from collections.abc import Awaitable, Callable

from app.core.errors import FieldError, UnavailableError
from app.resources import Resources
from app.schemas.health import Ready
from scribe_contracts.events import WORKER_KEYS
from scribe_contracts.minutes.events import WRITER_KEYS

_TIMEOUT_SECONDS = 2.0


class Readiness:
    """One for each process. A check that hangs is not started a second time, so checking never uses up threads."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._checks: dict[str, Callable[[], Awaitable[None]]] = {
            "PostgreSQL": resources.database.ping,
            "Redis": self._ping_redis,
            "S3": self._ping_s3,
        }
        self._running: dict[str, asyncio.Task[bool]] = {}

    async def check(self) -> Ready:
        """Return the numbers of workers and writers; raise UnavailableError, naming what is down."""
        names = list(self._checks)
        up = await asyncio.gather(*(self._is_up(name) for name in names))
        down = [name for name, is_up in zip(names, up, strict=True) if not is_up]
        if down:
            raise UnavailableError(
                f"No answer from {', '.join(down)}.",
                errors=tuple(FieldError(name, "no answer") for name in down),
            )
        return Ready(workers=await self._present(WORKER_KEYS), writers=await self._present(WRITER_KEYS))

    async def _present(self, pattern: str) -> int:
        return len([key async for key in self._resources.redis.scan_iter(pattern)])

    async def _is_up(self, name: str) -> bool:
        task = self._running.get(name)
        if task is None or task.done():
            task = asyncio.create_task(_succeeds(self._checks[name]))
            self._running[name] = task
        done, _ = await asyncio.wait([task], timeout=_TIMEOUT_SECONDS)
        return bool(done) and task.result()

    async def _ping_redis(self) -> None:
        await self._resources.redis.ping()

    async def _ping_s3(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._resources.threads, self._resources.s3.list_buckets)


async def _succeeds(check: Callable[[], Awaitable[None]]) -> bool:
    try:
        await check()
    except Exception:  # noqa: BLE001 - whatever it is, the answer is no
        return False
    return True
