"""Enrolled voices of people whom meetings recognise."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request

from app.api.audit import audited, reads
from app.api.declarations import raises
from app.api.deps import CurrentUser, IdempotencyKey, ResourcesDep, SessionDep, SettingsDep, occupying
from app.api.meeting_deps import EditableMeeting
from app.core.errors import ForbiddenError, NotFoundError
from app.core.quotas.occupancy import Use
from app.models.audit.actions import Action, Subject
from app.schemas.common import PageQueryDep
from app.schemas.voice import IdentificationState, SpeakerVoice, VoiceChange, VoiceRegister
from app.schemas.voice import Voice as VoiceAnswer
from app.services.accounts.instance import find_identification
from app.services.audit import entry as audit
from app.services.editing.revisions import Revisions
from app.services.forms.errors import FORM_ERRORS
from app.services.forms.multipart import MultipartReader
from app.services.identification.decisions import IdentificationOffError, require_enrolment
from app.services.meetings import sound
from app.services.repeats.request_keys import KeyReusedError, KeySpentError
from app.services.storage.objects import ObjectMissingError, Objects
from app.services.storage.purge import Purger
from app.services.voices import form as voice_form
from app.services.voices import sent, views, voices
from app.services.voices.audio import SAMPLE_ERRORS
from app.services.voices.enrolment import Enrolment, TooLittleSpeechError, cut_speaker, enrolling
from app.services.voices.voices import ConsentMissingError, VoiceInBankError

router = APIRouter(tags=["voices"])

_FORM = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": voice_form.SCHEMA}}}}


@router.get("/voices")
async def list_voices(user: CurrentUser, session: SessionDep) -> list[VoiceAnswer]:
    """List your voices and those shared with everybody, by name."""
    return [views.show(voice, user) for voice in await voices.list_visible(session, user)]


@router.get("/identification")
async def get_identification(user: CurrentUser, session: SessionDep, settings: SettingsDep) -> IdentificationState:  # noqa: ARG001
    """Return whether people are recognised by voice on this instance."""
    return IdentificationState(policy=await find_identification(session, settings))


@router.post("/voices", dependencies=[occupying(Use.VOICE_FORM)], status_code=HTTPStatus.CREATED, openapi_extra=_FORM)
@raises(*FORM_ERRORS, *SAMPLE_ERRORS, KeyReusedError, KeySpentError, IdentificationOffError)
@audited(Action.VOICE_ENROL, Subject.VOICE)
async def enrol_voice(
    request: Request, user: CurrentUser, resources: ResourcesDep, idempotency_key: IdempotencyKey = None
) -> VoiceAnswer:
    """Enrol a person from recordings in which nobody else speaks.

    Sent again with the same `Idempotency-Key`, the same form returns the same voice.
    """
    async with resources.database.look() as session:
        await require_enrolment(session, resources.settings)
    voice = await sent.enrol(resources, MultipartReader.of(request), user, key=idempotency_key)
    return views.show(voice, user)


@router.post("/meetings/{meeting_id}/speakers/{speaker}/voice", status_code=HTTPStatus.CREATED)
@raises(ObjectMissingError, TooLittleSpeechError, IdentificationOffError, *SAMPLE_ERRORS)
@audited(Action.VOICE_ENROL, Subject.VOICE)
async def enrol_speaker(
    meeting: EditableMeeting, speaker: str, who: SpeakerVoice, user: CurrentUser, resources: ResourcesDep
) -> VoiceAnswer:
    """Enrol a speaker of a meeting, from what they said while nobody else spoke. The meeting stays as it is.

    Needs permission to edit the meeting. The voice belongs to the meeting's owner, whoever enrols it.
    """
    objects = Objects(resources)
    async with resources.database.look() as session:
        await require_enrolment(session, resources.settings)
        latest = await Revisions(session, objects, meeting).latest()
    diarization = await latest.turns()
    recording = sound.locate(meeting)
    async with enrolling(Enrolment(objects)) as enrolment:
        await enrolment.add(await cut_speaker(objects, recording, diarization, speaker))
        voice = enrolment.row(who.name, meeting.owner_id)
        voices.note_consent(voice, who.consent, user)
        audit.tell(voice.id, details={"consent": True})
        async with resources.database.transaction() as session:
            await require_enrolment(session, resources.settings)
            session.add(voice)
    return views.show(voice, user)


@router.patch("/voices/{voice_id}")
@raises(NotFoundError, ForbiddenError, VoiceInBankError, ConsentMissingError)
@audited(Action.VOICE_CHANGE, Subject.VOICE)
async def change_voice(voice_id: UUID, wanted: VoiceChange, user: CurrentUser, session: SessionDep) -> VoiceAnswer:
    """Rename a voice, note that the person agrees, set its last day, or, as administrator, share it with all.

    A voice is shared once it is noted that the person agrees. Its owner may take it back too.
    """
    return views.show(await voices.change(session, user, voice_id, wanted), user)


@router.delete("/voices/{voice_id}", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, ForbiddenError, VoiceInBankError)
@audited(Action.VOICE_DELETE, Subject.VOICE)
async def delete_voice(voice_id: UUID, user: CurrentUser, resources: ResourcesDep) -> None:
    """Delete a voice with its recordings and everything computed from them. Names in transcripts stay."""
    async with resources.database.transaction() as session:
        tombstones = await voices.delete(session, user, voice_id)
    await Purger(resources).purge(tombstones)


@router.get("/voices/{voice_id}/meetings")
@raises(NotFoundError, ForbiddenError)
@reads(Action.VOICE_REGISTER_READ, Subject.VOICE, once=True)
async def list_voice_meetings(
    voice_id: UUID, query: PageQueryDep, user: CurrentUser, session: SessionDep
) -> VoiceRegister:
    """List the meetings in whose present transcript the voice named somebody, latest first, and count all of them."""
    return await voices.list_uses(session, user, voice_id, query)


@router.delete("/voices/{voice_id}/consent", status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, ForbiddenError, VoiceInBankError)
@audited(Action.CONSENT_WITHDRAW, Subject.VOICE)
async def withdraw_consent(voice_id: UUID, user: CurrentUser, resources: ResourcesDep) -> None:
    """Withdraw the person's consent: the voice goes, with its recordings and everything computed from them.

    Names already given stay in transcripts as plain names, which any editor can change.
    """
    async with resources.database.transaction() as session:
        tombstones = await voices.delete(session, user, voice_id)
    await Purger(resources).purge(tombstones)
