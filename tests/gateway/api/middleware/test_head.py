"""HEAD, wherever GET is answered."""

import asyncio

import httpx
import pytest
from support.factories import Factory

from app.models import User
from scribe_contracts.events import MeetingStatus


@pytest.mark.parametrize("path", ["/health/live", "/docs", "/openapi.json", "/api/v1/meetings", "/api/v1/auth/me"])
async def test_head_has_the_status_and_headers_of_get(
    client: httpx.AsyncClient, headers: dict[str, str], path: str
) -> None:
    full, head = await client.get(path, headers=headers), await client.head(path, headers=headers)
    assert head.status_code == full.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Type"] == full.headers["Content-Type"]
    assert head.headers["Content-Length"] == str(len(full.content))


async def test_head_has_the_errors_of_get(client: httpx.AsyncClient) -> None:
    assert (await client.head("/api/v1/meetings")).status_code == 401
    assert (await client.head("/api/v1/nothing")).status_code == 404
    assert (await client.head("/api/v1/auth/login")).status_code == 405


async def test_head_of_a_stream_ends(
    client: httpx.AsyncClient, factory: Factory, user: User, headers: dict[str, str]
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.QUEUED)
    answer = await asyncio.wait_for(client.head(f"/api/v1/meetings/{meeting.id}/events", headers=headers), timeout=20)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
