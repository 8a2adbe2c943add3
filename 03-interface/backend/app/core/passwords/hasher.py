"""Password hashing on a few threads of its own: it is slow by design, and anybody may ask for it."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import TypeVar

from app.core.errors import UnavailableError
from app.core.passwords.hashes import hash_password, verify_password
from app.core.passwords.strength import check_strength
from app.core.quotas.priority import step_back

T = TypeVar("T")

_MAX_THREADS = 2
_NICENESS = 15
"""Requests that are being answered get the processor first: on a small machine hashing would take all of it."""

_MAX_WAITING = 32
"""Hashes under way or waiting. At about 0.2 s each, whoever comes later would wait for more than 3 s."""


class PasswordHasher:
    """Hashes and verifies passwords, a few at a time.

    Call it while no transaction is open: it may have to wait, and others need the connection. Every method raises
    UnavailableError at once where too many wait already.
    """

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._threads = ThreadPoolExecutor(
            _threads(), thread_name_prefix="hashing", initializer=step_back, initargs=(_NICENESS,)
        )
        self._waiting = 0

    async def hash_new(self, password: str, *, about: Sequence[str], field: str = "password") -> str:
        """Return the hash of a password that its owner has chosen; raise WeakPasswordError if it is easily guessed."""
        await self._run(partial(check_strength, password, about=about, field=field))
        return await self.hash(password)

    async def hash(self, password: str) -> str:
        """Return the hash of a password."""
        return await self._run(partial(hash_password, password, rounds=self._rounds))

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Return whether it is the password of that hash; for no hash, False after the same work."""
        if password_hash is None:
            password_hash = await self._run(partial(_placeholder_hash, self._rounds))
            await self._run(partial(verify_password, password, password_hash))
            return False
        return await self._run(partial(verify_password, password, password_hash))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: "partial[T]") -> T:
        if self._waiting >= _MAX_WAITING:
            raise UnavailableError("Too many people sign in at this moment. Try again in a few seconds.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def _threads() -> int:
    """Return how many passwords are hashed at once: half of the processors stay free of it."""
    return min(_MAX_THREADS, max(1, (os.cpu_count() or 1) // 2))


@lru_cache
def _placeholder_hash(rounds: int) -> str:
    return hash_password("nobody has this password", rounds=rounds)
