"""Password hashing: bounded, and refused early where too many wait."""

import asyncio
from collections.abc import AsyncIterator

import psutil
import pytest
from support.waiting import wait_until

from app.core.errors import UnavailableError
from app.core.passwords.hasher import PasswordHasher
from app.core.passwords.strength import WeakPasswordError

PASSWORD = "correct horse battery"


@pytest.fixture
async def hasher() -> AsyncIterator[PasswordHasher]:
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
    with pytest.raises(WeakPasswordError) as refused:
        await hasher.hash_new("password1", about=(), field="new_password")
    [error] = refused.value.errors
    assert (error.field, error.message) == ("new_password", refused.value.detail)


async def test_of_a_crowd_some_are_refused_and_the_rest_served(hasher: PasswordHasher) -> None:
    results = await asyncio.gather(*(hasher.hash(PASSWORD) for _ in range(60)), return_exceptions=True)

    refused = [result for result in results if isinstance(result, UnavailableError)]
    served = [result for result in results if isinstance(result, str)]
    assert len(refused) + len(served) == 60
    assert refused
    assert len(served) >= 32
    assert await hasher.verify(PASSWORD, await hasher.hash(PASSWORD))


async def test_what_cannot_be_hashed_is_wrong_and_refused(hasher: PasswordHasher) -> None:
    known = await hasher.hash(PASSWORD)
    for password in ("nul\0nul\0nul", "\ud800" * 8):
        assert not await hasher.verify(password, known)
        with pytest.raises(ValueError, match="the password"):
            await hasher.hash(password)


async def test_those_who_gave_up_are_counted_as_long_as_their_passwords_wait(hasher: PasswordHasher) -> None:
    await hasher.hash(PASSWORD)
    process = psutil.Process(hasher.process.pid)
    process.suspend()
    asked = [asyncio.create_task(hasher.hash(PASSWORD)) for _ in range(32)]
    await wait_until(lambda: hasher.process.waiting == 32)
    for task in asked:
        task.cancel()
    await asyncio.wait(asked)

    with pytest.raises(UnavailableError):
        await hasher.hash(PASSWORD)
    process.resume()
    await wait_until(lambda: hasher.process.waiting == 0)
    assert await hasher.verify(PASSWORD, await hasher.hash(PASSWORD))
