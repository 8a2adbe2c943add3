"""Backups of versions up to 5.1: one for each folder, with objects under their own names."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel

from ops.backup.errors import BackupError
from ops.backup.kept.manifest import SavedFile, SavedObject, Snapshot, Stored
from scribe_contracts.storage import Bucket

NAME = "old"
_DATABASE, _INDEX, _SUMS = "database.dump", "objects/index.jsonl", "sha256sums"


class _Entry(BaseModel):
    bucket: Bucket
    key: str
    size: int
    sha256: str
    content_type: str
    metadata: dict[str, str]


def is_in(folder: Path) -> bool:
    return (folder / _SUMS).is_file() and (folder / _DATABASE).is_file()


def read(folder: Path) -> Snapshot:
    """Return what is in the folder, as a backup of today; BackupError where it is not complete."""
    try:
        lines = (folder / _SUMS).read_text(encoding="utf-8").splitlines()
        stored = {path: _stored(folder, path, sha256) for sha256, path in (line.split("  ", 1) for line in lines)}
        entries = [_Entry.model_validate_json(line) for line in (folder / _INDEX).read_text("utf-8").splitlines()]
        return Snapshot(
            form=1,
            name=NAME,
            taken_at=datetime.fromtimestamp((folder / _DATABASE).stat().st_mtime, UTC),
            version="5.1 or older",
            database=stored[_DATABASE],
            objects=[_object(folder, entry) for entry in entries],
            files=[
                SavedFile(place=path, stored=each) for path, each in stored.items() if path.startswith("voice_bank/")
            ],
        )
    except (OSError, ValueError, KeyError) as error:
        raise BackupError(f"{folder} holds no complete backup: {error}") from None


def _object(folder: Path, entry: _Entry) -> SavedObject:
    return SavedObject(
        bucket=entry.bucket,
        key=entry.key,
        etag="",
        size=entry.size,
        content_type=entry.content_type,
        metadata=entry.metadata,
        stored=_stored(folder, f"objects/{entry.bucket}/{entry.key}", entry.sha256),
    )


def _stored(folder: Path, path: str, sha256: str) -> Stored:
    if not (folder / path).resolve().is_relative_to(folder):
        raise BackupError(f"{path} leads out of {folder}.")
    file = folder / path
    return Stored(path=path, sha256=sha256, size=file.stat().st_size if file.exists() else 0)
