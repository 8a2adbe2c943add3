"""Every way of asking for a meeting, by somebody in a group that it is shared with, and once they are not in it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from language_server import LanguageServer
from support.asking import Asker, claims
from support.factories import Factory

from app.models import TokenScope, User

OF_ADA = "[00:00:10] Katie: The budget of Ada was cut to 41,000 euros.\n[00:00:20] Steve: Nobody mentions marmalade.\n"
OF_GRACE = "[00:00:10] Katie: The budget of Grace was cut to 73,000 euros.\n[00:00:20] Steve: Nobody mentions plums.\n"
SECRETS = ("Of Ada", "41,000", "mentions marmalade.", "budget of Ada", "of Ada’s", "told to Ada", '"text":"marmalade')
TOOLS: dict[str, dict[str, Any]] = {
    "search": {"query": "budget cut"},
    "list_meetings": {},
    "read_transcript": {},
    "ask": {"question": "What was decided about the budget?"},
}


class Ways:
    """Ask for one meeting in all ways, as Grace."""

    def __init__(self, grace: Asker, keys: dict[str, str], meeting: UUID, tag: UUID, model: LanguageServer) -> None:
        self.grace, self.keys, self.meeting, self.tag, self.model = grace, keys, meeting, tag, model

    async def tell(self, *, cited: str = "budget of Grace") -> dict[str, str]:
        """Return what each way tells; the language model cites the turn with these words."""
        meeting = f"/api/v1/meetings/{self.meeting}"
        reads = {
            "meeting": meeting,
            "list": "/api/v1/meetings",
            "list of others": "/api/v1/meetings?owner=others",
            "words": "/api/v1/meetings?q=marmalade",
            "speaker": "/api/v1/meetings?speaker=Katie",
            "by tag": f"/api/v1/meetings?tags={self.tag}",
            "meaning": "/api/v1/search?q=how+much+money+was+cut",
            "matches": f"{meeting}/matches?q=marmalade",
            "transcript": f"{meeting}/transcript",
            "revision": f"{meeting}/revisions/0",
            "comments": f"{meeting}/comments",
            "export": f"{meeting}/export/txt",
            "bundle": f"/api/v1/exports/txt?meetings={self.meeting}",
            "events": f"{meeting}/events",
            "tags": "/api/v1/tags",
        }
        told = {name: (await self._get(path)).text for name, path in reads.items() if name != "bundle"}
        # A bundle is compressed: that there is one says enough.
        told["bundle"] = "Of Ada" if (await self._get(reads["bundle"])).is_success else ""
        self.model.replies = [claims(("The budget was cut.", [cited]))]
        for question in ("What was decided about the budget?", "Which meetings mention marmalade?", "Who attended?"):
            told[question] = str(await self.grace.ask(question))
        for tool, arguments in TOOLS.items():
            told[f"tool {tool}"] = await self._call(tool, arguments)
        told["prompts"] = str(self.model.requests)
        self.model.requests.clear()
        return told

    async def _get(self, path: str) -> httpx.Response:
        return await self.grace.client.get(path, headers=self.grace.headers)

    async def _call(self, tool: str, arguments: dict[str, Any]) -> str:
        given = arguments | ({"meeting_id": str(self.meeting)} if tool == "read_transcript" else {})
        answer = await self.grace.client.post(
            "/api/mcp",
            json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": given}},
            headers=self.keys | {"Accept": "application/json, text/event-stream"},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        return answer.text


def leaking(told: dict[str, str]) -> set[str]:
    return {name for name, text in told.items() if any(secret in text for secret in SECRETS)}


@pytest.mark.parametrize("end", ["leave", "unshare", "delete group"])
async def test_a_group_opens_a_meeting_in_all_ways_and_closes_it_in_all(  # noqa: PLR0917 - fixtures
    ada: Asker,
    grace: Asker,
    user: User,
    other_user: User,
    admin: User,
    factory: Factory,
    model: LanguageServer,
    end: str,
) -> None:
    meeting = await ada.add(OF_ADA, "Of Ada")
    await grace.add(OF_GRACE, "Of Grace")
    tag = await ada.send("POST", "tags", {"name": "of Ada’s", "shared": True})
    await ada.send("PUT", f"meetings/{meeting}/tags/{tag['id']}")
    said = {"start": 10, "end": 20, "segments": [0], "text": "told to Ada"}
    await ada.send("POST", f"meetings/{meeting}/comments", said)
    keys = await factory.key_headers(other_user, TokenScope.MCP)
    ways = Ways(grace, keys, meeting, UUID(tag["id"]), model)
    # Both are in this one, with which nothing is shared.
    await factory.group(user, other_user)
    group = await factory.group(user, other_user, name="Finance")
    path = f"meetings/{meeting}/shares/groups/{group.id}"
    assert leaking(await ways.tell()) == set()

    await ada.send("PUT", path, {"permission": "read"})
    told = await ways.tell(cited="budget of Ada")
    assert set(told) - leaking(told) == set(), told

    administrator = Asker(ada.client, factory.headers(admin), ada.resources)
    endings: dict[str, Callable[[], Awaitable[Any]]] = {
        "leave": lambda: administrator.send("DELETE", f"admin/groups/{group.id}/members/{other_user.id}"),
        "unshare": lambda: ada.send("DELETE", path),
        "delete group": lambda: administrator.send("DELETE", f"admin/groups/{group.id}"),
    }
    await endings[end]()
    assert leaking(await ways.tell()) == set()
    assert await ada.send("GET", f"meetings/{meeting}")
