"""Enrolled voices: the people whom meetings recognise."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request

from app.api.deps import CurrentUser, ResourcesDep, SessionDep
from app.api.meeting_deps import EditableMeeting
from app.models import User, Voice
from app.schemas.voice import Consent, SpeakerVoice, VoiceChange, VoiceSample
from app.schemas.voice import Voice as VoiceAnswer
from app.services.editing.revisions import Revisions
from app.services.forms.multipart import MultipartReader
from app.services.storage.objects import Objects
from app.services.storage.purge import Purger
from app.services.voices import form as voice_form
from app.services.voices import voices
from app.services.voices.enrolment import Enrolment, cut_speaker, enrolling

router = APIRouter(tags=["voices"])

_FORM = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": voice_form.SCHEMA}}}}


@router.get("/voices")
async def list_voices(user: CurrentUser, session: SessionDep) -> list[VoiceAnswer]:
    """Your own and those shared with everybody, by name."""
    return [answer(voice, user) for voice in await voices.list_visible(session, user)]


@router.post("/voices", status_code=HTTPStatus.CREATED, openapi_extra=_FORM)
async def enrol_voice(request: Request, user: CurrentUser, resources: ResourcesDep) -> VoiceAnswer:
    """Enrol a person from recordings in which nobody else speaks."""
    async with enrolling(Enrolment(Objects(resources))) as enrolment:
        told = await voice_form.receive(MultipartReader.of(request), enrolment)
        voice = enrolment.row(told.name, user.id)
        voices.note_consent(voice, told.consent, user)
        async with resources.database.transaction() as session:
            session.add(voice)
    return answer(voice, user)


@router.post("/meetings/{meeting_id}/speakers/{speaker}/voice", status_code=HTTPStatus.CREATED)
async def enrol_speaker(
    meeting: EditableMeeting, speaker: str, who: SpeakerVoice, user: CurrentUser, resources: ResourcesDep
) -> VoiceAnswer:
    """Enrol a speaker of a meeting, from what they said while nobody else did. The meeting stays as it is.

    Takes permission to edit the meeting.
    """
    objects = Objects(resources)
    async with resources.database.transaction() as session:
        diarization = await Revisions(session, objects, meeting).turns()
    async with enrolling(Enrolment(objects)) as enrolment:
        await enrolment.add(await cut_speaker(objects, meeting.id, diarization, speaker))
        voice = enrolment.row(who.name, user.id)
        voices.note_consent(voice, who.consent, user)
        async with resources.database.transaction() as session:
            session.add(voice)
    return answer(voice, user)


@router.patch("/voices/{voice_id}")
async def change_voice(voice_id: UUID, wanted: VoiceChange, user: CurrentUser, session: SessionDep) -> VoiceAnswer:
    """Rename it, note that the person agrees, or, as administrator, share it with everybody."""
    return answer(await voices.change(session, user, voice_id, wanted), user)


@router.delete("/voices/{voice_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_voice(voice_id: UUID, user: CurrentUser, resources: ResourcesDep) -> None:
    """With its recordings and all that was computed from them. Names in transcripts stay."""
    async with resources.database.transaction() as session:
        stones = await voices.delete(session, user, voice_id)
    await Purger(resources).purge(stones)


def _consent(voice: Voice) -> Consent | None:
    if voice.consent is None or voice.consent_at is None:
        return None
    return Consent(text=voice.consent, by=voice.consent_by or "", at=voice.consent_at)


def answer(voice: Voice, user: User) -> VoiceAnswer:
    return VoiceAnswer(
        id=voice.id,
        name=voice.name,
        shared=voice.shared,
        owned=voice.owner_id == user.id,
        in_bank=voice.bank_sha256 is not None,
        created_at=voice.created_at,
        consent=_consent(voice),
        samples=[VoiceSample.model_validate(sample) for sample in voice.samples],
    )
