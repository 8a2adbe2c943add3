"""Reading some members of a tar.gz that is never stored."""

import io
import tarfile
import zlib
from collections.abc import Collection, Iterator

from ops.testdata.errors import DataError


class ChunkReader(io.RawIOBase):
    """A stream over chunks of bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes of one chunk, all of it if `size` is negative; none at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        count = size if size >= 0 else len(self._rest)
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken


def read_members(name: str, chunks: Iterator[bytes], wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each wanted member in the archive's order, and stop reading after the last one.

    Raise DataError, with the archive's name, if it is broken; members that it lacks are left out.
    """
    missing = set(wanted)
    try:
        with tarfile.open(fileobj=ChunkReader(chunks), mode="r|gz") as archive:
            for member in archive:
                if member.name not in missing:
                    continue
                stream = archive.extractfile(member)
                if stream is not None:
                    yield member.name, stream.read()
                missing.remove(member.name)
                if not missing:
                    return
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise DataError(f"{name} is a broken archive ({error})") from error
