"""A backup put in the place of what is there, each part compared with what was saved; deletions are repeated."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ops.backup import erasures
from ops.backup.database import Database
from ops.backup.erasures import Erasure, Replayed
from ops.backup.errors import BackupError, DamagedError
from ops.backup.kept.manifest import SavedObject, Snapshot, Stored, Table, belongs_to, encryption_keys
from ops.backup.kept.vault import Vault
from ops.backup.objects import Objects
from ops.backup.settings import BackupSettings
from ops.project import GATEWAY
from scribe_contracts.encryption.keys import KeyRing

_THREADS = 4
_PIECE = 1 << 20


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was saved."""

    what: str
    """The part of the backup, and to which meeting or voice it belongs."""

    why: str
    stored: Stored | None = None
    """The file that holds it."""

    def __str__(self) -> str:
        return f"{self.what}: {self.why}" + (f" ({self.stored.path})" if self.stored else "")


@dataclass
class Restored:
    """Result of a restoration."""

    tables: int = 0
    rows: int = 0
    objects: int = 0
    left_out: int = 0
    """Objects of what was deleted since."""

    faults: list[Fault] = field(default_factory=list)
    replayed: list[Replayed] = field(default_factory=list)


def check(snapshot: Snapshot, vault: Vault) -> list[Fault]:
    """Read every file of a backup, and return those that are not as they were written."""
    parts: list[tuple[str, Stored]] = [("the database", snapshot.database)]
    parts += [(f"{each.name} of {belongs_to(each.bucket, each.key)}", each.stored) for each in snapshot.objects]
    parts += [(each.place, each.stored) for each in snapshot.files]

    def fault(part: tuple[str, Stored]) -> Fault | None:
        try:
            vault.check(part[1])
        except DamagedError as error:
            return Fault(part[0], str(error), part[1])
        return None

    with ThreadPoolExecutor(_THREADS) as threads:
        return [each for each in threads.map(fault, parts) if each is not None]


def require_known(snapshot: Snapshot) -> None:
    """Raise BackupError for a backup of a newer version, whose database this one does not understand."""
    files = (GATEWAY / "alembic" / "versions").rglob("*.py")
    if snapshot.revision and not any(f'revision = "{snapshot.revision}"' in file.read_text("utf-8") for file in files):
        raise BackupError(f"The backup is of version {snapshot.version}, which is newer than this one: update first.")


def load(  # noqa: PLR0917 - what, from where, to where
    snapshot: Snapshot,
    vault: Vault,
    database: Database,
    objects: Objects,
    gone: Sequence[Erasure],
    damaged: Sequence[Fault] = (),
) -> Restored:
    """Put the backup, but for what is damaged, in the place of database and objects; repeat the deletions in it."""
    restored = Restored(faults=list(damaged))
    with vault.open(snapshot.database) as dump:
        database.replace(dump)
    found = database.tables()
    restored.tables, restored.rows = len(found), sum(each.rows for each in found.values())
    restored.faults += _differences(snapshot.tables, found)
    _load_objects(restored, snapshot, vault, objects, gone)
    restored.replayed = [each for each in erasures.replay(database.url, gone) if each.outcome != "absent"]
    # Only now the schema is that of this version.
    database.settle()
    restored.faults += _survivors(database, objects, gone)
    return restored


def missing_keys(snapshot: Snapshot, ring: KeyRing) -> list[str]:
    """Return the ids of the keys without which objects of the backup stay sealed."""
    return sorted(encryption_keys(snapshot.objects) - set(ring.ids))


def load_files(snapshot: Snapshot, vault: Vault, settings: BackupSettings, damaged: Sequence[Fault] = ()) -> None:
    """Put back the files that lie outside of the stores, but for what is damaged; others stay."""
    left_out = {fault.stored.path for fault in damaged if fault.stored}
    for saved in snapshot.files:
        if saved.stored.path in left_out:
            continue
        place = settings.place(saved.place)
        if place is None:
            raise BackupError(f"The backup has {saved.place}, for which there is no place.")
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f"{place.name}.new")
        with vault.open(saved.stored) as content, fresh.open("wb") as file:
            while piece := content.read(_PIECE):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)


def room_needed(snapshot: Snapshot) -> int:
    """Return the bytes that a restoration beside the product takes: a dump is compressed, and indexes come on top."""
    return sum(each.size for each in snapshot.objects) + 10 * snapshot.database.size + (1 << 30)


def require_room(snapshot: Snapshot, folder: Path) -> None:
    """Raise BackupError if the folder has no room to restore the backup into."""
    space = os.statvfs(folder)
    free, needed = space.f_bavail * space.f_frsize, room_needed(snapshot)
    if free < needed:
        raise BackupError(
            f"Restoring takes some {needed / 1e9:.1f} GB in {folder}, and {free / 1e9:.1f} GB are free: "
            "name a folder with more by --scratch DIR."
        )


def _load_objects(
    restored: Restored, snapshot: Snapshot, vault: Vault, objects: Objects, gone: Sequence[Erasure]
) -> None:
    objects.prepare()
    damaged = {each.stored.path for each in restored.faults if each.stored}
    taken = {each.name for each in snapshot.objects if any(one.takes(each.bucket, each.key) for one in _of(gone, each))}
    wanted = [each for each in snapshot.objects if each.stored.path not in damaged and each.name not in taken]
    restored.left_out = len(taken)
    keys = encryption_keys(wanted)
    # Until all are there, objects of both lie there.
    objects.note_keys(keys | objects.noted_keys())

    def put(saved: SavedObject) -> Fault | None:
        try:
            with vault.open(saved.stored) as content:
                objects.load(saved, content)
        except DamagedError as error:
            return Fault(f"{saved.name} of {belongs_to(saved.bucket, saved.key)}", str(error), saved.stored)
        return None

    with ThreadPoolExecutor(_THREADS) as threads:
        faults = [each for each in threads.map(put, wanted) if each is not None]
    restored.faults += faults
    restored.objects = len(wanted) - len(faults)
    kept = {each.name for each in wanted}
    for identity in list(objects.listed()):
        if f"{identity.bucket}/{identity.key}" not in kept:
            objects.delete(identity)
    objects.note_keys(keys)


def _of(gone: Sequence[Erasure], saved: SavedObject) -> Iterator[Erasure]:
    id_ = saved.key.partition("/")[0]
    yield from (each for each in gone if str(each.id) == id_)


def _differences(wanted: dict[str, Table] | None, found: dict[str, Table]) -> Iterator[Fault]:
    for name, table in (wanted or {}).items():
        if name not in found:
            yield Fault(f"table {name}", "it is not there")
        elif found[name].rows != table.rows:
            yield Fault(f"table {name}", f"{found[name].rows} rows, not {table.rows}")
        elif found[name] != table:
            yield Fault(f"table {name}", "its rows are not those that were saved")
    if not found:
        yield Fault("the database", "it has no tables")


def _survivors(database: Database, objects: Objects, gone: Sequence[Erasure]) -> Iterator[Fault]:
    """Look for what should have been deleted again."""
    kinds = {"meetings": "meeting", "voices": "voice"}
    for table, kind in kinds.items():
        there = {row["id"] for row in database.query(f"SELECT id FROM {table}")}  # noqa: S608 - ours
        for each in gone:
            if each.kind == kind and str(each.id) in there:
                yield Fault(f"{kind} {each.id}", "it was deleted, and is in what was restored")
    deleted = {str(each.id): each for each in gone if each.kind in kinds.values()}
    for found in objects.listed():
        erasure = deleted.get(found.key.partition("/")[0])
        if erasure is not None and erasure.takes(found.bucket, found.key):
            yield Fault(f"{erasure.kind} {erasure.id}", f"it was deleted, and {found.bucket}/{found.key} was restored")
