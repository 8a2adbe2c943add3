"""A server that speaks OpenAI's chat completions as vLLM, Ollama and llama.cpp do, with their faults on demand."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Request"], None]


@dataclass
class Request:
    """A request for a completion, and the ways to answer it."""

    body: dict[str, Any]
    handler: BaseHTTPRequestHandler

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])

    def say(self, text: str, *, finish_reason: str = "stop", usage: bool = True, cut: bool = False) -> None:
        self._begin()
        for piece in (text[:5], text[5:]):
            self._send({"choices": [{"delta": {"content": piece}, "finish_reason": None}]})
        if cut:
            return
        self._send({"choices": [{"delta": {}, "finish_reason": finish_reason}]})
        if usage:
            self._send({"choices": [], "usage": {"prompt_tokens": len(self.prompt) // 4, "completion_tokens": 7}})
        self.handler.wfile.write(b"data: [DONE]\n\n")

    def refuse(self, status: int, message: str, **headers: str) -> None:
        body = json.dumps({"error": {"message": message}}).encode()
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Content-Length", str(len(body)))
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def _begin(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.end_headers()

    def _send(self, chunk: dict[str, Any]) -> None:
        self.handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.handler.wfile.flush()


def say(text: str, **options: Any) -> Reply:
    return lambda request: request.say(text, **options)


def refuse(status: int, message: str, **headers: str) -> Reply:
    return lambda request: request.refuse(status, message, **headers)


@dataclass
class LanguageServer:
    """Answers each completion by the next of `replies`, and by the last one when they are used up."""

    replies: list[Reply] = field(default_factory=list)
    model: dict[str, Any] = field(default_factory=lambda: {"id": "stub", "max_model_len": 4096})
    tokenizer: str = "llama.cpp"
    """The server's way of counting: llama.cpp, vllm or none."""

    key: str | None = None
    asleep: bool | None = None
    """True while its model is out of memory; only llama.cpp tells."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def take(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    @contextmanager
    def running(self) -> Iterator["LanguageServer"]:
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


def _handler(stub: LanguageServer) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"stub": stub})


class _Handler(BaseHTTPRequestHandler):
    stub: LanguageServer

    def do_GET(self) -> None:
        if self._is_allowed() and self.path == "/v1/models":
            self._answer({"data": [self.stub.model]})
        elif self._is_allowed() and self.path == "/props" and self.stub.asleep is not None:
            self._answer({"is_sleeping": self.stub.asleep})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._is_allowed():
            Request(body, self).refuse(401, "Invalid API Key")
        elif self.path == "/tokenize" and self.stub.tokenizer == "llama.cpp":
            self._answer({"tokens": list(range(len(body["content"].split())))})
        elif self.path == "/tokenize" and self.stub.tokenizer == "vllm":
            self._answer({"count": len(body["prompt"].split()), "max_model_len": 4096, "tokens": []})
        elif self.path == "/v1/chat/completions":
            self.stub.requests.append(body)
            self.stub.take()(Request(body, self))
        else:
            self.send_error(404)

    def _is_allowed(self) -> bool:
        return self.stub.key is None or self.headers.get("Authorization") == f"Bearer {self.stub.key}"

    def _answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass
