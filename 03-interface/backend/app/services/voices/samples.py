"""Recordings of an existing voice: adding, removing, listening.

Embeddings that workers computed from other samples are removed at once; a worker that is computing one may still write
it, but it names the samples it is made from and is not used for others.
"""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import ConflictError, InvalidError, NotFoundError
from app.models import User, Voice, VoiceSample
from app.resources import Resources
from app.services.forms.multipart import MultipartReader
from app.services.identification.decisions import require_enrolment
from app.services.storage.objects import Objects
from app.services.voices import voices
from app.services.voices.enrolment import MAX_SAMPLES, Enrolment, enrolling
from app.services.voices.form import receive_samples
from scribe_contracts import storage


class LastSampleError(ConflictError):
    """A voice keeps at least one recording."""

    code = "last_sample"


class TooManySamplesError(InvalidError):
    """The voice has as many recordings as it can have."""

    code = "too_many_samples"


async def find(session: AsyncSession, user: User, voice_id: UUID, number: int) -> VoiceSample:
    voice = await voices.find_own(session, user, voice_id)
    return _pick(voice, number)


async def add(resources: Resources, form: MultipartReader, user: User, voice_id: UUID) -> Voice:
    """Add the samples of a form. Numbers are reserved first, since an upload lasts: two at once do not collide.

    Raise IdentificationOffError if nobody may be enrolled any more.
    """
    objects = Objects(resources)
    async with resources.database.transaction() as session:
        voice = await voices.find_changeable(session, user, voice_id)
        first, room = voice.next_sample, _room(voice)
        voice.next_sample += room
    async with enrolling(Enrolment(objects, voice_id, first=first, room=room)) as enrolment:
        await receive_samples(form, enrolment)
        enrolment.require_samples()
        async with resources.database.transaction() as session:
            await require_enrolment(session, resources.settings)
            voice = await voices.find_changeable(session, user, voice_id)
            if len(enrolment.samples) > _room(voice):
                raise _too_many()
            voice.samples.extend(enrolment.samples)
    await _forget_embeddings(objects, voice_id)
    return voice


async def remove(session: AsyncSession, objects: Objects, user: User, voice_id: UUID, number: int) -> None:
    """Remove a recording, then its row: if storage does not answer, nothing has changed."""
    voice = await voices.find_changeable(session, user, voice_id)
    sample = _pick(voice, number)
    if len(voice.samples) == 1:
        raise LastSampleError("This is the voice's last recording. Delete the voice instead.")
    await objects.delete(storage.voice_sample(voice_id, number))
    await _forget_embeddings(objects, voice_id)
    voice.samples.remove(sample)
    await session.flush()


async def _forget_embeddings(objects: Objects, voice_id: UUID) -> None:
    prefix = storage.voice_prefix(voice_id)
    keys = await objects.keys(prefix)
    await objects.delete(*(prefix._replace(key=key) for key in keys if storage.is_voice_embedding(key)))


def _pick(voice: Voice, number: int) -> VoiceSample:
    for sample in voice.samples:
        if sample.number == number:
            return sample
    raise NotFoundError("There is no such recording of this voice.")


def _room(voice: Voice) -> int:
    room = MAX_SAMPLES - len(voice.samples)
    if room <= 0:
        raise _too_many()
    return room


def _too_many() -> TooManySamplesError:
    return TooManySamplesError(f"A voice has {MAX_SAMPLES} samples at most. Remove one first.")
