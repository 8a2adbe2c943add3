"""Turns of large bodies: whoever asks for little is answered first, however many recordings arrive."""

import asyncio

TURN_BYTES = 16 * 2**10
"""A piece that is smaller costs next to nothing and waits for nobody."""


class Turns:
    """Lets one piece of all bodies through at a time, in the order in which they came; one in each gateway.

    Between two pieces is a round of the event loop, in which everything goes on that is ready. A read takes about
    fifteen rounds, and so waits for as many pieces, of a millisecond or two each, instead of fifteen times as many as
    there are recordings. Where the gateway has nothing else to do a round takes no time, and slows no recording down.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def wait(self, size: int) -> None:
        """Return when it is the turn of a piece of so many bytes."""
        if size < TURN_BYTES:
            return
        async with self._turn:
            await asyncio.sleep(0)
