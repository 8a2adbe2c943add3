"""Import of the voice bank: a folder whose files, named after people, become voices shared with everybody."""

import asyncio
import hashlib
import unicodedata
from pathlib import Path

import structlog
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.configuration.voices import IdentificationPolicy
from app.core.errors import InvalidError
from app.core.limits import MAX_NAME_LENGTH
from app.core.locks.advisory_locks import AdvisoryLock
from app.models import Deleted, Tombstone, Voice
from app.resources import Resources
from app.services.accounts.instance import find_identification
from app.services.storage.objects import Objects
from app.services.storage.purge import Purger, add_tombstones
from app.services.voices.audio import MAX_SAMPLE_BYTES
from app.services.voices.enrolment import Enrolment, enrolling

log = structlog.get_logger()


async def import_shared_voices(resources: Resources, folder: Path) -> None:
    """Make the imported voices those of the folder. Of several gateways one does it, and the others find it done."""
    files = await asyncio.to_thread(_read, folder)
    if files is None:
        log.warning("shared_voices_folder_missing", folder=str(folder))
        return
    async with resources.database.transaction() as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.VOICE_IMPORT})
        if await find_identification(session, resources.settings) is IdentificationPolicy.NEVER:
            log.info("shared_voices_not_imported")
            files = {}
        known = {voice.bank_sha256: voice for voice in await _bank(session)}
        tombstones = await _remove(session, [voice for checksum, voice in known.items() if checksum not in files])
    await Purger(resources).purge(tombstones)
    for checksum in files.keys() - known.keys():
        await _import(resources, files[checksum], checksum)


async def _bank(session: AsyncSession) -> list[Voice]:
    return list(await session.scalars(select(Voice).where(Voice.bank_sha256.is_not(None))))


async def _remove(session: AsyncSession, gone: list[Voice]) -> list[Tombstone]:
    tombstones = await add_tombstones(session, Deleted.VOICE, [voice.id for voice in gone])
    for voice in gone:
        await session.delete(voice)
        log.info("shared_voice_removed", voice_id=str(voice.id))
    return tombstones


async def _import(resources: Resources, file: Path, checksum: str) -> None:
    try:
        async with enrolling(Enrolment(Objects(resources))) as enrolment, resources.database.transaction() as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": AdvisoryLock.VOICE_IMPORT})
            if await session.scalar(select(Voice.id).where(Voice.bank_sha256 == checksum)) is None:
                await enrolment.add(await asyncio.to_thread(file.read_bytes))
                session.add(enrolment.row(_name(file), None, shared=True, bank_sha256=checksum))
                log.info("shared_voice_imported", voice_id=str(enrolment.voice_id))
    except InvalidError as error:
        log.warning("shared_voice_rejected", file=file.name, reason=error.detail)


def _read(folder: Path) -> dict[str, Path] | None:
    """Return the files by checksum; None without the folder, which may be a volume that is not mounted."""
    if not folder.is_dir():
        return None
    files = (file for file in sorted(folder.iterdir()) if file.suffix.lower() == ".wav" and file.is_file())
    return {_checksum(file): file for file in files if _name(file) and file.stat().st_size <= MAX_SAMPLE_BYTES}


def _checksum(file: Path) -> str:
    """Return the checksum of name and content, since a renamed file is another person."""
    return hashlib.sha256(_name(file).encode() + b"\0" + file.read_bytes()).hexdigest()


def _name(file: Path) -> str:
    printable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", file.stem))
    return " ".join(printable.split())[:MAX_NAME_LENGTH]
