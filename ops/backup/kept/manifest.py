"""Contents of one backup, as they are written beside the files of all of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel

from scribe_contracts.encryption.client import key_id_of
from scribe_contracts.storage import Bucket


class Stored(BaseModel):
    """One file of the folder of backups."""

    path: str
    sha256: str
    """Of the file as it lies there, so encrypted where backups are."""

    size: int


class Identity(NamedTuple):
    """Marks by which two backups know that an object is the same."""

    bucket: Bucket
    key: str
    etag: str
    size: int


class SavedObject(BaseModel):
    bucket: Bucket
    key: str
    etag: str
    size: int
    content_type: str
    metadata: dict[str, str]
    stored: Stored

    @property
    def identity(self) -> Identity:
        return Identity(self.bucket, self.key, self.etag, self.size)

    @property
    def name(self) -> str:
        return f"{self.bucket}/{self.key}"


class SavedFile(BaseModel):
    """A file outside of the stores."""

    place: str
    """Place to which it belongs: voice_bank/Ada.wav, thresholds.json."""

    stored: Stored


class Table(BaseModel):
    rows: int
    digest: str
    """Sum of the hashes of all rows; the order of rows does not matter."""


class Snapshot(BaseModel):
    """One backup."""

    form: Literal[1, 2] = 2
    """1 is that of versions up to 5.1, which is read and no longer written."""

    name: str
    taken_at: datetime
    """Moment at which the database was as it is in here."""

    version: str
    revision: str | None = None
    """Of the database's schema."""

    database: Stored
    tables: dict[str, Table] | None = None
    objects: list[SavedObject]
    files: list[SavedFile]
    missing: list[str] = []
    """Objects that the database names and that storage did not have."""

    @property
    def stored(self) -> list[Stored]:
        return [self.database, *(each.stored for each in self.objects), *(each.stored for each in self.files)]

    @property
    def size(self) -> int:
        """Return the bytes of all its files."""
        return sum({each.path: each.size for each in self.stored}.values())


def encryption_keys(objects: Iterable[SavedObject]) -> set[str]:
    """Return the ids of the keys under which the product has sealed these objects before it stored them."""
    return {key_id for each in objects if (key_id := key_id_of(each.metadata)) is not None}


def owner(key: str) -> UUID | None:
    """Return the meeting or the voice that an object belongs to; None for marks of the stores themselves."""
    try:
        return UUID(key.partition("/")[0])
    except ValueError:
        return None


def belongs_to(bucket: Bucket, key: str) -> str:
    """Name the meeting or the voice that an object belongs to."""
    return f"{'voice' if bucket is Bucket.VOICES else 'meeting'} {key.partition('/')[0]}"
