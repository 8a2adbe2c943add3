"""The process that hashes passwords: behind everything else, without secrets, and never waited for in vain."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import psutil
import pytest
from support.waiting import wait_until

from app.core.errors import UnavailableError
from app.core.passwords import hashing_process
from app.core.passwords.hasher import PasswordHasher
from app.core.passwords.hashing_process import HashingProcess

PASSWORD = "correct horse battery"


@pytest.fixture
async def hasher(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PasswordHasher]:
    monkeypatch.setenv("SCRIBE_JWT_SECRET", "of nobody else")
    hasher = PasswordHasher(rounds=4)
    yield hasher
    hasher.close()


def process_of(hasher: PasswordHasher) -> psutil.Process:
    assert hasher.process.pid is not None
    return psutil.Process(hasher.process.pid)


async def test_it_steps_back_behind_everything_else_and_has_no_secret(hasher: PasswordHasher) -> None:
    await hasher.hash(PASSWORD)

    process = process_of(hasher)
    assert process.nice() > psutil.Process().nice()
    assert not [name for name in process.environ() if name.startswith("SCRIBE_")]
    # The niceness counts between processes of one session alone.
    assert os.getsid(process.pid) == os.getsid(0)


async def test_where_it_dies_those_who_wait_are_told_and_the_next_are_served(hasher: PasswordHasher) -> None:
    known = await hasher.hash(PASSWORD)
    process_of(hasher).suspend()
    waiting = [asyncio.create_task(hasher.verify(PASSWORD, known)) for _ in range(5)]
    await wait_until(lambda: hasher.process.waiting == 5)

    process_of(hasher).kill()
    async with asyncio.timeout(10):
        results = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(result) for result in results] == [UnavailableError] * 5
    assert await hasher.verify(PASSWORD, known)


async def test_where_it_stands_still_it_is_replaced(hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    known = await hasher.hash(PASSWORD)
    monkeypatch.setattr(HashingProcess, "max_answer_seconds", 0.5)
    still = process_of(hasher)
    still.suspend()

    async with asyncio.timeout(10):
        with pytest.raises(UnavailableError):
            await hasher.verify(PASSWORD, known)
    await wait_until(lambda: hasher.process.pid is None)
    assert not still.is_running()
    monkeypatch.undo()
    assert await hasher.verify(PASSWORD, known)


async def test_a_hash_that_is_none_is_told_without_its_text(hasher: PasswordHasher) -> None:
    with pytest.raises(RuntimeError) as failed:
        await hasher.verify(PASSWORD, "not a hash")

    assert "not a hash" not in str(failed.value)
    assert await hasher.hash(PASSWORD)


_STRANGE = """
import os
while line := b"".join(iter(lambda: os.read(0, 1), b"\\n")):
    number = line.split(b":")[1].split(b",")[0]
    os.write(0, b'{"number": 999, "result": "nobody\\'s"}\\n{"number": %s, "result": "strange"}\\n' % number)
"""
_CUT_OFF = "import os; os.read(0, 1); os.write(0, b'{\"number\"')"


async def test_an_answer_for_nobody_is_left_out(hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing_process, "_COMMAND", (sys.executable, "-c", _STRANGE))

    async with asyncio.timeout(10):
        assert [await hasher.hash(PASSWORD) for _ in range(2)] == ["strange"] * 2


async def test_an_answer_that_is_cut_off_is_none(hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing_process, "_COMMAND", (sys.executable, "-c", _CUT_OFF))
    async with asyncio.timeout(10):
        with pytest.raises(UnavailableError):
            await hasher.hash(PASSWORD)
        monkeypatch.undo()

        assert await hasher.hash(PASSWORD)


async def test_it_ends_with_its_gateway(hasher: PasswordHasher) -> None:
    await hasher.hash(PASSWORD)
    process = process_of(hasher)
    process.send_signal(signal.SIGINT)
    assert await hasher.hash(PASSWORD)

    hasher.close()

    assert not process.is_running()
