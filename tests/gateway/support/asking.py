"""Somebody who asks: a client of the API, and a language model that says what a test wants."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx
from language_server import Reply, Request

from app.resources import Resources
from app.services.search.indexer import Indexer


def events_of(text: str) -> list[dict[str, Any]]:
    """Return the data of the server-sent events of an answer."""
    lines = (line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: "))
    return [json.loads(line) for line in lines]


def number_of(prompt: str, words: str) -> int:
    """Return the number of the turn that holds these words."""
    line = next(line for line in prompt.splitlines() if line.startswith("[") and words in line)
    return int(line[1 : line.index("]")])


def claims(*wanted: tuple[str, Sequence[str | int]], said: bool = True) -> Reply:
    """Return a reply of claims, each with words of the turns that it cites, or with their numbers."""

    def reply(request: Request) -> None:
        written = [
            {
                "text": text,
                "turns": [each if isinstance(each, int) else number_of(request.prompt, each) for each in cited],
            }
            for text, cited in wanted
        ]
        request.say(json.dumps({"said": said, "claims": written}, ensure_ascii=False))

    return reply


class Asker:
    """Somebody with an account."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources) -> None:
        self.client, self.headers, self.resources = client, headers, resources

    async def send(self, method: str, path: str, body: Any = None, *, expect: int | None = None) -> Any:
        answer = await self.client.request(method, f"/api/v1/{path}", json=body, headers=self.headers)
        assert answer.status_code == expect if expect else answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    async def add(self, text: str, title: str, language: str = "en", **fields: str) -> UUID:
        data = {"title": title, "language": language, **fields}
        files = {"transcript": ("t.txt", text)}
        answer = await self.client.post("/api/v1/imports", files=files, data=data, headers=self.headers)
        assert answer.status_code == 201, answer.text
        await self.index()
        return UUID(answer.json()["id"])

    async def index(self) -> None:
        await Indexer(self.resources).index_due()

    async def begin(self, **scope: Any) -> str:
        return str((await self.send("POST", "conversations", {"scope": scope}))["id"])

    async def ask(self, question: str, conversation: str | None = None, **scope: Any) -> list[dict[str, Any]]:
        """Return the events of an answer, in a new conversation if none is given."""
        conversation = conversation or await self.begin(**scope)
        path = f"/api/v1/conversations/{conversation}/questions"
        answer = await self.client.post(path, json={"question": question}, headers=self.headers, timeout=60)
        assert answer.status_code == 200, answer.text
        return events_of(answer.text)

    async def messages(self, conversation: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.send("GET", f"conversations/{conversation}"))["messages"]
        return found


def named(events: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [event for event in events if event["event"] == name]


def end_of(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the message that the stream ends with."""
    assert events[-1]["event"] == "done", events[-1]
    message: dict[str, Any] = events[-1]["message"]
    return message
