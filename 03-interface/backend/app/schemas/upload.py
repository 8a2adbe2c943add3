"""Uploads in parts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Base64Bytes, Field, PlainSerializer, StringConstraints

from app import models
from app.core.limits import HEAD_BYTES
from app.schemas.common import Schema
from app.schemas.process import ProcessFields
from scribe_contracts.jobs import ProcessingOptions

Checksum = Annotated[bytes, PlainSerializer(bytes.hex, return_type=str)]


class UploadStart(ProcessFields):
    """The announcement of a recording that will come in parts, with the fields that a form would have."""

    filename: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    content_type: str = Field(default="", max_length=255, description="Media type, if the sender's system knows it")
    size_bytes: int = Field(ge=0)
    head: Base64Bytes = Field(
        max_length=2 * HEAD_BYTES,
        description=f"The first {HEAD_BYTES} bytes, or all of a smaller file; other files than recordings are rejected",
    )


class UploadSummary(Schema):
    id: UUID = Field(description="Also the id of the future meeting")
    title: str
    filename: str
    content_type: str
    size_bytes: int
    part_bytes: int = Field(description="Size of every part but the last")
    head_sha256: Checksum = Field(description=f"SHA-256 of the first {HEAD_BYTES} bytes; identifies the file")
    options: ProcessingOptions
    held_at: datetime | None = Field(description="When the recording was begun, if the sender said it")
    received_bytes: int = Field(description="Size of the parts that have arrived")
    created_at: datetime
    touched_at: datetime = Field(description="Time of the beginning or of the last part")

    @classmethod
    def summarize(cls, upload: models.Upload, received_bytes: int) -> Self:
        return cls.model_validate(_facts(upload) | {"received_bytes": received_bytes})


class UploadPart(Schema):
    number: int = Field(description="Number of the part, from 1")
    size_bytes: int
    sha256: Checksum


class Upload(UploadSummary):
    parts: list[UploadPart] = Field(description="Parts that have arrived, by number")

    @classmethod
    def of(cls, upload: models.Upload, parts: Sequence[models.UploadPart]) -> Self:
        received = sum(part.size_bytes for part in parts)
        shown = [UploadPart.model_validate(part) for part in parts]
        return cls.model_validate(_facts(upload) | {"received_bytes": received, "parts": shown})


def _facts(upload: models.Upload) -> dict[str, object]:
    return {column.key: getattr(upload, column.key) for column in models.Upload.__table__.columns}
