"""Loops beside the requests."""

import asyncio
from itertools import count

from support.waiting import wait_until

from app.core.background import run_in_background


async def test_loops_begin_when_they_are_to_and_come_back_after_a_fault() -> None:
    turns = count()
    clock = asyncio.get_running_loop().time
    began: list[float] = []

    async def loop() -> None:
        began.append(clock())
        if next(turns) == 0:
            raise RuntimeError
        await asyncio.Event().wait()

    at = clock()
    async with run_in_background(loop, after=0.2):
        await wait_until(lambda: len(began) == 2)
    assert began[0] - at >= 0.2


async def test_a_loop_that_has_not_begun_ends_with_the_block() -> None:
    began = False

    async def loop() -> None:
        nonlocal began
        began = True

    async with run_in_background(loop, after=60.0):
        pass
    assert not began
