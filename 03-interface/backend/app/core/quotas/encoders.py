"""Slots for sound that is encoded while it is sent: a few at once, each with a thread of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from app.core.errors import UnavailableError

T = TypeVar("T")

MAX_ENCODED_AT_ONCE = 2
MAX_WAIT_SECONDS = 30.0
"""For a slot; whoever waits holds no thread."""

_RETRY_SECONDS = 10


class EncodersBusyError(UnavailableError):
    """Too much sound is being encoded for others; the header Retry-After says when to try again."""

    code = "encoders_busy"


class Encoders:
    """Gives each encoder a slot and a thread, so that none keeps another, or the rest of the gateway, from going on."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(MAX_ENCODED_AT_ONCE)

    async def take(self) -> "EncoderThread":
        """Return a thread as soon as a slot is free, to be closed; raise EncodersBusyError if that takes too long."""
        try:
            async with asyncio.timeout(MAX_WAIT_SECONDS):
                await self._free.acquire()
        except TimeoutError:
            headers = {"Retry-After": str(_RETRY_SECONDS)}
            raise EncodersBusyError("Sound is being made for others. Try again in a moment.", headers=headers) from None
        return EncoderThread(self._free)


class EncoderThread:
    """Runs the calls of one encoder, one after the other."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="clip")
        self._is_closed = False

    async def run(self, call: Callable[[], T]) -> T:
        return await self._loop.run_in_executor(self._thread, call)

    def close(self, last: Callable[[], object]) -> None:
        """Make a last call, behind the one that is under way, then give the slot back; returns at once."""
        if self._is_closed:
            return
        self._is_closed = True
        self._thread.submit(last).add_done_callback(lambda _: self._give_back())
        self._thread.shutdown(wait=False)

    def _give_back(self) -> None:
        # Where the gateway has ended meanwhile, nobody waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._free.release)
