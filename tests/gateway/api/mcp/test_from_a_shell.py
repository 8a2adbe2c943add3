"""Questions from a shell and through `./manage.sh mcp`, against a real gateway."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from support.factories import PASSWORD, Factory
from support.waiting import wait_until

from app.models import TokenScope, User

ROOT = Path(__file__).parents[4]
PYTHON_PATH = os.pathsep.join([str(ROOT / "03-interface"), str(ROOT / "01-core"), str(ROOT)])
SAID = "[00:00:00] Katie: The budget was cut.\n[00:00:10] Steve: Good.\n"
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
async def key(server: str, headers: dict[str, str], factory: Factory, user: User) -> dict[str, str]:
    """Give the user two meetings, somebody else one, and return the environment with the user's key."""
    stranger = factory.headers(await factory.user(email="grace@example.org", name="Grace"))
    for title, date, sent in (
        ("Planning", "2024-10-01", headers),
        ("Review", "2024-11-02", headers),
        ("Of Grace", "2024-10-03", stranger),
    ):
        async with httpx.AsyncClient(base_url=f"{server}/api/v1", headers=sent, timeout=30) as client:
            data = {"title": title, "language": "en", "held_at": f"{date}T09:00:00Z"}
            made = await client.post("imports", files={"transcript": ("t.txt", SAID)}, data=data)
            assert made.status_code == 201, made.text

    async def are_found() -> bool:
        async with httpx.AsyncClient(base_url=f"{server}/api/v1", headers=headers) as client:
            return (await client.get("meetings", params={"q": "budget"})).json()["total"] == 2

    await wait_until(are_found)
    sent = await factory.key_headers(user, TokenScope.WRITE)
    return {"SCRIBE_CLI_TOKEN": sent["Authorization"].removeprefix("Bearer ")}


async def shell(environment: Mapping[str, str], *arguments: str) -> tuple[int, list[str]]:
    """Run the command line, and return its exit code and what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli", *arguments,
        env=os.environ | {"PYTHONPATH": PYTHON_PATH} | environment,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode().splitlines()


@asynccontextmanager
async def assistant(server: str, environment: Mapping[str, str]) -> AsyncIterator[Client]:
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "cli", "mcp", "--url", server],
        env={"PYTHONPATH": PYTHON_PATH, **environment},
    )
    async with Client(stdio_client(program)) as client:
        yield client


async def test_a_shell_counts_in_both_languages(server: str, key: dict[str, str]) -> None:
    (code, english), (_, french), (_, none) = await asyncio.gather(
        shell(key, "ask", "How many meetings with Katie in October 2024?", "--url", server),
        shell(key, "ask", "Combien de réunions parlent du budget ?", "--url", server),
        shell(key, "ask", "How many meetings?", "--before", "2020-01-01", "--url", server),
    )

    assert code == 0
    assert english[0] == "1 meeting with Katie."
    assert [line for line in english if not line.startswith(" ")][1:] == ["Planning (1 October 2024)"]
    assert french[0] == f"2 réunions mentionnent «{SPACE}budget{SPACE}»."
    assert none[0] == "No meeting."
    assert not any("Grace" in line for line in (*english, *french, *none))


async def test_an_assistant_on_this_machine_counts_with_a_key(server: str, key: dict[str, str]) -> None:
    async with assistant(server, key) as client:
        answers = [
            (await client.call_tool("ask", {"question": question})).structured_content
            for question in ("Which meetings in October 2024?", "Combien de temps Katie a-t-elle parlé ?")
        ]

    listed, spoken = [[claim["text"] for claim in (answer or {})["claims"]] for answer in answers]
    assert listed == ["1 meeting.", "Planning (1 October 2024)"]
    assert spoken[0].startswith("Katie parle pendant ")
    assert spoken[0].endswith(" dans 2 réunions.")


async def test_an_assistant_signs_in_with_a_password(server: str, factory: Factory) -> None:
    await factory.user(email="new@example.org", name="New")

    async with assistant(server, {"SCRIBE_CLI_EMAIL": "new@example.org", "SCRIBE_CLI_PASSWORD": PASSWORD}) as client:
        answer = await client.call_tool("list_meetings", {})

    assert (answer.structured_content or {})["total"] == 0


async def test_without_an_account_there_is_no_assistant(server: str) -> None:
    assert await shell({}, "mcp", "--url", server) == (2, [])
