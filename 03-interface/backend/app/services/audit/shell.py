"""The audit log for whoever has a shell: write it out, check it, and tell of what is done there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO
from urllib.parse import urlsplit

from app.core.config import Settings
from app.core.db import Database
from app.models.audit.actions import Action, Subject, Via
from app.schemas.operations.audit import AuditExport
from app.services.audit import lines, trail
from app.services.audit.chain import Check, check_all
from app.services.audit.entry import Entry, Rule, current
from app.services.audit.recorder import write_with_changes

_HASH_LENGTH = 64


@contextmanager
def recording(database: Database, action: Action) -> Iterator[None]:
    """Have the transaction of the block tell the audit log what it does to an account, from a shell."""
    write_with_changes(database)
    token = current.set(Entry(rule=Rule(action, Subject.ACCOUNT, changes=True), via=Via.SHELL, address="shell"))
    try:
        yield
    finally:
        current.reset(token)


async def export(settings: Settings, wanted: AuditExport, out: TextIO) -> None:
    """Write all entries that match, oldest first, a line each."""
    database = Database(settings)
    host = urlsplit(settings.public_url).hostname or "-"
    try:
        async for batch in trail.read(database, wanted):
            out.writelines(lines.write(entry, wanted.format, host) for entry in batch)
    finally:
        await database.close()


async def verify(settings: Settings, expected: tuple[int, str] | None, out: TextIO) -> bool:
    """Check the chain, write what was found, and return whether it is whole."""
    database = Database(settings)
    try:
        found = await check_all(database, expected=expected)
    finally:
        await database.close()
    out.write(_describe(found))
    return found.broken is None


def noted(text: str) -> tuple[int, str] | None:
    """Return place and hash of SEQ:HASH; None if it is not of that form."""
    seq, _, hash_ = text.partition(":")
    is_hash = len(hash_) == _HASH_LENGTH and all(digit in "0123456789abcdef" for digit in hash_)
    return (int(seq), hash_) if seq.isdecimal() and is_hash else None


def _describe(found: Check) -> str:
    if found.broken is not None:
        return f"BROKEN at entry {found.broken.seq}: {found.broken.fault.value}. {found.entries} before it are right.\n"
    return (
        f"The chain is whole: {found.entries} entries, from {found.first_seq} on. Newest, to be kept elsewhere:\n"
        f"{found.head_seq}:{found.head_hash}\n"
    )
