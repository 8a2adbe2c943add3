"""The store over HTTP, on loopback, with a key: what `qdrant-client` sends to a Qdrant server."""

import hmac
import json
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from servers.vectors.store import RefusedError, Store

MAX_BODY_BYTES = 32 * 2**20
_TIMEOUT_SECONDS = 60


class VectorsHttpServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, store: Store, port: int, keys: Callable[[], Iterable[str]]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.store = store
        self._keys = keys

    def admits(self, key: str) -> bool:
        return any(hmac.compare_digest(key.encode(), good.encode()) for good in self._keys())


class _Handler(BaseHTTPRequestHandler):
    server: VectorsHttpServer
    protocol_version = "HTTP/1.1"
    timeout = _TIMEOUT_SECONDS

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self._send(HTTPStatus.OK, b"")
        else:
            self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def do_OPTIONS(self) -> None:
        self._answer()

    def _answer(self) -> None:
        began = time.monotonic()
        try:
            body = self._read()
            result = self.server.store.answer(self.command, urlsplit(self.path).path, body)
        except RefusedError as error:
            self.close_connection = True
            self._send_json(error.status, {"status": {"error": str(error)}, "time": 0.0})
        else:
            seconds = time.monotonic() - began
            self._send_json(HTTPStatus.OK, {"result": result, "status": "ok", "time": seconds})

    def _read(self) -> bytes:
        if not self.server.admits(self.headers.get("api-key", "")):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "the key is missing or wrong")
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or not length.isascii():
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "the length is missing")
        if int(length) > MAX_BODY_BYTES:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{MAX_BODY_BYTES} bytes are taken at once")
        return self.rfile.read(int(length))

    def _send_json(self, status: HTTPStatus, content: dict[str, Any]) -> None:
        self._send(status, json.dumps(content).encode())

    def _send(self, status: HTTPStatus, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Log nothing: whoever called says what failed."""
