"""Search by meaning: what is found, by whom, and what is left after edits, shares and deletions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from support.embeddings import KEY, Embeddings, run_embeddings
from support.factories import Factory
from support.waiting import wait_until

from app.core.config import Settings
from app.core.meaning.meaning import Meaning, open_meaning
from app.main import create_app
from app.models import User
from app.resources import Resources
from app.services.search.indexer import Indexer
from scribe_contracts.retrieval.terms import query_vector

BUDGET = "[00:00:10] Katie: The budget was cut by half.\n[00:01:10] Steve: We buy no car this year.\n"
HOLIDAYS = "[00:00:05] Ana: Everybody is away in August.\n[00:00:20] Bo: Then we meet in September.\n"


@pytest.fixture
def embeddings() -> Iterator[Embeddings]:
    with run_embeddings() as service:
        yield service


@pytest.fixture
def settings(settings: Settings, embeddings: Embeddings, tmp_path: Path) -> Settings:
    settings.embeddings_url = embeddings.url
    settings.embeddings_key = SecretStr(KEY)
    settings.qdrant_path = tmp_path / "vectors"
    return settings


@pytest.fixture
def meaning(resources: Resources) -> Meaning:
    assert resources.meaning is not None
    return resources.meaning


class Person:
    """Somebody with an account, as a client of the API."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources) -> None:
        self._client, self._headers, self._resources = client, headers, resources

    async def ask(self, question: str, **more: Any) -> httpx.Response:
        params = {"q": question, **more}
        return await self._client.get("/api/v1/search", params=params, headers=self._headers)

    async def found(self, question: str, **more: Any) -> list[tuple[str, str, float]]:
        """Return title, best sentence and second of each passage."""
        answer = await self.ask(question, **more)
        assert answer.status_code == 200, answer.text
        return [(item["title"], item["best"]["text"], item["best"]["start"]) for item in answer.json()["items"]]

    async def add(self, text: str, title: str) -> UUID:
        files = {"transcript": ("t.txt", text)}
        data = {"title": title, "language": "en"}
        answer = await self._client.post("/api/v1/imports", files=files, data=data, headers=self._headers)
        assert answer.status_code == 201, answer.text
        await self.index()
        return UUID(answer.json()["id"])

    async def index(self) -> None:
        await Indexer(self._resources).index_due()

    async def send(self, method: str, path: str, body: Any = None) -> None:
        answer = await self._client.request(method, f"/api/v1/meetings/{path}", json=body, headers=self._headers)
        assert answer.status_code < 300, answer.text

    async def listed(self, words: str) -> int:
        answer = await self._client.get("/api/v1/meetings", params={"q": words}, headers=self._headers)
        return int(answer.json()["total"])


@pytest.fixture
async def other_user(factory: Factory) -> User:
    return await factory.user(email="grace@example.org")


@pytest.fixture
def ada(client: httpx.AsyncClient, headers: dict[str, str], resources: Resources) -> Person:
    return Person(client, headers, resources)


@pytest.fixture
def grace(client: httpx.AsyncClient, factory: Factory, other_user: User, resources: Resources) -> Person:
    return Person(client, factory.headers(other_user), resources)


async def test_a_question_finds_the_sentence_and_its_second(ada: Person, embeddings: Embeddings) -> None:
    await ada.add(BUDGET, "Planning")
    await ada.add(HOLIDAYS, "Summer")

    assert (await ada.found("How much money was cut?"))[0] == ("Planning", "The budget was cut by half.", 10.0)
    answer = (await ada.ask("September", size=1)).json()
    assert [item["kind"] for item in answer["items"]] == ["both"]
    assert [line["text"] for line in answer["items"][0]["lines"]] == [
        "Everybody is away in August.",
        "Then we meet in September.",
    ]
    assert answer["waiting"] == 0
    assert any(text.startswith("passage: Planning (20") and "Katie: The budget" in text for text in embeddings.texts)
    assert "query: September" in embeddings.texts


async def test_alike_meetings_of_two_users_stay_apart(ada: Person, grace: Person, other_user: User) -> None:
    mine = await ada.add(BUDGET, "Of Ada")
    assert await grace.found("budget") == []
    await grace.add(BUDGET, "Of Grace")

    assert {title for title, *_ in await ada.found("budget")} == {"Of Ada"}
    assert {title for title, *_ in await grace.found("budget")} == {"Of Grace"}
    assert await grace.found("budget", meeting_id=str(mine)) == []
    assert await grace.found("budget", owner="others") == []

    await ada.send("POST", f"{mine}/shares", {"email": "grace@example.org"})
    assert {title for title, *_ in await grace.found("budget")} == {"Of Ada", "Of Grace"}
    assert {title for title, *_ in await grace.found("budget", owner="others")} == {"Of Ada"}

    await ada.send("DELETE", f"{mine}/shares/{other_user.id}")
    assert {title for title, *_ in await grace.found("budget", size=50)} == {"Of Grace"}


async def test_the_store_searches_only_what_it_is_given(ada: Person, grace: Person, meaning: Meaning) -> None:
    mine, other = await ada.add(BUDGET, "Of Ada"), await grace.add(BUDGET, "Of Grace")
    dense, sparse = await meaning.embedder.query("budget"), query_vector("budget", ["en"])

    for scope, expected in (([], set()), ([uuid4()], set()), ([mine], {mine}), ([mine, other], {mine, other})):
        rankings = await meaning.store.search(dense, sparse, scope, 50)
        assert [{hit.place.meeting_id for hit in ranking} for ranking in rankings] == [expected, expected]


async def test_an_edit_and_a_new_title_act_on_the_next_question(ada: Person, embeddings: Embeddings) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    edit = {"kind": "edit", "segments": [0], "text": "The budget was doubled."}

    await ada.send("POST", f"{meeting}/revisions", {"base": 0, "edit_id": str(uuid4()), "operation": edit})
    before_indexing = await ada.found("budget")
    await ada.index()

    assert ("Planning", "The budget was cut by half.", 10.0) not in before_indexing
    assert (await ada.found("budget"))[0] == ("Planning", "The budget was doubled.", 10.0)

    await ada.send("PATCH", f"{meeting}", {"title": "Finances"})
    await ada.index()
    assert (await ada.found("budget"))[0][0] == "Finances"
    assert any(text.startswith("passage: Finances (") for text in embeddings.texts)


async def test_deletion_leaves_no_vector(ada: Person, meaning: Meaning) -> None:
    kept, deleted = await ada.add(BUDGET, "Kept"), await ada.add(HOLIDAYS, "Deleted")
    assert {hit.place.meeting_id for hit in await meaning.store.scan()} == {kept, deleted}

    await ada.send("DELETE", str(deleted))

    assert {hit.place.meeting_id for hit in await meaning.store.scan()} == {kept}
    assert {title for title, *_ in await ada.found("August", size=50)} == {"Kept"}


async def test_only_one_speaker_and_one_period_are_searched(ada: Person) -> None:
    await ada.add(BUDGET, "Planning")

    assert await ada.found("budget", speaker="Steve") == [("Planning", "We buy no car this year.", 70.0)]
    assert await ada.found("budget", speaker="Ana") == []
    assert await ada.found("budget", before="2020-01-01T00:00:00Z") == []


async def test_while_embeddings_are_away_full_text_works_and_says_so(
    ada: Person, embeddings: Embeddings, meaning: Meaning
) -> None:
    await ada.add(HOLIDAYS, "Summer")
    embeddings.is_down = True
    await ada.add(BUDGET, "Planning")

    refused = await ada.ask("budget")

    assert (refused.status_code, refused.json()["code"]) == (503, "meaning_unavailable")
    assert await ada.listed("budget") == 1
    embeddings.is_down = False
    answer = (await ada.ask("September")).json()
    assert (answer["waiting"], {item["title"] for item in answer["items"]}) == (1, {"Summer"})
    await ada.index()
    assert (await ada.found("budget"))[0][0] == "Planning"


async def test_another_model_makes_every_vector_anew(
    ada: Person, settings: Settings, embeddings: Embeddings, resources: Resources, meaning: Meaning
) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    await meaning.close()
    embeddings.size, settings.embeddings_model = 64, "another"
    changed = open_meaning(settings)
    assert changed is not None

    await Indexer(replace(resources, meaning=changed)).index_due()

    assert [hit.place.meeting_id for hit in await changed.store.scan()] == [meeting]
    await changed.close()


async def test_without_services_it_is_off(settings: Settings, headers: dict[str, str]) -> None:
    settings.embeddings_url = None
    app: FastAPI = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://scribe.test") as client:
            answer = await client.get("/api/v1/search", params={"q": "budget"}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "meaning_off")


async def test_the_background_describes_what_is_imported(ada: Person, client: httpx.AsyncClient) -> None:
    files = {"transcript": ("t.txt", BUDGET)}
    await client.post("/api/v1/imports", files=files, headers=ada._headers)

    async def is_found() -> bool:
        return bool(await ada.found("budget"))

    await wait_until(is_found)
