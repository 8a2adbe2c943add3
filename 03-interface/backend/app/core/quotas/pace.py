"""The least rate at which a body must arrive."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic

from app.core.errors import AppError


class TooSlowError(AppError):
    """The body arrives too slowly, or not at all any more."""

    status = HTTPStatus.REQUEST_TIMEOUT
    code = "too_slow"


@dataclass(frozen=True)
class Pace:
    """The slowest rate at which a body may arrive. Only the time in which the gateway waits for it counts."""

    silence_seconds: float = 30.0
    """A sender that is silent for longer has gone, though its system may not know."""

    grace_seconds: float = 30.0
    """Seconds of waiting before the rate is looked at."""

    min_bytes_per_second: float = 8 * 2**10
    """An hour of sound at 64 kbit/s then takes an hour. Whoever sends less keeps a connection for days."""

    async def enforce(
        self, body: AsyncIterator[bytes], *, clock: Callable[[], float] = monotonic
    ) -> AsyncIterator[bytes]:
        """Yield the pieces of the body; raise TooSlowError where they come too slowly."""
        received, waited = 0, 0.0
        while True:
            began = clock()
            try:
                async with asyncio.timeout(self.silence_seconds):
                    piece = await anext(body, None)
            except TimeoutError as error:
                raise TooSlowError(f"Nothing has arrived for {self.silence_seconds:.0f} seconds.") from error
            waited += clock() - began
            if piece is None:
                return
            received += len(piece)
            if waited > self.grace_seconds and received < self.min_bytes_per_second * waited:
                raise TooSlowError(f"Send at least {self.min_bytes_per_second:,.0f} bytes a second.")
            yield piece


PACE = Pace()
