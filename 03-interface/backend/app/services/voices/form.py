"""The form that enrols a voice, read as it arrives: one sample at a time is in memory."""

from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from app.core.errors import InvalidError
from app.core.limits import MAX_CONSENT_LENGTH, MAX_NAME_LENGTH
from app.schemas.common import ConsentText, Name
from app.services.forms.multipart import MultipartReader
from app.services.voices.audio import MAX_SAMPLE_BYTES
from app.services.voices.enrolment import MAX_SAMPLES, Enrolment

NAME = "name"
SAMPLE = "sample"
CONSENT = "consent"
_MAX_FIELD_BYTES = 2048
_NAME = TypeAdapter[str](Name)
_CONSENT = TypeAdapter[str](ConsentText)

_SAMPLES = {
    "type": "array",
    "items": {"type": "string", "format": "binary"},
    "maxItems": MAX_SAMPLES,
    "description": f"Recordings of this person alone, of 1.5 s to 10 min and {MAX_SAMPLE_BYTES // 2**20} MiB each",
}
SCHEMA = {
    "type": "object",
    "required": [NAME, SAMPLE],
    "properties": {
        NAME: {"type": "string", "maxLength": MAX_NAME_LENGTH, "description": "Whose voice it is"},
        CONSENT: {
            "type": "string",
            "maxLength": MAX_CONSENT_LENGTH,
            "description": "How the person agreed to be recognised; noted with your name and the time",
        },
        SAMPLE: _SAMPLES,
    },
}
SAMPLES_SCHEMA = {"type": "object", "required": [SAMPLE], "properties": {SAMPLE: _SAMPLES}}


class VoiceForm(NamedTuple):
    """The fields of the form beside the samples."""

    name: str
    consent: str | None


async def receive(form: MultipartReader, enrolment: Enrolment) -> VoiceForm:
    """Give the samples to the enrolment and return the other fields."""
    lines = await _read(form, enrolment, {NAME, CONSENT})
    if NAME not in lines:
        raise InvalidError.field(NAME, "Say whose voice it is in the field 'name'.")
    name = _check(_NAME, lines[NAME], NAME, f"The name is one line of 1 to {MAX_NAME_LENGTH} characters.")
    consent = None
    if CONSENT in lines:
        message = f"The consent is one line of 1 to {MAX_CONSENT_LENGTH} characters."
        consent = _check(_CONSENT, lines[CONSENT], CONSENT, message)
    return VoiceForm(name, consent)


async def receive_samples(form: MultipartReader, enrolment: Enrolment) -> None:
    """Give the samples of a form without other fields to the enrolment."""
    await _read(form, enrolment, set())


async def _read(form: MultipartReader, enrolment: Enrolment, names: set[str]) -> dict[str, bytes]:
    lines: dict[str, bytes] = {}
    async for part in form.parts():
        name = part.headers.name
        if name == SAMPLE:
            await enrolment.add(await part.read(MAX_SAMPLE_BYTES))
        elif name in names - lines.keys():
            lines[name] = await part.read(_MAX_FIELD_BYTES)
        else:
            raise InvalidError.field(name[:100], f"The form has no such field, or only one: {name[:100]!r}.")
    return lines


def _check(adapter: TypeAdapter[str], content: bytes, field: str, message: str) -> str:
    try:
        return adapter.validate_python(content.decode())
    except (UnicodeDecodeError, ValidationError) as error:
        raise InvalidError.field(field, message) from error
