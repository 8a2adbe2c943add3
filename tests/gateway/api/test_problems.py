"""Every error is a problem document, and every answer names its request."""

import httpx
import pytest
from fastapi import FastAPI


async def test_an_unknown_path(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "not_found"
    assert problem["status"] == 404
    assert problem["instance"] == "/nowhere"
    assert problem["request_id"] == answer.headers["X-Request-ID"]


async def test_a_wrong_method_says_which_are_right(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/health/live")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"
    assert "GET" in answer.headers["Allow"]


async def test_a_crash_hides_its_cause(app: FastAPI, client: httpx.AsyncClient) -> None:
    @app.get("/crash")
    async def crash() -> None:
        raise RuntimeError("the secret cause")

    answer = await client.get("/crash")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "internal"
    assert "secret" not in answer.text


@pytest.mark.parametrize(("given", "kept"), [("abc-123", True), ("a b", False), ("x" * 65, False), ("", False)])
async def test_a_request_id_is_kept_where_it_is_sane(client: httpx.AsyncClient, given: str, kept: bool) -> None:
    answer = await client.get("/health/live", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is kept
    assert answer.headers["X-Request-ID"]


async def test_text_that_cannot_be_stored_is_the_clients_fault(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    """PostgreSQL has no NUL, neither in text nor in JSON."""
    account = {"email": "a@example.org", "password": "a good password", "name": "x\0y"}
    recording = {"file": ("a.wav", b"RIFF0000WAVEfmt ", "audio/wav")}
    answers = [
        await client.post("/api/v1/auth/register", json=account),
        await client.post("/api/v1/auth/login", data={"username": "a\0@example.org", "password": "p"}),
        await client.post("/api/v1/process", headers=headers, data={"title": "x\0y"}, files=recording),
        await client.post("/api/v1/process", headers=headers, data={"hotwords": "x\0y"}, files=recording),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(422, "invalid")] * 4
