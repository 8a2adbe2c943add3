"""Enrolled voices: who sees them, and who may change them."""

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.models import Deleted, Role, Tombstone, User, Voice
from app.schemas.voice import VoiceChange
from app.services.purge import bury


class VoiceInBankError(ConflictError):
    code = "voice_in_bank"


async def list_visible(session: AsyncSession, user: User) -> list[Voice]:
    """The user's own voices and those shared with everybody, by name."""
    found = await session.scalars(
        select(Voice)
        .where(Voice.meeting_id.is_(None), or_(Voice.owner_id == user.id, Voice.shared))
        .order_by(func.lower(Voice.name), Voice.created_at, Voice.id)
    )
    return list(found)


async def change(session: AsyncSession, user: User, voice_id: UUID, wanted: VoiceChange) -> Voice:
    """Rename it or, as administrator, share it with everybody or keep it to its owner again."""
    voice = await _find_changeable(session, user, voice_id)
    if wanted.shared is not None:
        if user.role is not Role.ADMIN:
            raise ForbiddenError("Only an administrator may share a voice with everybody.")
        voice.shared = wanted.shared
    if wanted.name is not None:
        voice.name = wanted.name
    await session.flush()
    return voice


async def delete(session: AsyncSession, user: User, voice_id: UUID) -> list[Tombstone]:
    """The row; samples and embeddings go with the tombstone, once the transaction is committed."""
    voice = await _find_changeable(session, user, voice_id)
    await session.delete(voice)
    return await bury(session, Deleted.VOICE, [voice.id])


async def _find_changeable(session: AsyncSession, user: User, voice_id: UUID) -> Voice:
    voice = await session.get(Voice, voice_id, with_for_update=True)
    own = voice is not None and voice.owner_id == user.id
    if voice is None or voice.meeting_id is not None or not (own or voice.shared):
        raise NotFoundError("There is no such voice.")
    if not own and user.role is not Role.ADMIN:
        raise ForbiddenError("Only its owner or an administrator may change a shared voice.")
    if voice.bank_sha256 is not None:
        raise VoiceInBankError("This voice comes from the voice bank's folder; change the file there.")
    return voice
