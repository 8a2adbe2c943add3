"""Requests that are sent again because their answer was lost: the same key makes the same thing once.

Nothing is reserved while a request runs, so none can be stuck: of several that run at once the first to commit counts,
and the others answer with what it made.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.db import Database
from app.core.errors import ConflictError, InvalidError
from app.models import Creation, RequestKey, User
from app.models.base import Base, now

MadeT = TypeVar("MadeT", bound=Base)

LIFETIME = timedelta(hours=24)
"""A key is good for so long; after that it stands for a new request."""


class KeyReusedError(InvalidError):
    """The Idempotency-Key was sent before, with another content."""

    code = "idempotency_key_reused"


class KeySpentError(ConflictError):
    """The request with this Idempotency-Key made something that is gone by now, or has become something else."""

    code = "idempotency_key_spent"


async def find_made(database: Database, kind: type[MadeT], made_id: UUID) -> MadeT:
    """Return what the first request with a key has made; raise KeySpentError if it has been deleted."""
    async with database.transaction() as session:
        made = await session.get(kind, made_id)
    if made is None:
        raise KeySpentError("What was made with this Idempotency-Key has been deleted.")
    return made


class Fingerprint:
    """Checksum of the content of a request, whatever the order in which its parts come."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def add(self, *parts: str | bytes) -> None:
        """Add something that belongs together, such as a name and the checksum of a file."""
        checksum = hashlib.sha256()
        for part in parts:
            content = part.encode() if isinstance(part, str) else part
            checksum.update(hashlib.sha256(content).digest())
        self._parts.append(checksum.digest())

    def digest(self) -> bytes:
        return hashlib.sha256(b"".join(sorted(self._parts))).digest()


@dataclass(frozen=True)
class Repeatable:
    """A request of one user that carries a key."""

    owner: User
    creation: Creation
    key: str

    async def find(self, session: AsyncSession) -> RequestKey | None:
        """Return what is known of an earlier request with this key; None if there was none, or it was long ago."""
        return await session.scalar(
            select(RequestKey).where(
                RequestKey.owner_id == self.owner.id,
                RequestKey.creation == self.creation,
                RequestKey.key == self.key,
                RequestKey.created_at >= now() - LIFETIME,
            )
        )

    async def claim(self, session: AsyncSession, content_sha256: bytes, made_id: UUID) -> UUID:
        """Note in this transaction what the request makes, and return its id.

        If another request with this key was first, return the id of what that one made; raise KeyReusedError if its
        content was another.
        """
        moment = now()
        values = {"content_sha256": content_sha256, "made_id": made_id, "created_at": moment}
        identity = {"owner_id": self.owner.id, "creation": self.creation, "key": self.key}
        # Waits for a transaction that has inserted the same key.
        taken: UUID | None = await session.scalar(
            insert(RequestKey)
            .values(identity | values)
            .on_conflict_do_update(
                index_elements=list(identity), set_=values, where=RequestKey.created_at < moment - LIFETIME
            )
            .returning(RequestKey.made_id)
        )
        if taken is not None:
            return taken
        earlier = await session.get_one(RequestKey, (self.owner.id, self.creation, self.key))
        require_same(earlier, content_sha256)
        return earlier.made_id


def require_same(earlier: RequestKey, content_sha256: bytes) -> None:
    """Raise KeyReusedError unless the request is the earlier one again."""
    if earlier.content_sha256 != content_sha256:
        raise KeyReusedError("This Idempotency-Key was sent before with another content. Use a new one for it.")


async def remove_expired(session: AsyncSession) -> None:
    await session.execute(delete(RequestKey).where(RequestKey.created_at < now() - LIFETIME))
