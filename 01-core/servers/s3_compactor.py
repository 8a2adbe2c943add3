"""Removal of deleted bytes from the S3 server's volumes, on request: `python s3_compactor.py MASTER_PORT FILER_PORT`.

A deletion only marks bytes in a volume; the server drops them once a third of the volume is marked. Whoever wants them
gone writes a word of their own into the object WANTED, by S3; when the same word stands in DONE, whatever had been
deleted before is gone. The inner ports ask for the certificate in the working folder, so nobody else can ask them.
"""

import ssl
import sys
import time
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPException, HTTPSConnection
from pathlib import Path

CERTIFICATE = "inner.pem"
WANTED = "/buckets/uploads/compaction/wanted"
DONE = "/buckets/uploads/compaction/done"

VACUUM = "/vol/vacuum?garbageThreshold=0.000000001"
"""One deleted byte in a volume of a gigabyte is enough."""

SETTLE_SECONDS = 1.5
"""Names go at once, and the bytes that they stood for are marked by a loop that comes by every second."""

_ROUNDS = 2
_LOOK_SECONDS = 1.0
_VACUUM_TIMEOUT_SECONDS = 1800.0
_TIMEOUT_SECONDS = 10.0
_MAX_WORD = 100


class Compactor:
    def __init__(self, master_port: int, filer_port: int, certificate: Path) -> None:
        self._master_port = master_port
        self._filer_port = filer_port
        self._context = ssl.create_default_context(cafile=str(certificate))
        self._context.load_cert_chain(str(certificate))

    def compact_if_wanted(self) -> bool:
        """Compact where a word stands in WANTED that does not stand in DONE; return whether it was done."""
        wanted = self._call(self._filer_port, "GET", WANTED)
        if wanted is None or wanted == self._call(self._filer_port, "GET", DONE):
            return False
        for _ in range(_ROUNDS):
            time.sleep(SETTLE_SECONDS)
            if self._call(self._master_port, "GET", VACUUM, timeout=_VACUUM_TIMEOUT_SECONDS) is None:
                return False
        return self._call(self._filer_port, "PUT", DONE, wanted[:_MAX_WORD]) is not None

    def run(self) -> None:
        while True:
            try:
                self.compact_if_wanted()
            except (OSError, HTTPException) as error:
                # The server is starting or stopping, or busy.
                if not isinstance(error, ConnectionError):
                    sys.stdout.write(f"No compaction for now: {type(error).__name__}\n")
                    sys.stdout.flush()
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


if __name__ == "__main__":
    Compactor(int(sys.argv[1]), int(sys.argv[2]), Path(CERTIFICATE)).run()
