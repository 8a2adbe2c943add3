"""Reads the form of an import: the transcript stays in memory, the recording goes to S3."""

from dataclasses import dataclass
from typing import ClassVar

from app.schemas.process import FormFields, ImportFields
from app.services.forms.disposition import clean_filename
from app.services.forms.multipart import MultipartReader
from app.services.imports.errors import FIELD, MalformedTranscriptError, MissingTranscriptError
from app.services.imports.reading import MAX_TRANSCRIPT_BYTES
from app.services.uploads.form import FormReceiver, ReceivedFile


@dataclass(frozen=True)
class ReceivedImport:
    """A complete form, whose recording lies in S3."""

    filename: str
    transcript: bytes
    recording: ReceivedFile | None
    fields: ImportFields
    content_sha256: bytes
    """Checksum of all that counts: a repetition has the same."""


class ImportReceiver(FormReceiver):
    """Receives the form of one import. After an error, `discard` removes the recording."""

    fields_type: ClassVar[type[FormFields]] = ImportFields

    async def receive_import(self, form: MultipartReader) -> ReceivedImport:
        """Return what the form holds; raise one of FORM_ERRORS or another InvalidError."""
        transcript: tuple[str, bytes] | None = None
        async for part in form.parts():
            match part.headers.name:
                case "file" if not part.headers.filename:
                    await part.skip()  # browsers send this if no file was chosen
                case "file":
                    await self._receive_file(part)
                case "transcript":
                    if transcript is not None:
                        raise MalformedTranscriptError.field(FIELD, "The form has more than one transcript.")
                    name = clean_filename(part.headers.filename or "transcript.txt")
                    transcript = name, await part.read(MAX_TRANSCRIPT_BYTES)
                case _:
                    await self._receive_field(part)
        fields = ImportFields.parse(self._fields)
        if transcript is None:
            raise MissingTranscriptError.field(FIELD, "The form has no file in the field 'transcript'.")
        self._fingerprint.add(FIELD, *transcript)
        self._fingerprint.add("fields", fields.model_dump_json())
        return ReceivedImport(*transcript, self._file, fields, self._fingerprint.digest())
