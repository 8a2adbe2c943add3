"""A backup of the running product: the database as it is at one moment, then the objects that it names."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from ops.backup import erasures
from ops.backup.database import Database, Facts
from ops.backup.erasures import Erasure
from ops.backup.errors import BackupError
from ops.backup.kept.manifest import Identity, SavedFile, SavedObject, Snapshot, Stored, owner
from ops.backup.kept.repository import Repository
from ops.backup.kept.vault import Source, Vault
from ops.backup.objects import Objects
from ops.backup.settings import BackupSettings
from scribe_contracts import __version__, s3, storage

_THREADS = 4


@dataclass
class Report:
    """Result of a backup."""

    snapshot: Snapshot
    sent: int = 0
    """Objects that were not in an earlier backup."""

    sent_bytes: int = 0
    deleted: list[Erasure] = field(default_factory=list)
    """Deletions from the product while the backup ran."""

    pruned: list[str] = field(default_factory=list)
    """Backups that were removed."""

    warnings: list[str] = field(default_factory=list)


def save(
    settings: BackupSettings, repository: Repository, *, keep: int | None = None, keep_days: int | None = None
) -> Report:
    """Add a backup, and remove those that are not to be kept; BackupError where that fails."""
    database = settings.database()
    with repository.locked():
        vault = Vault(repository.folder, repository.recipients)
        vault.clear()
        taken_at = _next_moment(repository)
        facts, dump = _dump(database, vault)
        saving = _Saving(repository, vault, Objects(s3.connect_as_stored(settings, connections=_THREADS)), facts)
        saving.run()
        known = erasures.ask(database)
        snapshot = Snapshot(
            name=f"{taken_at:%Y%m%dT%H%M%SZ}",
            taken_at=taken_at,
            version=__version__,
            revision=facts.revision,
            database=dump,
            tables=facts.tables,
            objects=saving.saved,
            files=list(_files(settings, vault)),
            missing=sorted(_missing(facts, saving.saved, known)),
        )
        # First, lest a backup be complete of what is deleted and not noted as such.
        erasures.write(repository.erasures, erasures.merge(erasures.read(repository.erasures), known))
        repository.write(snapshot)
        report = Report(snapshot, saving.sent, saving.sent_bytes, [each for each in known if _had(facts, each)])
        names = repository.names()
        try:
            repository.prune(taken_at, keep=keep, keep_days=keep_days)
        except (BackupError, OSError) as error:
            # The backup is complete, whatever becomes of older ones.
            report.warnings.append(f"Older backups could not all be tidied up: {error}")
        report.pruned = [name for name in names if name not in repository.names()]
    return report


def note_erasures(settings: BackupSettings, repository: Repository) -> int:
    """Note beside the backups what was deleted from the running product, and return how much that is."""
    with repository.locked():
        known = erasures.ask(settings.database())
        merged = erasures.merge(erasures.read(repository.erasures), known)
        erasures.write(repository.erasures, merged)
    return len(merged)


def _next_moment(repository: Repository) -> datetime:
    """Return the present second; BackupError where a backup of it, or of a later one, is there."""
    taken_at = datetime.now(UTC).replace(microsecond=0)
    names = repository.names()
    if names and f"{taken_at:%Y%m%dT%H%M%SZ}" <= names[-1]:
        raise BackupError(f"The backup {names[-1]} is not older than this one: look at the clock, and wait a second.")
    return taken_at


def _dump(database: Database, vault: Vault) -> tuple[Facts, Stored]:
    with database.dump() as (facts, process):
        stored = vault.store(cast("Source", process.stdout))
    return facts, stored


def _files(settings: BackupSettings, vault: Vault) -> Iterator[SavedFile]:
    for name, file in settings.files():
        with file.open("rb") as opened:
            yield SavedFile(place=name, stored=vault.store(opened))


def _had(facts: Facts, erasure: Erasure) -> bool:
    """Return whether the dump has what is deleted by now."""
    match erasure.kind:
        case "meeting":
            return erasure.id in facts.meetings
        case "voice":
            return erasure.id in facts.voices
        case "recording":
            return "/".join(storage.source(erasure.id)) in facts.named
        case "account":
            return False


def _missing(facts: Facts, saved: Iterable[SavedObject], known: Iterable[Erasure]) -> Iterator[str]:
    """Yield what the database names and storage did not have, though nobody deleted it."""
    deleted = {(each.kind, str(each.id)) for each in known}
    for name in facts.named - {each.name for each in saved}:
        bucket, _, key = name.partition("/")
        id_ = key.partition("/")[0]
        kinds = ("voice",) if bucket == "voices" else ("meeting", "recording") if bucket == "uploads" else ("meeting",)
        if not any((kind, id_) in deleted for kind in kinds):
            yield name


class _Saving:
    """The objects of one backup."""

    def __init__(self, repository: Repository, vault: Vault, objects: Objects, facts: Facts) -> None:
        self._repository = repository
        self._vault = vault
        self._objects = objects
        self._facts = facts
        self.saved: list[SavedObject] = []
        self._noted: set[Identity] = set()
        self.sent = 0
        self.sent_bytes = 0

    def run(self) -> None:
        """Copy what no earlier backup has; what was copied is noted, so that a backup that is killed goes on there."""
        known = self._repository.known()
        wanted = [each for each in self._objects.listed() if self._facts.names(each.bucket, owner(each.key))]
        self.saved += [known[each] for each in wanted if each in known]
        fresh = [each for each in wanted if each not in known]
        with ThreadPoolExecutor(_THREADS) as threads:
            futures = [threads.submit(self._objects.save, each, self._vault) for each in fresh]
            try:
                for identity, future in zip(fresh, futures, strict=True):
                    self._note(identity, future.result())
            except BaseException:
                threads.shutdown(cancel_futures=True)
                # What others have copied by now is kept, too.
                for identity, future in zip(fresh, futures, strict=True):
                    if future.done() and not future.cancelled() and future.exception() is None:
                        self._note(identity, future.result())
                raise
        self.saved.sort(key=lambda each: (each.bucket, each.key))

    def _note(self, identity: Identity, saved: SavedObject | None) -> None:
        # An object that is there no more was deleted since the dump; `_missing` looks whether it should be there.
        if saved is not None and identity not in self._noted:
            self._noted.add(identity)
            self._repository.note(saved)
            self.saved.append(saved)
            self.sent += 1
            self.sent_bytes += saved.size
