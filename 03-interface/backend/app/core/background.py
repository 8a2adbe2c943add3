"""Loops that run beside the requests for as long as the process lives."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

import structlog

from app.core.database_errors import describe

_RESTART_SECONDS = 1.0
_RECANCEL_SECONDS = 0.1


@asynccontextmanager
async def run_in_background(*loops: Callable[[], Awaitable[None]], after: float = 0.0) -> AsyncIterator[None]:
    """Run the loops until the block ends, from `after` seconds on.

    A loop that fails is logged and started again, so that it outlives an outage.
    """
    tasks = [asyncio.create_task(_keep_running(loop, after), name=loop.__qualname__) for loop in loops]
    try:
        yield
    finally:
        await _cancel(tasks)


async def _cancel(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel the tasks until they have ended: a library may mistake a cancellation for a fault of the connection."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=_RECANCEL_SECONDS)


async def _keep_running(loop: Callable[[], Awaitable[None]], after: float) -> None:
    await asyncio.sleep(after)
    while True:
        try:
            await loop()
        except Exception as error:  # noqa: BLE001 - whatever it is, the loop must come back
            structlog.get_logger().warning("background_failed", loop=loop.__qualname__, error=describe(error))
        await asyncio.sleep(_RESTART_SECONDS)
