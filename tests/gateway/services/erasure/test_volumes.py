"""Stores that are asked to compact, and how long they have for it."""

import asyncio
from itertools import count

import pytest
from support.waiting import wait_until

from app.core.errors import UnavailableError
from app.models import Step
from app.services.erasure import volumes
from app.services.storage.objects import ObjectMissingError
from scribe_contracts import storage
from scribe_contracts.storage import S3Location

PATIENCE = 0.2


class Memory:
    """Objects of a store, without a store."""

    def __init__(self, **content: str) -> None:
        self.content = {f"compaction/{name}": value.encode() for name, value in content.items()}

    async def read(self, place: S3Location) -> bytes:
        try:
            return self.content[place.key]
        except KeyError:
            raise ObjectMissingError("missing") from None

    async def put(self, place: S3Location, data: bytes, _type: str) -> None:
        self.content[place.key] = data


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "_LOOK_SECONDS", 0.01)


async def compact(memory: Memory) -> Step:
    return await volumes.compact(memory, PATIENCE)  # type: ignore[arg-type]


async def test_a_strangers_store_does_not_answer_though_it_has_a_copy_of_answers() -> None:
    assert await compact(Memory()) is Step.UNANSWERED
    assert await compact(Memory(wanted="a", seen="b", done="a")) is Step.UNANSWERED


async def test_the_products_own_store_has_all_the_time_that_it_is_at_it() -> None:
    memory = Memory()
    waiting = asyncio.create_task(compact(memory))
    beats = count()

    def has_beaten_for_long() -> bool:
        memory.content[storage.compaction_seen().key] = f"{next(beats)}".encode()
        return not waiting.done() and loop.time() > began + 5 * PATIENCE

    loop = asyncio.get_running_loop()
    began = loop.time()
    await wait_until(has_beaten_for_long)
    memory.content[storage.compaction_done().key] = memory.content[storage.compaction_wanted().key]
    assert await waiting is Step.DONE


async def test_the_products_own_store_that_gives_up_is_asked_again() -> None:
    memory = Memory(done="before")
    waiting = asyncio.create_task(compact(memory))
    await wait_until(lambda: storage.compaction_wanted().key in memory.content)
    memory.content[storage.compaction_seen().key] = b"1"
    with pytest.raises(UnavailableError):
        await waiting
