"""OpenAI's `POST /v1/embeddings` over HTTP, on loopback, with a key."""

import hmac
import json
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import structlog

from app.embeddings.encoder import MODEL_NAME, Encoder

MAX_BODY_BYTES = 8 * 2**20
MAX_TEXTS = 256
_TIMEOUT_SECONDS = 60


class RefusedError(Exception):
    """The request cannot be answered; `status` says why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class EmbeddingsServer(ThreadingHTTPServer):
    """Serves one encoder: requests are computed one after the other."""

    daemon_threads = True

    def __init__(self, encoder: Encoder, port: int, keys: Callable[[], Iterable[str]]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._encoder = encoder
        self._keys = keys
        self._computing = threading.Lock()

    def admits(self, authorization: str) -> bool:
        """Return whether the header carries the key."""
        key = authorization.removeprefix("Bearer ").encode()
        return any(hmac.compare_digest(key, good.encode()) for good in self._keys())

    def answer(self, request: Any) -> dict[str, Any]:
        """Return the answer to a parsed request; raise RefusedError if it is none."""
        texts = request.get("input") if isinstance(request, dict) else None
        texts = [texts] if isinstance(texts, str) else texts
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "input must be a text or a list of texts")
        if len(texts) > MAX_TEXTS:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{MAX_TEXTS} texts are taken at once")
        began = time.monotonic()
        with self._computing:
            vectors, tokens = self._encoder.encode(texts)
        structlog.get_logger().info(
            "texts_embedded", texts=len(texts), tokens=tokens, seconds=round(time.monotonic() - began, 3)
        )
        return {
            "object": "list",
            "model": MODEL_NAME,
            "data": [
                {"object": "embedding", "index": at, "embedding": vector} for at, vector in enumerate(vectors.tolist())
            ],
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
        }


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingsServer
    protocol_version = "HTTP/1.1"
    timeout = _TIMEOUT_SECONDS

    def do_GET(self) -> None:
        if self.path == "/health":
            self._send(HTTPStatus.OK, {"model": MODEL_NAME})
        else:
            self._send(HTTPStatus.NOT_FOUND if self._is_admitted() else HTTPStatus.UNAUTHORIZED, {})

    def do_POST(self) -> None:
        try:
            self._send(HTTPStatus.OK, self.server.answer(self._read()))
        except RefusedError as error:
            self.close_connection = True
            self._send(error.status, {"error": {"message": str(error)}})

    def do_OPTIONS(self) -> None:
        self._send(HTTPStatus.FORBIDDEN, {})

    do_PUT = do_DELETE = do_OPTIONS  # noqa: N815 - the names of the base class

    def _is_admitted(self) -> bool:
        return self.server.admits(self.headers.get("Authorization", ""))

    def _read(self) -> Any:
        if not self._is_admitted():
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "the key is missing or wrong")
        if self.path != "/v1/embeddings":
            raise RefusedError(HTTPStatus.NOT_FOUND, "there is only /v1/embeddings")
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "the length is missing")
        if int(length) > MAX_BODY_BYTES:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{MAX_BODY_BYTES} bytes are taken at once")
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "the body is no JSON") from error

    def _send(self, status: HTTPStatus, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Log nothing of a request; what was computed is logged by `answer`."""
