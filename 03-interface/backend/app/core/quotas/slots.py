"""Room in memory for parts of recordings: a few at a time, whatever the number of senders."""

import asyncio
from time import monotonic

from app.core.quotas.pace import TooSlowError

MAX_HOLD_SECONDS = 60.0
"""Time in which a part has to arrive while others wait. 5 MiB then come at 0.7 Mbit/s or more."""


class Slots:
    """So many parts may be in memory; whoever comes later waits, and slow senders make way for those who wait."""

    def __init__(self, count: int) -> None:
        self._free = asyncio.Semaphore(count)
        self._waiting = 0

    async def take(self) -> "Slot":
        """Return a slot as soon as there is one; release it."""
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        return Slot(self)

    @property
    def is_wanted(self) -> bool:
        """Return whether somebody waits."""
        return self._waiting > 0

    def give_back(self) -> None:
        self._free.release()


class Slot:
    """Room for one part."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._since = monotonic()
        self._released = False

    def require_speed(self) -> None:
        """Raise TooSlowError if the part has been arriving for long and others wait for the room."""
        if self._slots.is_wanted and monotonic() - self._since > MAX_HOLD_SECONDS:
            raise TooSlowError("Others wait while this recording arrives slowly. Send it in parts, or later.")

    def release(self) -> None:
        """Give the room back; once is enough."""
        if not self._released:
            self._released = True
            self._slots.give_back()
