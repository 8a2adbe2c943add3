"""Password hashing in a process of its own: it is slow by design, and anybody may ask for it."""

from collections.abc import Sequence

from app.core.errors import UnavailableError
from app.core.passwords.hashes import check_characters
from app.core.passwords.hashing_process import HashingProcess
from app.core.passwords.strength import weak_password

_MAX_WAITING = 32
"""Hashes under way or waiting. At about 0.2 s each, whoever comes later would wait for more than 3 s."""


class PasswordHasher:
    """Hashes and verifies passwords, a few at a time.

    Call it while no transaction is open: it may have to wait, and others need the connection. Every method raises
    UnavailableError at once where too many wait already, and where the process ends before it has answered.
    """

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self.process = HashingProcess()

    async def hash_new(self, password: str, *, about: Sequence[str], field: str = "password") -> str:
        """Return the hash of a password that its owner has chosen; raise WeakPasswordError if it is easily guessed."""
        if await self._ask("judge", password=password, about=tuple(about)):
            raise weak_password(field)
        return await self.hash(password)

    async def hash(self, password: str) -> str:
        """Return the hash of a password; raise ValueError for one that cannot be hashed."""
        check_characters(password)
        return str(await self._ask("hash", password=password, rounds=self._rounds))

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Return whether it is the password of that hash; for no hash, False after the same work."""
        return bool(await self._ask("verify", password=password, password_hash=password_hash, rounds=self._rounds))

    def close(self) -> None:
        self.process.close()

    async def _ask(self, verb: str, **task: object) -> str | bool:
        if self.process.waiting >= _MAX_WAITING:
            raise UnavailableError("Too many people sign in at this moment. Try again in a few seconds.")
        return await self.process.ask(verb, **task)
