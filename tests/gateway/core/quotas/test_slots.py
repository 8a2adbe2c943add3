"""Room in memory for parts of recordings."""

import asyncio

import pytest

from app.core.quotas import slots
from app.core.quotas.pace import TooSlowError
from app.core.quotas.slots import Slots


async def test_whoever_comes_later_waits_for_a_slot() -> None:
    room = Slots(2)
    first, _ = await room.take(), await room.take()
    third = asyncio.create_task(room.take())
    await asyncio.sleep(0)
    assert room.is_wanted
    assert not third.done()

    first.release()
    first.release()

    await asyncio.wait_for(third, 5)
    assert not room.is_wanted


async def test_a_slow_sender_makes_way_only_for_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "MAX_HOLD_SECONDS", 0.0)
    room = Slots(1)
    slow = await room.take()
    slow.require_speed()
    waiting = asyncio.create_task(room.take())
    await asyncio.sleep(0)

    with pytest.raises(TooSlowError):
        slow.require_speed()

    slow.release()
    await asyncio.wait_for(waiting, 5)


async def test_quick_senders_keep_their_slots() -> None:
    room = Slots(1)
    quick = await room.take()
    waiting = asyncio.create_task(room.take())
    await asyncio.sleep(0)

    quick.require_speed()

    quick.release()
    await asyncio.wait_for(waiting, 5)


async def test_a_cancelled_wait_takes_nothing() -> None:
    room = Slots(1)
    held = await room.take()
    waiting = asyncio.create_task(room.take())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert not room.is_wanted

    held.release()
    await asyncio.wait_for(room.take(), 5)
