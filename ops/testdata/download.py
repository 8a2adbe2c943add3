"""Reading public files over HTTP, or from a mirror: a server or a folder that holds them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from ops.testdata.errors import DataError, UnreachableError

_CHUNK_BYTES = 1 << 18
MAX_CUTS = 5
"""Connections that may be cut one after the other without a byte in between."""


@dataclass(frozen=True)
class Downloader:
    """A reader of public addresses that continues where a connection was cut."""

    mirror: str | None = None
    """Address of a server or path of a folder that holds each file under its host and path, or None."""
    timeout: float = 30.0
    """Seconds to wait for a connection or for bytes."""
    pause: float = 2.0
    """Seconds to wait before reconnecting."""

    def read(self, address: str, offset: int = 0) -> Iterator[bytes]:
        """Yield what lies at a public address, from `offset` on.

        Raise UnreachableError if nothing answers or the connection is cut too often, DataError if it is not there.
        """
        location = self.locate(address)
        if isinstance(location, Path):
            return _read_file(location, offset)
        return self._read_http(location, offset)

    def locate(self, address: str) -> str | Path:
        """Return where a public address is read: itself, or its place in the mirror."""
        if self.mirror is None:
            return address
        public = urlsplit(address)
        mirror = urlsplit(self.mirror)
        if mirror.scheme in {"http", "https"}:
            return f"{self.mirror.rstrip('/')}/{public.netloc}{public.path}"
        folder = Path(unquote(mirror.path) if mirror.scheme == "file" else self.mirror)
        return folder / public.netloc / public.path.lstrip("/")

    def _read_http(self, url: str, offset: int) -> Iterator[bytes]:
        cuts = 0
        while True:
            try:
                for chunk in _read_once(url, offset, self.timeout):
                    cuts = 0
                    offset += len(chunk)
                    yield chunk
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                raise UnreachableError(f"{url} cannot be reached ({error})") from error
            except httpx.TransportError as error:
                cuts += 1
                if cuts == MAX_CUTS:
                    raise UnreachableError(f"{url} was cut {cuts} times in a row ({error})") from error
                time.sleep(self.pause)
            else:
                return


def _read_once(url: str, offset: int, timeout: float) -> Iterator[bytes]:
    # Undecoded: some servers call a .tar.gz a compressed tar, which httpx would unpack.
    headers = {"Accept-Encoding": "identity"}
    if offset:
        headers["Range"] = f"bytes={offset}-"
    with httpx.stream("GET", url, headers=headers, timeout=timeout, follow_redirects=True) as answer:
        if offset and answer.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return
        if not answer.is_success:
            raise DataError(f"{url} answered {answer.status_code}")
        # A server that does not know ranges sends everything again.
        excess = 0 if answer.status_code == HTTPStatus.PARTIAL_CONTENT else offset
        for chunk in answer.iter_raw():
            if len(chunk) > excess:
                yield chunk[excess:]
            excess = max(0, excess - len(chunk))


def _read_file(path: Path, offset: int) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            while chunk := stream.read(_CHUNK_BYTES):
                yield chunk
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror})") from error
