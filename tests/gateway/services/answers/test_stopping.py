"""Answers that are stopped, and parts of the product that go away in the middle of one."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from language_server import LanguageServer, Request
from support.asking import Asker, claims, end_of, events_of, named, number_of
from support.embeddings import Embeddings
from support.waiting import wait_until

from app.resources import Resources
from app.services.answers.running import Lease

BUDGET = "[00:00:10] Katie: The budget was cut to 40,000 euros.\n[00:00:20] Steve: Then we keep project Delta.\n"


class SlowModel:
    """Writes one claim, and goes on until its client has closed the request or it is told to end."""

    def __init__(self) -> None:
        self.has_begun, self.was_closed, self.may_end = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, request: Request) -> None:
        number = number_of(request.prompt, "budget was cut")
        claim = {"text": "The budget was cut to 40,000 euros.", "turns": [number]}
        request._begin()
        self._say(request, '{"said": true, "claims": [' + json.dumps(claim) + ', {"text": "')
        self.has_begun.set()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not self.may_end.wait(0.02):
            try:
                self._say(request, "x")
            except OSError:
                self.was_closed.set()
                return

    def _say(self, request: Request, text: str) -> None:
        request._send({"choices": [{"delta": {"content": text}, "finish_reason": None}]})


@pytest.fixture
def slow(model: LanguageServer) -> SlowModel:
    slow = SlowModel()
    model.replies = [slow]
    return slow


@pytest.fixture
async def live(server: str, headers: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    """Return a client of a gateway that streams."""
    async with httpx.AsyncClient(base_url=server, headers=headers, timeout=60) as client:
        yield client


async def begin(live: httpx.AsyncClient) -> str:
    files = {"transcript": ("t.txt", BUDGET)}
    made = await live.post("/api/v1/imports", files=files, data={"title": "Planning", "language": "en"})
    assert made.status_code == 201

    async def is_found() -> bool:
        found = await live.get("/api/v1/search", params={"q": "budget"})
        return bool(found.json()["items"])

    await wait_until(is_found)
    return str((await live.post("/api/v1/conversations", json={"scope": {}})).json()["id"])


async def ask(live: httpx.AsyncClient, conversation: str) -> list[dict[str, Any]]:
    path = f"/api/v1/conversations/{conversation}/questions"
    return events_of((await live.post(path, json={"question": "What was decided about the budget?"})).text)


async def last_message(live: httpx.AsyncClient, conversation: str) -> dict[str, Any]:
    message: dict[str, Any] = (await live.get(f"/api/v1/conversations/{conversation}")).json()["messages"][-1]
    return message


async def test_an_answer_is_stopped_and_what_was_written_stays(live: httpx.AsyncClient, slow: SlowModel) -> None:
    conversation = await begin(live)
    answer = asyncio.create_task(ask(live, conversation))
    await wait_until(slow.has_begun.is_set)
    assert (await last_message(live, conversation))["outcome"] is None
    second = await live.post(f"/api/v1/conversations/{conversation}/questions", json={"question": "And?"})
    assert (second.status_code, second.json()["code"]) == (409, "question_running")

    assert (await live.post(f"/api/v1/conversations/{conversation}/stop")).status_code == 202

    message = end_of(await answer)
    assert (message["outcome"], len(message["claims"])) == ("stopped", 1)
    await wait_until(slow.was_closed.is_set)
    assert await last_message(live, conversation) == message
    again = await live.post(f"/api/v1/conversations/{conversation}/stop")
    assert (again.status_code, again.json()["code"]) == (409, "nothing_running")


async def test_closing_the_stream_stops_the_answer(live: httpx.AsyncClient, slow: SlowModel) -> None:
    conversation = await begin(live)
    path = f"/api/v1/conversations/{conversation}/questions"
    async with live.stream("POST", path, json={"question": "What was decided about the budget?"}) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("event: claim"):
                break

    await wait_until(slow.was_closed.is_set)

    async def has_stopped() -> bool:
        return bool((await last_message(live, conversation))["outcome"] == "stopped")

    await wait_until(has_stopped)


async def test_a_language_server_that_goes_away_is_named_and_the_next_question_works(
    live: httpx.AsyncClient, model: LanguageServer, slow: SlowModel
) -> None:
    conversation = await begin(live)
    answer = asyncio.create_task(ask(live, conversation))
    await wait_until(slow.has_begun.is_set)

    slow.may_end.set()

    events = await answer
    assert [event["event"] for event in events[-2:]] == ["claim", "error"]
    assert events[-1]["code"] == "language_unavailable"
    message = await last_message(live, conversation)
    assert (message["outcome"], message["failure"], len(message["claims"])) == ("failed", "language_unavailable", 1)

    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was"]))]
    assert end_of(await ask(live, conversation))["outcome"] == "answered"


async def test_a_language_server_that_is_down_is_named_beside_the_passages(ada: Asker, resources: Resources) -> None:
    await ada.add(BUDGET, "Planning")
    resources.settings.language_url = "http://127.0.0.1:9/v1"

    events = await ada.ask("What was decided about the budget?")

    assert named(events, "passages")[0]["items"]
    assert (events[-1]["event"], events[-1]["code"]) == ("error", "language_unavailable")


async def test_a_search_that_fails_is_no_answer_of_nothing_found(
    ada: Asker, embeddings: Embeddings, model: LanguageServer
) -> None:
    await ada.add(BUDGET, "Planning")
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was"]))]
    conversation = await ada.begin()
    embeddings.is_down = True

    events = await ada.ask("What was decided about the budget?", conversation)

    assert (events[-1]["event"], events[-1]["code"]) == ("error", "meaning_unavailable")
    message = (await ada.messages(conversation))[0]
    assert (message["outcome"], message["failure"]) == ("failed", "meaning_unavailable")
    embeddings.is_down = False
    assert end_of(await ada.ask("What was decided about the budget?", conversation))["outcome"] == "answered"


async def test_a_store_of_vectors_that_goes_away_is_named(
    ada: Asker, resources: Resources, model: LanguageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ada.add(BUDGET, "Planning")
    assert resources.meaning is not None
    await asyncio.get_running_loop().run_in_executor(resources.meaning.store._threads, lambda: None)
    settings = resources.settings
    await ada.ask("Who attended?")
    client = resources.meaning.store._client
    assert client is not None
    client.close()
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was"]))]

    events = await ada.ask("What was decided about the budget?")

    assert (events[-1]["event"], events[-1]["code"]) == ("error", "meaning_unavailable")
    resources.meaning.store._client = None
    assert settings.qdrant_path is not None
    assert end_of(await ada.ask("What was decided about the budget?"))["outcome"] == "answered"


async def test_an_answer_whose_gateway_was_killed_has_failed(ada: Asker, resources: Resources) -> None:
    """A row without an end, and no gateway that keeps its lease."""
    from uuid import UUID

    from app.models import Question

    conversation = await ada.begin()
    async with resources.database.transaction() as session:
        session.add(Question(conversation_id=UUID(conversation), text="What?", language="en"))

    (message,) = await ada.messages(conversation)

    assert (message["outcome"], message["failure"]) == ("failed", "interrupted")


async def test_who_has_read_the_end_of_an_answer_may_ask_again_at_once(
    ada: Asker, model: LanguageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = Lease.release

    async def release_late(lease: Lease) -> None:
        await asyncio.sleep(0.2)
        await release(lease)

    monkeypatch.setattr(Lease, "release", release_late)
    await ada.add(BUDGET, "Planning")
    conversation = await ada.begin()
    model.replies = [claims(("The budget was cut.", ["budget was cut"]))] * 2
    for _ in range(2):
        end_of(await ada.ask("What about the budget?", conversation))
