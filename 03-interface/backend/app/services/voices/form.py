"""The form in which somebody enrols a voice, read as it arrives: one sample at a time is in memory."""

from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from app.core.errors import InvalidError
from app.schemas.common import Line
from app.schemas.voice import ConsentText
from app.services.forms.multipart import MultipartReader
from app.services.voices.enrolment import MOST_SAMPLES, SAMPLE_BYTES, Enrolment

NAME = "name"
SAMPLE = "sample"
CONSENT = "consent"
_MOST_LINE_BYTES = 2048
_NAME = TypeAdapter[str](Line)
_CONSENT = TypeAdapter[str](ConsentText)

_SAMPLES = {
    "type": "array",
    "items": {"type": "string", "format": "binary"},
    "maxItems": MOST_SAMPLES,
    "description": f"Recordings of this person alone, of 1.5 s to 10 min and {SAMPLE_BYTES // 2**20} MiB each",
}
SCHEMA = {
    "type": "object",
    "required": [NAME, SAMPLE],
    "properties": {
        NAME: {"type": "string", "maxLength": 200, "description": "Whose voice it is"},
        CONSENT: {
            "type": "string",
            "maxLength": 500,
            "description": "How the person agreed to be recognised; noted with your name and the time",
        },
        SAMPLE: _SAMPLES,
    },
}
SAMPLES_SCHEMA = {"type": "object", "required": [SAMPLE], "properties": {SAMPLE: _SAMPLES}}


class Told(NamedTuple):
    """What the form says beside the samples."""

    name: str
    consent: str | None


async def receive(form: MultipartReader, enrolment: Enrolment) -> Told:
    """Give the samples to the enrolment, and return the rest."""
    lines = await _read(form, enrolment, {NAME, CONSENT})
    if NAME not in lines:
        raise InvalidError.field(NAME, "Say whose voice it is in the field 'name'.")
    return Told(
        name=_check(_NAME, lines[NAME], NAME, "The name is one line of 1 to 200 characters."),
        consent=_check(_CONSENT, lines[CONSENT], CONSENT, "The consent is one line of 1 to 500 characters.")
        if CONSENT in lines
        else None,
    )


async def receive_samples(form: MultipartReader, enrolment: Enrolment) -> None:
    """A form of nothing but samples."""
    await _read(form, enrolment, set())


async def _read(form: MultipartReader, enrolment: Enrolment, names: set[str]) -> dict[str, bytes]:
    lines: dict[str, bytes] = {}
    async for part in form.parts():
        name = part.headers.name
        if name == SAMPLE:
            await enrolment.add(await part.read(SAMPLE_BYTES))
        elif name in names - lines.keys():
            lines[name] = await part.read(_MOST_LINE_BYTES)
        else:
            raise InvalidError.field(name[:100], f"The form has no such field, or only one: {name[:100]!r}.")
    return lines


def _check(adapter: TypeAdapter[str], content: bytes, field: str, message: str) -> str:
    try:
        return adapter.validate_python(content.decode())
    except (UnicodeDecodeError, ValidationError) as error:
        raise InvalidError.field(field, message) from error
