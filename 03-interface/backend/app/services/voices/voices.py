"""Enrolled voices: who sees them, and who may change them."""

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, ForbiddenError, NotFoundError
from app.models import Deleted, Meeting, Role, Tombstone, User, Voice, VoiceUse
from app.models.base import now
from app.schemas.common import PageQuery
from app.schemas.voice import VoiceChange, VoiceMeeting, VoiceRegister
from app.services.audit import entry as audit
from app.services.rights.readable import readable_ids
from app.services.storage.purge import add_tombstones


class VoiceInBankError(ConflictError):
    """The voice comes from the voice bank's folder and is changed there."""

    code = "voice_in_bank"


class ConsentMissingError(ConflictError):
    """Nobody noted that the person agrees to be recognised."""

    code = "consent_missing"


async def list_visible(session: AsyncSession, user: User) -> list[Voice]:
    """Return the user's own voices and those shared with everybody, by name."""
    found = await session.scalars(
        select(Voice)
        .where(Voice.meeting_id.is_(None), or_(Voice.owner_id == user.id, Voice.shared))
        .order_by(func.lower(Voice.name), Voice.created_at, Voice.id)
    )
    return list(found)


async def change(session: AsyncSession, user: User, voice_id: UUID, wanted: VoiceChange) -> Voice:
    """Rename the voice, note consent, set its end, or, as administrator, share it with everybody or withdraw that."""
    voice = await find_changeable(session, user, voice_id)
    if wanted.consent is not None:
        note_consent(voice, wanted.consent, user)
        audit.tell(details={"consent": True})
    if wanted.shared is not None:
        _share(voice, user, shared=wanted.shared)
    if wanted.name is not None:
        voice.name = wanted.name
        audit.tell(details={"renamed": True})
    if "destroy_at" in wanted.model_fields_set:
        voice.destroy_at = wanted.destroy_at
        audit.tell(details={"destroy_at": wanted.destroy_at.isoformat() if wanted.destroy_at else None})
    await session.flush()
    return voice


def _share(voice: Voice, user: User, *, shared: bool) -> None:
    """Share the voice with everybody, or make it its owner's alone again, which its owner may do too."""
    if user.role is not Role.ADMIN and (shared or not voice.shared):
        raise ForbiddenError("Only an administrator may share a voice with everybody.")
    if shared and voice.consent is None:
        raise ConsentMissingError("Note first that the person agrees; then the voice may be shared with everybody.")
    voice.shared = shared
    audit.tell(details={"shared": shared})


async def delete(session: AsyncSession, user: User, voice_id: UUID) -> list[Tombstone]:
    """Delete the row. Purge the tombstone once the transaction is committed, which removes samples and embeddings."""
    voice = await find_changeable(session, user, voice_id)
    tombstones = await add_tombstones(session, Deleted.VOICE, [voice.id])
    await session.delete(voice)
    return tombstones


def note_consent(voice: Voice, text: str | None, by: User) -> None:
    """Note that the person agreed, who says so and when; do nothing if `text` is None."""
    if text is not None:
        voice.consent, voice.consent_by, voice.consent_at = text, by.name, now()


async def list_uses(session: AsyncSession, user: User, voice_id: UUID, query: PageQuery) -> VoiceRegister:
    """Return the meetings in which the voice named somebody that the user may read, and the number of all."""
    voice = await find_own(session, user, voice_id)
    everywhere = await session.scalar(select(func.count()).where(VoiceUse.voice_id == voice.id))
    used = select(VoiceUse.meeting_id).where(VoiceUse.voice_id == voice.id)
    mine = (Meeting.id.in_(used), Meeting.id.in_(readable_ids(user)))
    rows = await session.scalars(
        select(Meeting).where(*mine).order_by(Meeting.held_at.desc(), Meeting.id).offset(query.offset).limit(query.size)
    )
    return VoiceRegister(
        items=[VoiceMeeting.model_validate(row) for row in rows],
        total=await session.scalar(select(func.count()).select_from(Meeting).where(*mine)) or 0,
        page=query.page,
        size=query.size,
        everywhere=everywhere or 0,
    )


async def find_changeable(session: AsyncSession, user: User, voice_id: UUID) -> Voice:
    """Return a voice that the user may change, its row locked until the transaction ends."""
    voice = await find_own(session, user, voice_id, lock=True)
    if voice.bank_sha256 is not None:
        raise VoiceInBankError("This voice comes from the voice bank's folder; change the file there.")
    return voice


async def find_own(session: AsyncSession, user: User, voice_id: UUID, *, lock: bool = False) -> Voice:
    """Return a voice of the user's own or, for administrators, a shared one."""
    voice = await session.get(Voice, voice_id, with_for_update=lock)
    own = voice is not None and voice.owner_id == user.id
    if voice is None or voice.meeting_id is not None or not (own or voice.shared):
        raise NotFoundError("There is no such voice.")
    if not own and user.role is not Role.ADMIN:
        raise ForbiddenError("Only its owner or an administrator may do this with a shared voice.")
    return voice
