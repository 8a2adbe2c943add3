"""Reads the form of an upload as it arrives: the recording and the voices go to S3, the fields stay in memory."""

import asyncio
import hashlib
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid4

from app.core.errors import InvalidError, TooLargeError
from app.core.limits import HEAD_BYTES, MAX_NAME_LENGTH
from app.core.text import file_stem
from app.resources import Resources
from app.schemas.process import FormFields, ProcessFields
from app.services.forms.disposition import clean_filename
from app.services.forms.multipart import MultipartReader, Part
from app.services.repeats.request_keys import Fingerprint
from app.services.uploads.errors import EmptyFileError, MissingFileError
from app.services.uploads.sniffing import reject_non_media
from app.services.uploads.writer import ObjectWriter, Unkept
from app.services.voices.audio import MAX_SAMPLE_BYTES, probe_sample
from scribe_contracts import storage

FILE = "file"
VOICE = "voice"
MAX_VOICES = 20
ENVELOPE_BYTES = 2**20
"""More than a form takes without its files."""

_MAX_FIELD_BYTES = 16 * 1024
_MAX_NOTES_BYTES = 256 * 1024


@dataclass(frozen=True)
class ReceivedFile:
    filename: str
    content_type: str
    size: int


@dataclass(frozen=True)
class ReceivedVoice:
    id: UUID
    name: str
    duration: float
    """Seconds."""


@dataclass(frozen=True)
class Received:
    """A complete and valid form, whose files lie in S3."""

    file: ReceivedFile
    voices: tuple[ReceivedVoice, ...]
    fields: ProcessFields
    content_sha256: bytes
    """Checksum of all that counts, whatever the order of the parts."""


class FormReceiver:
    """Receives the form of one meeting. After an error, `discard` removes everything that was stored.

    Without `keep` it checks the form as ever, and stores nothing: the form has come before.
    """

    fields_type: ClassVar[type[FormFields]] = ProcessFields

    def __init__(self, resources: Resources, meeting_id: UUID, *, keep: bool = True) -> None:
        self._resources = resources
        self._keep = keep
        self._fingerprint = Fingerprint()
        self._meeting_id = meeting_id
        self._file: ReceivedFile | None = None
        self._voices: list[ReceivedVoice] = []
        self._fields: dict[str, str] = {}
        self._writers: list[ObjectWriter | Unkept] = []

    async def receive(self, form: MultipartReader) -> Received:
        """Store the files of the form and return what it holds; raise one of FORM_ERRORS or another InvalidError."""
        async for part in form.parts():
            match part.headers.name:
                case "file":
                    await self._receive_file(part)
                case "voice":
                    await self._receive_voice(part)
                case _:
                    await self._receive_field(part)
        fields = ProcessFields.parse(self._fields)
        if self._file is None:
            raise MissingFileError.field(FILE, "The form has no recording in the field 'file'.")
        if fields.identify is False and self._voices:
            raise InvalidError.field("identify", "Voices were sent, and nobody is to be recognised by voice.")
        self._fingerprint.add("fields", fields.model_dump_json(exclude=fields.unsaid()))
        return Received(self._file, tuple(self._voices), fields, self._fingerprint.digest())

    async def discard(self) -> None:
        await asyncio.gather(*(writer.discard() for writer in self._writers))

    async def _receive_file(self, part: Part) -> None:
        if self._file is not None:
            raise InvalidError.field(FILE, "The form has more than one recording in the field 'file'.")
        if part.headers.filename is None:
            raise InvalidError.field(FILE, "The field 'file' is not a file.")
        # Fields that came before the file are checked before gigabytes of it arrive.
        self.fields_type.parse(self._fields)
        filename = clean_filename(part.headers.filename)
        writer = self._writer(storage.source(self._meeting_id), part.headers.content_type)
        checksum = await store_recording(writer, part.chunks(), self._resources.settings.max_upload_bytes)
        self._fingerprint.add(FILE, filename, checksum)
        self._file = ReceivedFile(filename, part.headers.content_type, writer.size)

    async def _receive_voice(self, part: Part) -> None:
        sample = await part.read(MAX_SAMPLE_BYTES)
        if not sample and not part.headers.filename:
            return  # browsers send this if no file was chosen
        if len(self._voices) == MAX_VOICES:
            raise InvalidError.field(VOICE, f"A meeting takes {MAX_VOICES} voices at most.")
        filename = clean_filename(part.headers.filename or "")
        name = file_stem(filename)[:MAX_NAME_LENGTH].strip()
        if not part.headers.filename or not name:
            raise InvalidError.field(VOICE, "The file of a voice must be named after the person: Katie.wav.")
        duration = await asyncio.to_thread(probe_sample, sample)
        voice = ReceivedVoice(uuid4(), name, duration)
        writer = self._writer(storage.voice_sample(voice.id, 0), part.headers.content_type)
        await writer.write(sample)
        await writer.finish()
        self._fingerprint.add(VOICE, filename, sample)
        self._voices.append(voice)

    async def _receive_field(self, part: Part) -> None:
        name = part.headers.name
        if name not in self.fields_type.model_fields:
            raise InvalidError.field(name[:100], f"The form has no field of the name {name[:100]!r}.")
        if name in self._fields:
            raise InvalidError.field(name, f"The field {name!r} is there more than once.")
        content = await part.read(_MAX_NOTES_BYTES if name == "notes" else _MAX_FIELD_BYTES)
        try:
            self._fields[name] = content.decode()
        except UnicodeDecodeError as error:
            raise InvalidError.field(name, f"The field {name!r} is not UTF-8.") from error

    def _writer(self, location: storage.S3Location, content_type: str) -> ObjectWriter | Unkept:
        writer = ObjectWriter(self._resources, location, content_type) if self._keep else Unkept()
        self._writers.append(writer)
        return writer


async def store_recording(writer: ObjectWriter | Unkept, chunks: AsyncIterable[bytes], max_bytes: int) -> bytes:
    """Write a recording as it comes, and return its SHA-256.

    Raise NotMediaError, EmptyFileError or TooLargeError; the caller discards the writer then.
    """
    head = bytearray()
    checksum = hashlib.sha256()
    async for chunk in chunks:
        if len(head) < HEAD_BYTES:
            head += chunk[:HEAD_BYTES]
            if len(head) >= HEAD_BYTES:
                reject_non_media(bytes(head))
        if writer.size + len(chunk) > max_bytes:
            raise too_large(max_bytes)
        checksum.update(chunk)
        await writer.write(chunk)
    if not writer.size:
        raise EmptyFileError.field(FILE, "The recording is empty.")
    if len(head) < HEAD_BYTES:
        reject_non_media(bytes(head))
    await writer.finish()
    return checksum.digest()


def too_large(max_bytes: int) -> TooLargeError:
    """Return the error for a recording larger than `max_bytes`."""
    return TooLargeError(f"The recording is larger than the {max_bytes:,} bytes that are accepted.")
