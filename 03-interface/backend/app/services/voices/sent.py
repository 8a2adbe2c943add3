"""Enrolment by a form, which may be sent again because its answer was lost."""

from app.models import Creation, User, Voice
from app.resources import Resources
from app.services.accounts.accounts import require_present
from app.services.audit import entry as audit
from app.services.forms.multipart import MultipartReader
from app.services.identification.decisions import require_enrolment
from app.services.repeats.request_keys import Repeatable, find_made
from app.services.storage.objects import Objects
from app.services.voices import form as voice_form
from app.services.voices import voices
from app.services.voices.enrolment import Enrolment, enrolling


async def enrol(resources: Resources, form: MultipartReader, owner: User, *, key: str | None) -> Voice:
    """Enrol the voice of the form; with a key that was sent before, return the voice that it made then.

    The samples of a repetition are stored and removed again. Raise KeyReusedError if its content was another, and
    KeySpentError if the voice has been deleted; IdentificationOffError if nobody may be enrolled any more.
    """
    async with enrolling(Enrolment(Objects(resources))) as enrolment:
        received = await voice_form.receive(form, enrolment)
        voice = enrolment.row(received.name, owner.id)
        voices.note_consent(voice, received.consent, owner)
        enrolment.fingerprint.add("name", received.name)
        enrolment.fingerprint.add("consent", received.consent or "")
        made_id = enrolment.voice_id
        async with resources.database.transaction() as session:
            await require_present(session, owner)
            await require_enrolment(session, resources.settings)
            if key is not None:
                repeatable = Repeatable(owner, Creation.VOICE, key)
                made_id = await repeatable.claim(session, enrolment.fingerprint.digest(), made_id)
            audit.tell(made_id, details={"consent": received.consent is not None})
            if made_id == enrolment.voice_id:
                session.add(voice)
    if made_id == enrolment.voice_id:
        return voice
    await enrolment.discard()
    return await find_made(resources.database, Voice, made_id)
