"""Turns of large bodies: whoever asks for little is answered first, however many recordings arrive."""

import asyncio

TURN_BYTES = 16 * 2**10
"""A piece that is smaller costs next to nothing and waits for nobody."""

_ROUNDS = 4
"""Rounds of the event loop between two pieces. In each round all goes on that is ready: a read takes about fifteen,
and a piece some milliseconds, during which nothing else happens."""


class Turns:
    """Lets one piece of all bodies through at a time, in the order in which they came; one in each gateway.

    Where the gateway has nothing else to do a round takes no time, so this slows no recording down.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def wait(self, size: int) -> None:
        """Return when it is the turn of a piece of so many bytes."""
        if size < TURN_BYTES:
            return
        async with self._turn:
            for _ in range(_ROUNDS):
                await asyncio.sleep(0)
