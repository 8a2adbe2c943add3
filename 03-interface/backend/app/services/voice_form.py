"""The form in which somebody enrols a voice, read as it arrives: one sample at a time is in memory."""

from pydantic import TypeAdapter, ValidationError

from app.core.errors import InvalidError
from app.schemas.common import Line
from app.services.enrolment import MOST_SAMPLES, SAMPLE_BYTES, Enrolment
from app.services.uploads.multipart import MultipartReader

NAME = "name"
SAMPLE = "sample"
_MOST_NAME_BYTES = 2048
_NAME = TypeAdapter[str](Line)

SCHEMA = {
    "type": "object",
    "required": [NAME, SAMPLE],
    "properties": {
        NAME: {"type": "string", "maxLength": 200, "description": "Whose voice it is"},
        SAMPLE: {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "maxItems": MOST_SAMPLES,
            "description": f"Recordings of this person alone, of 1.5 s to 10 min and {SAMPLE_BYTES // 2**20} MiB each",
        },
    },
}


async def receive(form: MultipartReader, enrolment: Enrolment) -> str:
    """Give the samples to the enrolment, and return the name."""
    name: str | None = None
    async for part in form.parts():
        match part.headers.name:
            case "sample":
                await enrolment.add(await part.read(SAMPLE_BYTES))
            case "name" if name is None:
                name = _read_name(await part.read(_MOST_NAME_BYTES))
            case other:
                raise InvalidError.field(other[:100], f"The form has no such field, or only one: {other[:100]!r}.")
    if name is None:
        raise InvalidError.field(NAME, "Say whose voice it is in the field 'name'.")
    return name


def _read_name(content: bytes) -> str:
    try:
        return _NAME.validate_python(content.decode())
    except (UnicodeDecodeError, ValidationError) as error:
        raise InvalidError.field(NAME, "The name is one line of 1 to 200 characters.") from error
