"""A service of embeddings with OpenAI's interface: texts that share words, or words of one meaning, are near."""

import json
import math
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from scribe_contracts.retrieval.terms import terms

KEY = "embeddings-key-0123"
_SIZE = 256
_SAME = {"argent": "budget", "money": "budget", "cost": "budget", "automobil": "car", "voitur": "car"}


@dataclass
class Embeddings:
    """The requests that the service had, and its manner of answering."""

    url: str = ""
    is_down: bool = False
    size: int = _SIZE
    texts: list[str] = field(default_factory=list)

    def vector(self, text: str) -> list[float]:
        vector = [0.0] * self.size
        for term in terms(text.partition(": ")[2], "en"):
            vector[zlib.crc32(_SAME.get(term, term).encode()) % self.size] += 1.0
        length = math.sqrt(sum(each * each for each in vector)) or 1.0
        return [each / length for each in vector]


@contextmanager
def run_embeddings() -> Iterator[Embeddings]:
    """Run the service on a free port."""
    service = Embeddings()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = self.headers.get("Authorization") == f"Bearer {KEY}" and self.path == "/v1/embeddings"
            status = 503 if service.is_down else 200 if known else 401
            service.texts += asked["input"]
            data = [{"index": at, "embedding": service.vector(text)} for at, text in enumerate(asked["input"])]
            body = json.dumps({"data": data}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
