"""The folder of backups.

about.json          to which public keys the files are encrypted
snapshots/NAME.json what each backup holds, with NAME.sha256 beside it
files/              contents, each once, by their checksums
journal.jsonl       objects of a backup that has not ended
erasures.jsonl      ids of what was deleted from the product, so that no restoration brings it back
"""

import fcntl
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ValidationError

from ops.backup.errors import BackupError, full, is_full
from ops.backup.kept import keys, old_form, vault
from ops.backup.kept.manifest import Identity, SavedObject, Snapshot
from servers.files import write_private

_NAME = re.compile(r"\d{8}T\d{6}Z")


class About(BaseModel):
    recipients: list[str]


class Repository:
    def __init__(self, folder: Path, recipients: Sequence[str]) -> None:
        self.folder = folder
        self.recipients = list(recipients)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the backups in a folder; BackupError where there are none."""
        folder = folder.resolve()
        file = folder / "about.json"
        try:
            if not file.is_file() and old_form.is_in(folder):
                return cls(folder, [])
            return cls(folder, About.model_validate_json(file.read_bytes()).recipients)
        except FileNotFoundError:
            raise BackupError(f"{folder} holds no complete backup.") from None
        except (ValidationError, OSError) as error:
            raise BackupError(f"{file} cannot be read: {error}") from None

    @classmethod
    def prepare(cls, folder: Path, recipients: Sequence[str]) -> Self:
        """Return the backups in a folder, which is made for them where it is empty or not there.

        Raise BackupError where it holds something else, or backups that are encrypted to others.
        """
        wanted = sorted({keys.check(each) for each in recipients})
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BackupError(f"{folder} cannot be made: {error.strerror}.") from None
        folder = folder.resolve()
        if not (folder / "about.json").exists():
            if old_form.is_in(folder):
                raise BackupError(
                    f"{folder} holds a backup of an older version, to which none can be added: name another."
                )
            if any(folder.iterdir()):
                raise BackupError(f"{folder} holds something else than backups: name another folder.")
            folder.chmod(0o700)
            _write(folder / "about.json", About(recipients=wanted).model_dump_json(indent=2))
        found = cls.open(folder)
        if wanted and wanted != sorted(found.recipients):
            now = f"encrypted to {' '.join(found.recipients)}" if found.recipients else "not encrypted"
            raise BackupError(f"The backups in {folder} are {now}: name another folder for others.")
        return found

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from reading and writing meanwhile; BackupError where somebody does."""
        vault.require_no_link(self.folder / vault.FILES, self.folder / "snapshots")
        with os.fdopen(os.open(self.folder / "lock", os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600), "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupError(f"{self.folder} is in use: a backup is being made, verified or restored.") from None
            yield

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Keep others from removing backups meanwhile, where the folder may be written to; wait for one who writes."""
        with ExitStack() as stack:
            with suppress(OSError):
                lock = stack.enter_context((self.folder / "lock").open())
                fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    def names(self) -> list[str]:
        """Return the names of the backups, oldest first."""
        if old_form.is_in(self.folder):
            return [old_form.NAME]
        return sorted(file.stem for file in (self.folder / "snapshots").glob("*.json") if _NAME.fullmatch(file.stem))

    def read(self, name: str | None = None) -> Snapshot:
        """Return a backup, the newest without a name; BackupError where it is not there or damaged."""
        names = self.names()
        if not names:
            raise BackupError(f"{self.folder} holds no complete backup.")
        name = name or names[-1]
        if name not in names:
            raise BackupError(f"There is no backup {name}, only: {', '.join(names)}.")
        if name == old_form.NAME:
            return old_form.read(self.folder)
        file = self._snapshot(name)
        try:
            content = file.read_bytes()
            wanted = file.with_suffix(".sha256").read_bytes().split()[:1]
            if [hashlib.sha256(content).hexdigest().encode()] != wanted:
                raise BackupError(f"{file} is damaged: it does not have the checksum that is noted beside it.")
            snapshot = Snapshot.model_validate_json(content)
        except (OSError, ValueError) as error:
            raise BackupError(f"{file} is damaged: {error}") from None
        if snapshot.form == 1 or not all(vault.is_path(each.path) for each in snapshot.stored):
            raise BackupError(f"{file} is damaged: it names files that are none of this folder's.")
        return snapshot

    def write(self, snapshot: Snapshot) -> None:
        """Add a backup: from now on it is complete."""
        file = self._snapshot(snapshot.name)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        content = snapshot.model_dump_json()
        checksum = hashlib.sha256(content.encode()).hexdigest()
        _write(file.with_suffix(".sha256"), f"{checksum}  {file.name}\n")
        _write(file, content)
        self._journal.unlink(missing_ok=True)

    def known(self) -> dict[Identity, SavedObject]:
        """Return every object of the newest backup, and of one that did not end, whose file is there.

        What that one does not name was deleted or written anew. Where it cannot be read, all is copied again.
        """
        found: dict[Identity, SavedObject] = {}
        with suppress(BackupError):
            found = {each.identity: each for each in self.read().objects}
        found |= {each.identity: each for each in self._journalled()}
        return {identity: each for identity, each in found.items() if self._is_there(each)}

    def note(self, saved: SavedObject) -> None:
        """Remember an object, lest this backup be killed; safe to call from one thread at a time."""
        try:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
            with os.fdopen(os.open(self._journal, flags, 0o600), "a", encoding="utf-8") as journal:
                journal.write(saved.model_dump_json() + "\n")
        except OSError as error:
            raise (full(self.folder) if is_full(error) else error) from error

    def prune(self, at: datetime, *, keep: int | None, keep_days: int | None) -> list[str]:
        """Remove older backups, never the newest, then every file that no backup names; return their names.

        BackupError where not all of that can be done.
        """
        names = self.names()
        oldest = f"{at - timedelta(days=keep_days):%Y%m%dT%H%M%SZ}" if keep_days is not None else ""
        kept = [name for name in names[-keep if keep else 0 :] if name >= oldest] or names[-1:]
        gone = [name for name in names if name not in kept]
        # First: where a backup that is kept cannot be read, an older one may be needed yet, with all its files.
        needed = {each.path for name in kept for each in self.read(name).stored}
        for name in gone:
            self._snapshot(name).unlink()
            self._snapshot(name).with_suffix(".sha256").unlink(missing_ok=True)
        for path in list(vault.used(self.folder)):
            if str(path) not in needed:
                (self.folder / path).unlink()
        return gone

    @property
    def erasures(self) -> Path:
        return self.folder / "erasures.jsonl"

    @property
    def _journal(self) -> Path:
        return self.folder / "journal.jsonl"

    def _journalled(self) -> Iterator[SavedObject]:
        if not self._journal.exists():
            return
        for line in self._journal.read_bytes().splitlines():
            try:
                saved = SavedObject.model_validate(json.loads(line))
                if vault.is_path(saved.stored.path):
                    yield saved
            except ValueError:
                # The backup was killed while it wrote this.
                continue

    def _is_there(self, saved: SavedObject) -> bool:
        try:
            there = (self.folder / saved.stored.path).lstat()
        except OSError:
            return False
        return stat.S_ISREG(there.st_mode) and there.st_size == saved.stored.size

    def _snapshot(self, name: str) -> Path:
        return self.folder / "snapshots" / f"{name}.json"


def _write(file: Path, text: str) -> None:
    try:
        write_private(file, text)
    except OSError as error:
        raise (full(file.parent) if is_full(error) else error) from error
