"""No route reads a body without bounds, whoever sends it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.api.middleware import lingering
from app.api.middleware.body_limit import MAX_BODY_BYTES, MAX_EDIT_BYTES, BodyLimitMiddleware, body_limit

FORM = "multipart/form-data; boundary=b"
FORM_HEAD = b'--b\r\nContent-Disposition: form-data; name="username"; filename="a"\r\n\r\n'


class EndlessBody:
    """Sends pieces until nobody takes them, or 64 MiB are sent."""

    def __init__(self, head: bytes = b'"') -> None:
        self.head = head
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.head
        while self.sent < 64 * 2**20:
            self.sent += 2**16
            yield b"x" * 2**16


@pytest.mark.parametrize(
    ("path", "content_type", "head"),
    [
        ("/api/v1/auth/refresh", "application/json", b'{"refresh_token": "'),
        ("/api/v1/auth/register", "application/json", b'{"name": "'),
        ("/api/v1/auth/login", "application/x-www-form-urlencoded", b"username="),
        ("/api/v1/auth/login", FORM, FORM_HEAD),
        ("/api/v1/auth/logout", "application/json", b'"'),
        ("/nowhere", "application/json", b'"'),
    ],
)
async def test_a_body_without_end_is_refused_before_anybody_signs_in(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, path: str, content_type: str, head: bytes
) -> None:
    monkeypatch.setattr(lingering, "_MAX_LINGER_SECONDS", 0.5)
    body = EndlessBody(head)

    answer = await client.post(path, content=body, headers={"Content-Type": content_type})

    # The transport of the test hands over what is left, as a server does that lingers: nothing of it is kept.
    assert answer.status_code in {404, 413}
    if answer.status_code == 413:
        assert answer.json()["code"] == "too_large"


async def test_a_body_that_says_it_is_too_large_is_not_read(client: httpx.AsyncClient) -> None:
    headers = {"Content-Length": str(300 * 2**20), "Expect": "100-continue", "Content-Type": "application/json"}
    body = EndlessBody()

    answer = await client.post("/api/v1/auth/refresh", content=body, headers=headers)

    assert answer.status_code == 413
    assert body.sent == 0


async def test_a_body_at_the_limit_is_read(client: httpx.AsyncClient) -> None:
    text = "x" * (MAX_BODY_BYTES - len('{"refresh_token": ""}'))

    answer = await client.post("/api/v1/auth/refresh", json={"refresh_token": text})
    larger = await client.post("/api/v1/auth/refresh", json={"refresh_token": text + "xx"})

    assert answer.json()["code"] == "invalid_refresh_token"
    assert larger.json()["code"] == "too_large"


def test_every_route_has_a_limit_but_those_that_stream(app: FastAPI) -> None:
    unlimited = {
        f"{method} {context.path_format}"
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute)
        for method in context.methods or ()
        if body_limit(method, context.path_format) is None
    }

    assert unlimited == {
        "POST /api/v1/imports",
        "POST /api/v1/process",
        "POST /api/v1/voices",
        "POST /api/v1/voices/{voice_id}/samples",
        "PUT /api/v1/uploads/{upload_id}/parts/{number}",
    }
    assert body_limit("POST", "/api/v1/meetings/1/revisions") == MAX_EDIT_BYTES


async def test_a_body_that_stops_half_way_is_given_up(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BodyLimitMiddleware, "max_body_seconds", 0.1)
    sent = 0

    async def dripping() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'{"refresh_token": "'
        while sent < 500:
            sent += 1
            yield b"x"
            await asyncio.sleep(0.02)

    headers = {"Content-Type": "application/json"}
    answer = await client.post("/api/v1/auth/refresh", content=dripping(), headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (408, "too_slow")
    assert sent < 50
