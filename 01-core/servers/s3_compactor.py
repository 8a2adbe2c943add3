"""Removal of deleted bytes from the S3 server's volumes, on request.

`python s3_compactor.py MASTER_PORT FILER_PORT VOLUME_PORT`, in the server's folder. A deletion only marks bytes in a
volume; the server drops them once a third of the volume is marked. Whoever wants them gone writes a word of their own
into the object WANTED, by S3. As long as SEEN changes, somebody is at it; when the same word stands in DONE, whatever
had been deleted before is gone. The inner ports ask for the certificate in the working folder, so nobody else can ask
them.
"""

import json
import ssl
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPException, HTTPSConnection
from itertools import count
from pathlib import Path
from threading import Event, Thread

CERTIFICATE = "inner.pem"
WANTED = "/buckets/uploads/compaction/wanted"
SEEN = "/buckets/uploads/compaction/seen"
DONE = "/buckets/uploads/compaction/done"

VACUUM = "/vol/vacuum?garbageThreshold=0.000000001"
"""One deleted byte in a volume of a gigabyte is enough."""

SETTLE_SECONDS = 1.5
"""Names go at once, and the bytes that they stood for are marked by a loop that comes by every second."""

_ROUNDS = 2
"""The first may end with a vacuum that the server had begun by itself, before a deletion."""

_LOOK_SECONDS = 1.0
_BEAT_SECONDS = 5.0
_VACUUM_TIMEOUT_SECONDS = 4 * 3600.0
_TIMEOUT_SECONDS = 10.0
_MAX_WORD = 100


class Compactor:
    def __init__(self, master_port: int, filer_port: int, volume_port: int, certificate: Path) -> None:
        self._master_port = master_port
        self._filer_port = filer_port
        self._volume_port = volume_port
        self._failed: bytes | None = None
        """The last word for which it did not succeed. Whoever waits asks again, by another."""

        self._context = ssl.create_default_context(cafile=str(certificate))
        self._context.load_cert_chain(str(certificate))

    def compact_if_wanted(self) -> bool:
        """Compact where a word stands in WANTED that does not stand in DONE; return whether it was done."""
        wanted = self._call(self._filer_port, "GET", WANTED)
        if wanted is None or wanted in (self._failed, self._call(self._filer_port, "GET", DONE)):
            return False
        with self._beating():
            if not all(self._vacuum() for _ in range(_ROUNDS)):
                self._failed = wanted
                _say("Volumes with deleted bytes were not compacted.")
                return False
        return self._call(self._filer_port, "PUT", DONE, wanted[:_MAX_WORD]) is not None

    def _vacuum(self) -> bool:
        """Return whether every volume with deleted bytes was written anew; the server says yes whatever happened."""
        time.sleep(SETTLE_SECONDS)
        before = self._volumes()
        if self._call(self._master_port, "GET", VACUUM, timeout=_VACUUM_TIMEOUT_SECONDS) is None:
            return False
        after = {id_: revision for id_, revision, _ in self._volumes()}
        # A volume without anything left may have been removed.
        return all(after.get(id_, revision + 1) > revision for id_, revision, deleted in before if deleted)

    def _volumes(self) -> list[tuple[int, int, int]]:
        """Return id, number of compactions and deleted bytes of each volume."""
        answer = self._call(self._volume_port, "GET", "/status")
        if answer is None:
            raise HTTPException
        volumes = json.loads(answer)["Volumes"] or []
        return [(each["Id"], each["CompactRevision"], each["DeletedByteCount"]) for each in volumes]

    @contextmanager
    def _beating(self) -> Iterator[None]:
        """Change what stands in SEEN, at once and until the end, for whoever waits."""
        ended = Event()

        def beat() -> None:
            for number in count():
                with suppress(OSError, HTTPException):
                    self._call(self._filer_port, "PUT", SEEN, f"{time.time()} {number}".encode())
                if ended.wait(_BEAT_SECONDS):
                    return

        thread = Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def run(self) -> None:
        while True:
            try:
                self.compact_if_wanted()
            except (OSError, HTTPException) as error:
                # The server is starting or stopping, or busy.
                if not isinstance(error, ConnectionError):
                    _say(f"No compaction for now: {type(error).__name__}")
            time.sleep(_LOOK_SECONDS)

    def _call(
        self, port: int, method: str, path: str, body: bytes | None = None, *, timeout: float = _TIMEOUT_SECONDS
    ) -> bytes | None:
        """Return the body of an answer that says yes; None for any other answer."""
        with closing(HTTPSConnection("127.0.0.1", port, timeout=timeout, context=self._context)) as connection:
            connection.request(method, path, body)
            answer = connection.getresponse()
            content = answer.read()
        return content if answer.status < HTTPStatus.MULTIPLE_CHOICES else None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Compactor(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(CERTIFICATE)).run()
