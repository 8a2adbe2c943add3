"""A language server as a process of its own, which tests may kill: it says what stands in the turns that it is given.

While the file `hold` exists it stops in the middle of an answer, so that a test can strike there.
"""

import json
import re
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from language_server import LanguageServer, Request

from servers.ports import free_port

HELD = "held"
"""Suffix of the file that the server makes once it stands still in an answer."""

_TURN = re.compile(r"^\[(\d+)\] (?:[^:\n]*: )?(.*)$", re.MULTILINE)
_MAX_TEXT = 70


@dataclass(frozen=True)
class LanguageProcess:
    """The program, for a supervisor."""

    port: int
    hold: Path

    name = "language"
    stop_signal = signal.SIGTERM

    @classmethod
    def on_a_free_port(cls, hold: Path) -> "LanguageProcess":
        return cls(free_port(), hold)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def directory(self) -> Path:
        return Path(__file__).parent

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        return [sys.executable, str(Path(__file__)), str(self.port), str(self.hold)]

    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "01-core")}

    def is_healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/models", timeout=2, trust_env=False).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    @property
    def is_held(self) -> bool:
        """Return whether an answer is half written."""
        return self.hold.with_suffix(f".{HELD}").exists()

    def hold_answers(self) -> None:
        self.let_go()
        self.hold.touch()

    def let_go(self) -> None:
        for file in (self.hold, self.hold.with_suffix(f".{HELD}")):
            file.unlink(missing_ok=True)


def _reply(hold: Path) -> Any:
    def reply(request: Request) -> None:
        text = json.dumps(_made(_schema(request), _turns(request)))
        request._begin()
        _say(request, text[: len(text) // 2])
        while hold.exists():
            hold.with_suffix(f".{HELD}").touch()
            time.sleep(0.02)
        _say(request, text[len(text) // 2 :])
        request._send({"choices": [{"delta": {}, "finish_reason": "stop"}]})
        request.handler.wfile.write(b"data: [DONE]\n\n")

    return reply


def _say(request: Request, text: str) -> None:
    request._send({"choices": [{"delta": {"content": text}, "finish_reason": None}]})


def _schema(request: Request) -> dict[str, Any]:
    schema: dict[str, Any] = request.body["response_format"]["json_schema"]["schema"]
    return schema


def _turns(request: Request) -> dict[int, str]:
    return {int(number): text for number, text in _TURN.findall(request.prompt)}


def _made(schema: dict[str, Any], turns: dict[int, str]) -> Any:
    """Return what the schema asks for: lists of one entry, which says the first turn in its own words."""
    if "properties" in schema:
        return {name: _made(each, turns) for name, each in schema["properties"].items()}
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "array":
        return [_made(schema["items"], turns)]
    if schema.get("type") == "boolean":
        return True
    return next(iter(turns.values()), "Nothing.")[: min(_MAX_TEXT, schema.get("maxLength", _MAX_TEXT))]


def main() -> None:
    port, hold = int(sys.argv[1]), Path(sys.argv[2])
    with LanguageServer([_reply(hold)], port=port).running():
        signal.pause()


if __name__ == "__main__":
    main()
