"""Waiting for conditions, never for a fixed time."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable

_POLL_SECONDS = 0.05


async def wait_until(condition: Callable[[], bool | Awaitable[bool]], *, seconds: float = 30.0) -> None:
    """Return as soon as the condition holds; fail the test when it does not within `seconds`."""
    async with asyncio.timeout(seconds):
        while True:
            outcome = condition()
            if await outcome if isawaitable(outcome) else outcome:
                return
            await asyncio.sleep(_POLL_SECONDS)
