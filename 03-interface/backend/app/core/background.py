"""Loops that run beside the requests for as long as the process lives."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

_RESTART_SECONDS = 1.0


@asynccontextmanager
async def run_in_background(*loops: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run the loops until the block ends. One that fails is logged and started again: an outage must not end it."""
    tasks = [asyncio.create_task(_keep_running(loop), name=loop.__qualname__) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _keep_running(loop: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await loop()
        except Exception as error:  # noqa: BLE001 - whatever it is, the loop must come back
            structlog.get_logger().warning("background_failed", loop=loop.__qualname__, error=repr(error))
        await asyncio.sleep(_RESTART_SECONDS)
