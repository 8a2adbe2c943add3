"""Files of backups: named by their checksum, encrypted where there is a public key, and read with all checks.

An encrypted file is what age makes of the content and, after it, the content's SHA-256 in 64 hexadecimal digits.
"""

import errno
import hashlib
import os
import re
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol
from uuid import uuid4

import pyrage

from ops.backup.errors import BackupError, DamagedError, full, is_full
from ops.backup.kept import keys
from ops.backup.kept.keys import PrivateKey
from ops.backup.kept.manifest import Stored

FILES = "files"
_PARTIAL = "partial"
_PIECE = 1 << 20
_DIGEST = 64
_SHELF, _FILE = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{64}")
_PATH = re.compile(f"{FILES}/({_SHELF.pattern})/({_FILE.pattern})")
_PARTIAL_NAME = re.compile("[0-9a-f]{32}")


class Source(Protocol):
    """Something that is read piece by piece; an empty piece is the end."""

    def read(self, size: int, /) -> bytes: ...


class Content:
    """Content of a file; the end is reached only if everything was as it had been written."""

    def __init__(self, source: Source, *, has_digest: bool) -> None:
        self._source = source
        self._checksum = hashlib.sha256()
        self._tail = b""
        self._has_digest = has_digest

    @property
    def sha256(self) -> str:
        """Return the checksum of what was read so far."""
        return self._checksum.hexdigest()

    def read(self, size: int = -1, /) -> bytes:
        parts: list[bytes] = []
        while size != 0:
            piece = self._piece(_PIECE if size < 0 else min(size, _PIECE))
            if not piece:
                break
            parts.append(piece)
            size -= len(piece) if size > 0 else 0
        return b"".join(parts)

    def _piece(self, size: int) -> bytes:
        if not self._has_digest:
            piece = self._source.read(size)
            self._checksum.update(piece)
            return piece
        while True:
            read = self._source.read(size)
            self._tail += read
            if not read and self._tail != self.sha256.encode():
                raise DamagedError("its content does not have the checksum that was written with it")
            piece, self._tail = self._tail[:-_DIGEST], self._tail[-_DIGEST:]
            if piece or not read:
                self._checksum.update(piece)
                return piece


class Vault:
    def __init__(self, folder: Path, recipients: Sequence[str], private: Sequence[PrivateKey] = ()) -> None:
        self._folder = folder
        self._recipients = [keys.Recipient.from_str(each) for each in recipients]
        self._private = list(private)
        self._partial = folder / FILES / _PARTIAL

    def clear(self) -> None:
        """Remove what a backup that was killed has left unfinished."""
        self._partial.mkdir(mode=0o700, parents=True, exist_ok=True)
        require_no_link(self._partial.parent, self._partial)
        for file in self._partial.iterdir():
            if _PARTIAL_NAME.fullmatch(file.name) and not file.is_dir():
                file.unlink()

    def store(self, source: Source) -> Stored:
        """Write what is read from the source; FullError for want of room."""
        fresh = self._partial / uuid4().hex
        try:
            with fresh.open("xb") as file:
                target = _Target(file)
                self._write(source, target)
                file.flush()
                os.fsync(file.fileno())
            checksum = target.checksum.hexdigest()
            path = Path(FILES, checksum[:2], checksum)
            shelf = self._folder.joinpath(path).parent
            shelf.mkdir(mode=0o700, exist_ok=True)
            require_no_link(shelf)
            fresh.rename(self._folder / path)
        except OSError as error:
            if is_full(error):
                raise full(self._folder) from error
            raise
        finally:
            fresh.unlink(missing_ok=True)
        return Stored(path=str(path), sha256=checksum, size=target.size)

    def _write(self, source: Source, target: "_Target") -> None:
        if not self._recipients:
            while piece := source.read(_PIECE):
                target.write(piece)
            return
        numbered = _Numbered(source)
        try:
            pyrage.encrypt_io(numbered, target, self._recipients)
        except pyrage.EncryptError:
            # It tells of an error in words only.
            if error := numbered.error or target.error:
                raise error from None
            raise

    @contextmanager
    def open(self, stored: Stored) -> Iterator[Content]:
        """Yield the content; its end is reached only if the file is as it was written, else DamagedError is raised."""
        try:
            descriptor = open_inside(self._folder, stored.path)
        except FileNotFoundError:
            raise DamagedError("it is not there") from None
        except OSError as error:
            raise DamagedError(f"it cannot be read: {error.strerror}") from None
        with os.fdopen(descriptor, "rb") as file:
            checked = _Checked(file, stored)
            if not self._private:
                yield Content(checked, has_digest=False)
                return
            with self._decrypted(checked) as decrypted:
                yield Content(decrypted, has_digest=True)

    def check(self, stored: Stored) -> None:
        """Read the whole file; DamagedError if it is not as it was."""
        with self.open(stored) as content:
            while content.read(_PIECE):
                pass

    @contextmanager
    def _decrypted(self, checked: "_Checked") -> Iterator["_Decrypted"]:
        read_end, write_end = os.pipe()
        reader = os.fdopen(read_end, "rb")
        decrypted = _Decrypted(reader)

        def decrypt() -> None:
            try:
                with os.fdopen(write_end, "wb") as writer:
                    try:
                        pyrage.decrypt_io(checked, writer, self._private)
                    except (pyrage.DecryptError, DamagedError) as error:
                        decrypted.error = checked.error or DamagedError(f"it cannot be decrypted: {error}")
            except OSError:
                # Nobody reads on.
                return

        thread = threading.Thread(target=decrypt, daemon=True)
        thread.start()
        decrypted.thread = thread
        try:
            yield decrypted
        finally:
            reader.close()
            thread.join()


class _Target:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.checksum = hashlib.sha256()
        self.size = 0
        self.error: Exception | None = None

    def write(self, piece: bytes) -> int:
        try:
            self._file.write(piece)
        except OSError as error:
            self.error = error
            raise
        self.checksum.update(piece)
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        self._file.flush()


class _Numbered:
    """A source, and after it the checksum of what it gave."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._checksum = hashlib.sha256()
        self._rest: bytes | None = None
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        if self._rest is None:
            try:
                piece = self._source.read(size)
            except Exception as error:
                self.error = error
                raise
            if piece:
                self._checksum.update(piece)
                return piece
            self._rest = self._checksum.hexdigest().encode()
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


class _Checked:
    """A file that is read to its end only if it is as it was written."""

    def __init__(self, file: IO[bytes], stored: Stored) -> None:
        self._file = file
        self._wanted = stored.sha256
        self._checksum = hashlib.sha256()
        self.error: BackupError | None = None

    def read(self, size: int, /) -> bytes:
        try:
            piece = self._file.read(size)
        except OSError as error:
            self.error = DamagedError(f"it cannot be read: {error.strerror}")
            raise self.error from None
        self._checksum.update(piece)
        if not piece and self._checksum.hexdigest() != self._wanted:
            self.error = DamagedError("it does not have the checksum that was noted")
            raise self.error
        return piece


class _Decrypted:
    def __init__(self, reader: IO[bytes]) -> None:
        self._reader = reader
        self.thread: threading.Thread | None = None
        self.error: BackupError | None = None

    def read(self, size: int, /) -> bytes:
        piece = self._reader.read(size)
        if not piece and self.thread is not None:
            self.thread.join()
            if self.error is not None:
                raise self.error
        return piece


def is_path(path: str) -> bool:
    """Return whether a manifest may name this: a file of content, and nothing else anywhere."""
    found = _PATH.fullmatch(path)
    return found is not None and found[2].startswith(found[1])


def require_no_link(*places: Path) -> None:
    """Raise BackupError where somebody has put a link, which leads elsewhere, in the place of a folder."""
    for place in places:
        if place.is_symlink():
            raise BackupError(f"{place} is a link, which no backup has made: remove it.")


def open_inside(folder: Path, path: str) -> int:
    """Open a file for reading that is below the folder, without following any link."""
    *shelves, name = Path(path).parts
    above = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for shelf in shelves:
            below = os.open(shelf, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=above)
            os.close(above)
            above = below
        # A pipe would be waited for.
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=above)
    finally:
        os.close(above)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(errno.EINVAL, "It is no file")
    return file


def used(folder: Path) -> Iterator[Path]:
    """Yield every file of content below the folder, relative to it; not what others have put there."""
    with suppress(FileNotFoundError):
        require_no_link(folder / FILES)
        for shelf in sorted((folder / FILES).iterdir()):
            if _SHELF.fullmatch(shelf.name) and shelf.is_dir() and not shelf.is_symlink():
                yield from (file.relative_to(folder) for file in sorted(shelf.iterdir()) if _is_content(file))


def _is_content(file: Path) -> bool:
    return bool(_FILE.fullmatch(file.name)) and file.is_file() and not file.is_symlink()
