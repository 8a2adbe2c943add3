"""Password hashing: bounded, and refused early where too many wait."""

import asyncio
import os
import threading
from collections.abc import Iterator

import pytest

from app.core.errors import UnavailableError
from app.core.passwords.hasher import PasswordHasher
from app.core.passwords.strength import WeakPasswordError

PASSWORD = "correct horse battery"


@pytest.fixture
def hasher() -> Iterator[PasswordHasher]:
    hasher = PasswordHasher(rounds=4)
    yield hasher
    hasher.close()


async def test_a_password_is_verified_against_its_own_hash_only(hasher: PasswordHasher) -> None:
    known = await hasher.hash(PASSWORD)

    assert await hasher.verify(PASSWORD, known)
    assert not await hasher.verify("another", known)
    assert not await hasher.verify(PASSWORD, None)


async def test_a_chosen_password_is_judged_before_it_is_hashed(hasher: PasswordHasher) -> None:
    assert await hasher.verify(PASSWORD, await hasher.hash_new(PASSWORD, about=()))
    with pytest.raises(WeakPasswordError):
        await hasher.hash_new("password1", about=())


async def test_of_a_crowd_some_are_refused_and_the_rest_served(hasher: PasswordHasher) -> None:
    results = await asyncio.gather(*(hasher.hash(PASSWORD) for _ in range(60)), return_exceptions=True)

    refused = [result for result in results if isinstance(result, UnavailableError)]
    served = [result for result in results if isinstance(result, str)]
    assert len(refused) + len(served) == 60
    assert refused
    assert len(served) >= 32
    assert await hasher.verify(PASSWORD, await hasher.hash(PASSWORD))


async def test_hashing_leaves_the_processor_to_requests() -> None:
    hasher = PasswordHasher(4)
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    await hasher.hash("correct horse battery")

    threads = [thread for thread in threading.enumerate() if thread.name.startswith("hashing")]
    assert threads
    assert all(os.getpriority(os.PRIO_PROCESS, thread.native_id or 0) > own for thread in threads)
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own
    hasher.close()
