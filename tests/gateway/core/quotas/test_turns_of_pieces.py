"""Large bodies let everything else go first."""

import asyncio

from app.core.quotas.turns import TURN_BYTES, Turns

SENDERS, PIECES, STEPS = 50, 20, 15


async def test_who_asks_for_little_does_not_wait_for_all_recordings() -> None:
    turns = Turns()
    taken = 0

    async def send() -> None:
        nonlocal taken
        for _ in range(PIECES):
            await turns.wait(TURN_BYTES)
            taken += 1

    senders = [asyncio.create_task(send()) for _ in range(SENDERS)]
    await asyncio.sleep(0)
    before = taken
    for _ in range(STEPS):  # as many as a read waits for something
        await asyncio.sleep(0)
    assert taken - before <= STEPS
    await asyncio.gather(*senders)
    assert taken == SENDERS * PIECES


async def test_small_pieces_wait_for_nobody() -> None:
    turns = Turns()
    waiting = asyncio.create_task(turns.wait(TURN_BYTES))
    await asyncio.sleep(0)
    async with asyncio.timeout(0):
        await turns.wait(TURN_BYTES - 1)
    await waiting
