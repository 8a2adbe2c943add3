"""The tools for other programs, called with the protocol's own client."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from language_server import LanguageServer
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from support.asking import claims
from support.audit.reader import AuditReader
from support.factories import Factory
from support.waiting import wait_until

from app.core.config import Settings
from app.models import TokenScope, User

BACKEND = Path(__file__).parents[4] / "03-interface/backend"
BUDGET = "[00:00:10] Katie: The budget was cut to 40,000 euros.\n[00:00:20] Steve: Then we keep project Delta.\n"
TOOLS = {"search", "list_meetings", "read_transcript", "read_minutes", "ask"}


@pytest.fixture
def model() -> Iterator[LanguageServer]:
    with LanguageServer([claims(("The budget was cut to 40,000 euros.", ["budget was"]))]).running() as server:
        yield server


@pytest.fixture
def settings(settings: Settings, model: LanguageServer) -> Settings:
    settings.language_url = model.url
    return settings


@asynccontextmanager
async def over_http(server: str, headers: dict[str, str]) -> AsyncIterator[Client]:
    http = httpx2.AsyncClient(headers=headers, timeout=60)
    async with http, Client(streamable_http_client(f"{server}/api/mcp", http_client=http)) as client:
        yield client


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    return answer.structured_content


async def refusal(client: Client, tool: str, **arguments: Any) -> str:
    answer = await client.call_tool(tool, arguments)
    assert answer.is_error
    return str(answer.content)


async def add(server: str, headers: dict[str, str], title: str) -> str:
    async with httpx.AsyncClient(base_url=f"{server}/api/v1", headers=headers, timeout=30) as client:
        files = {"transcript": ("t.txt", BUDGET)}
        made = await client.post("imports", files=files, data={"title": title, "language": "en"})

        async def is_found() -> bool:
            return bool((await client.get("meetings", params={"q": "budget"})).json()["total"])

        await wait_until(is_found)
        return str(made.json()["id"])


async def check(client: Client, meeting: str) -> None:
    tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    listed = await call(client, "list_meetings")
    assert [each["title"] for each in listed["meetings"]] == ["Of Ada"]
    found = await call(client, "search", query="budget")
    assert found["passages"][0]["lines"] == ["[10.0] Katie: The budget was cut to 40,000 euros."]
    read = await call(client, "read_transcript", meeting_id=meeting, start=15)
    assert (read["transcript"], read["next_start"]) == ("[20.0] Steve: Then we keep project Delta.", None)
    answer = await call(client, "ask", question="What about the budget?")
    assert [(claim["text"], claim["checked"]) for claim in answer["claims"]] == [
        ("The budget was cut to 40,000 euros.", True)
    ]
    counted = await call(client, "ask", question="Who attended?", conversation_id=answer["conversation_id"])
    assert counted["outcome"] == "counted"
    assert "no minutes" in await refusal(client, "read_minutes", meeting_id=meeting)


async def test_the_tools_over_http_have_the_rights_of_their_caller(
    server: str, headers: dict[str, str], factory: Factory
) -> None:
    other: User = await factory.user()
    meeting = await add(server, headers, "Of Ada")
    async with over_http(server, headers) as client:
        await check(client, meeting)
    async with over_http(server, factory.headers(other)) as client:
        assert (await call(client, "list_meetings"))["total"] == 0
        assert (await call(client, "search", query="budget"))["passages"] == []
        assert (await call(client, "ask", question="What about the budget?"))["outcome"] == "nothing_found"
        for tool in ("read_transcript", "read_minutes"):
            assert "not_found" in await refusal(client, tool, meeting_id=meeting)
        assert "not_found" in await refusal(client, "ask", question="What?", meeting_id=meeting)


async def test_a_token_of_its_own_gives_an_assistant_the_tools(server: str, headers: dict[str, str]) -> None:
    meeting = await add(server, headers, "Of Ada")
    async with httpx.AsyncClient(base_url=f"{server}/api/v1/auth", headers=headers) as client:
        made = (await client.post("tokens", json={"name": "Assistant"})).json()

    async with over_http(server, {"Authorization": f"Bearer {made['token']}"}) as assistant:
        await check(assistant, meeting)


async def test_what_an_assistant_reads_is_told_with_its_key_and_address(
    server: str, headers: dict[str, str], factory: Factory, admin: User, user: User
) -> None:
    meeting = await add(server, headers, "Of Ada")
    key = await factory.key_headers(user, TokenScope.MCP)
    forged = {"X-Forwarded-For": "192.0.2.7", "X-Scribe-Client": "198.51.100.1", "X-Request-ID": "assistant-1"}
    async with over_http(server, key | forged) as assistant:
        await call(assistant, "read_transcript", meeting_id=meeting)
    async with httpx.AsyncClient(base_url=server) as client:
        [line] = await AuditReader(client, factory.headers(admin)).wait("transcript_read")
    assert (line["via"], line["actor_id"], line["meeting_id"]) == ("key", str(user.id), meeting)
    assert (line["address"], line["request_id"]) == ("192.0.2.7", "assistant-1")


async def test_without_a_token_nothing_is_answered(server: str, headers: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=server) as client:
        for sent in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": headers["Authorization"]}):
            answer = await client.post("/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers=sent)
            assert answer.status_code == 401


async def test_the_tools_over_standard_input_and_output(server: str, headers: dict[str, str]) -> None:
    meeting = await add(server, headers, "Of Ada")
    environment = {
        "SCRIBE_CLI_TOKEN": headers["Authorization"].removeprefix("Bearer "),
        "PYTHONPATH": os.pathsep.join([str(BACKEND), *sys.path]),
    }
    program = StdioServerParameters(command=sys.executable, args=["-m", "app.mcp", server], env=environment)
    async with Client(stdio_client(program)) as client:
        await check(client, meeting)
