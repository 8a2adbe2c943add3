"""Deletions from the product: kept beside the backups, and deleted again from whatever is restored."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from ops.backup.database import Database
from ops.backup.errors import BackupError
from ops.project import GATEWAY, VOLUMES
from scribe_contracts import storage
from scribe_contracts.storage import Bucket
from servers.files import write_private

NOTED_HERE = VOLUMES / "backup_erasures" / "erasures.jsonl"
"""Note of a restoration that has not ended, from a folder of backups that cannot be written to."""

_RECEIPTS = (
    "SELECT kind, subject_id AS id, max(deleted_at) AS deleted_at FROM erasure_receipts GROUP BY kind, subject_id"
)
# Of accounts whose meetings were handed over when they were deleted; entries wait for their place in the log.
_HEIRS = """
SELECT subject_id::text AS id, details ->> 'heir_id' AS heir_id FROM audit_log
WHERE action = 'account_delete' AND details ->> 'heir_id' IS NOT NULL
UNION ALL
SELECT entry ->> 'subject_id', entry -> 'details' ->> 'heir_id'
FROM audit_pending, jsonb_array_elements(entries) AS entry
WHERE entry ->> 'action' = 'account_delete' AND entry -> 'details' ->> 'heir_id' IS NOT NULL"""


_AUTHORITIES = "SCRIBE_CA_FILE"
"""Setting that says whose certificates PostgreSQL may show."""


class Erasure(BaseModel):
    kind: Literal["meeting", "voice", "recording", "account"]
    id: UUID
    deleted_at: datetime
    heir_id: UUID | None = None

    def takes(self, bucket: Bucket, key: str) -> bool:
        """Return whether an object goes with what was deleted."""
        if self.kind == "recording":
            name = key.rpartition("/")[2]
            is_sound = bucket is Bucket.PROCESSED and name in storage.SOUND
            return key.startswith(f"{self.id}/") and (is_sound or (bucket, key) == storage.source(self.id))
        return self.kind != "account" and key.startswith(f"{self.id}/")


class Replayed(BaseModel):
    """Outcome of one of them in what was restored."""

    kind: str
    id: UUID
    outcome: Literal["erased", "absent", "disabled"]


def ask(database: Database) -> list[Erasure]:
    """Return all deletions that the running product has receipts of; BackupError if it does not answer."""
    if not database.has("erasure_receipts"):
        return []
    heirs = {row["id"]: row["heir_id"] for row in database.query(_HEIRS)}
    return [Erasure.model_validate(row | {"heir_id": heirs.get(row["id"])}) for row in database.query(_RECEIPTS)]


def read(file: Path) -> list[Erasure]:
    """Return the deletions that are noted beside the backups."""
    if not file.exists():
        return []
    found = []
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        try:
            found += [Erasure.model_validate_json(line)] if line.strip() else []
        except ValueError:
            raise BackupError(
                f"{file}, line {number}, cannot be read. Restore the file from a copy; without the line, what it names "
                "comes back with a restoration."
            ) from None
    return found


def merge(*lists: Iterable[Erasure]) -> list[Erasure]:
    """Return each deletion once, in order of time."""
    merged: dict[tuple[str, UUID], Erasure] = {}
    for each in (erasure for one in lists for erasure in one):
        known = merged.get((each.kind, each.id))
        if known is None or known.heir_id is None:
            merged[each.kind, each.id] = each
    return sorted(merged.values(), key=lambda each: (each.deleted_at, each.id))


def write(file: Path, erasures: Sequence[Erasure]) -> None:
    """Replace the note beside the backups, whole or not at all."""
    write_private(file, "".join(each.model_dump_json() + "\n" for each in erasures))


def note(erasures: Sequence[Erasure], file: Path) -> None:
    """Write the note beside the backups, or on this machine where that cannot be written to."""
    try:
        write(file, erasures)
    except OSError:
        NOTED_HERE.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(NOTED_HERE, erasures)


def replay(database_url: str, erasures: Sequence[Erasure]) -> list[Replayed]:
    """Bring a restored database to this version's schema and delete these from it, by the gateway's own code."""
    kept = {name: value for name, value in os.environ.items() if name == _AUTHORITIES or not name.startswith("SCRIBE_")}
    environment = kept | {
        "SCRIBE_DATABASE_URL": database_url,
        # Neither is used, nor does anything listen there.
        "SCRIBE_REDIS_URL": "redis://127.0.0.1:9/0",
        "SCRIBE_S3_ENDPOINT_URL": "http://127.0.0.1:9",
        "SCRIBE_S3_ACCESS_KEY": "unused",
        "SCRIBE_S3_SECRET_KEY": "unused-key",
        "SCRIBE_JWT_SECRET": os.urandom(32).hex(),
        "SCRIBE_LOG_FORMAT": "console",
        "SCRIBE_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(GATEWAY),
    }
    done = subprocess.run(
        [sys.executable, "-m", "app.manage", "erase-again"],
        cwd=GATEWAY,
        env=environment,
        input="".join(each.model_dump_json() + "\n" for each in erasures),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BackupError(f"The deletions could not be repeated: {said[-1] if said else done.returncode}")
    return [Replayed.model_validate(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]
