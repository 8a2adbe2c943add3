"""Bodies that drip are given up; slow but honest ones are not."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable

import pytest

from app.core.quotas.pace import Pace, TooSlowError

PACE = Pace(silence_seconds=30.0, grace_seconds=10.0, min_bytes_per_second=1000.0)


class FakeClock:
    """Moves on by what each piece is said to take."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def send(self, pieces: Iterable[tuple[float, int]]) -> AsyncIterator[bytes]:
        for seconds, size in pieces:
            self.now += seconds
            yield b"x" * size


async def received(pieces: Iterable[tuple[float, int]], between: Callable[[FakeClock], None] = lambda _: None) -> int:
    clock, total = FakeClock(), 0
    async for piece in PACE.enforce(clock.send(pieces), clock=clock):
        total += len(piece)
        between(clock)
    return total


@pytest.mark.parametrize("pieces", [[], [(5.0, 1)], [(1.0, 1000)] * 100, [(9.0, 0), (1.0, 20_000), (5.0, 1)]])
async def test_a_body_that_keeps_the_pace_arrives_whole(pieces: list[tuple[float, int]]) -> None:
    assert await received(pieces) == sum(size for _, size in pieces)


async def test_a_body_that_drips_is_given_up() -> None:
    with pytest.raises(TooSlowError):
        await received([(1.0, 1)] * 100)


async def test_time_in_which_the_gateway_is_busy_does_not_count() -> None:
    def work(clock: FakeClock) -> None:
        clock.now += 60.0

    assert await received([(1.0, 1000)] * 20, work) == 20_000


async def test_a_silent_sender_is_given_up() -> None:
    async def silent() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    with pytest.raises(TooSlowError):
        async for _ in Pace(silence_seconds=0.05).enforce(silent()):
            pass
