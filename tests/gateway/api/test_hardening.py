"""Headers of all answers, labels of metrics, and characters in names."""

import httpx
import pytest
from support.factories import Factory

from app.api.cookies import ACCESS_COOKIE
from app.core.text import has_hidden_characters
from app.models import User


async def test_answers_are_not_sniffed_and_not_stored(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for path in ("/api/v1/meetings", "/api/v1/auth/me", "/api/v1/nothing"):
        answer = await client.get(path, headers=headers)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


async def test_invented_methods_are_one_label(client: httpx.AsyncClient) -> None:
    for number in range(3):
        await client.request(f"INVENTED{number}", "/api/v1/meetings")
    metrics = (await client.get("/metrics")).text
    assert "INVENTED" not in metrics
    assert 'method="other"' in metrics


@pytest.mark.parametrize("hidden", [0x200B, 0x200E, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0x85, 0xAD])
async def test_hidden_characters_in_titles_and_names_are_refused(
    client: httpx.AsyncClient, factory: Factory, user: User, headers: dict[str, str], hidden: int
) -> None:
    meeting = await factory.meeting(user)
    for path, field in ((f"/api/v1/meetings/{meeting.id}", "title"), ("/api/v1/auth/me", "name")):
        answer = await client.patch(path, json={field: f"a{chr(hidden)}b"}, headers=headers)
        assert answer.status_code == 422


def test_joiners_inside_words_are_kept() -> None:
    assert not has_hidden_characters("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
    assert not has_hidden_characters("\U0001f469\u200d\U0001f4bb")
    assert has_hidden_characters("\u200dAda")
    assert has_hidden_characters("Ada\u200c")


@pytest.mark.parametrize(
    ("host", "status"), [("evil.example", 403), ("localhost:5000", 200), ("127.0.0.1:5000", 200), ("[::1]:5000", 200)]
)
async def test_a_page_is_not_trusted_because_its_host_is_named(
    client: httpx.AsyncClient, factory: Factory, user: User, host: str, status: int
) -> None:
    """Swagger, on the gateway's own address, may write."""
    token = factory.headers(user)["Authorization"].removeprefix("Bearer ")
    headers = {"Host": host, "Origin": f"http://{host}", "Cookie": f"{ACCESS_COOKIE}={token}"}
    answer = await client.patch("/api/v1/auth/me", json={"name": "Ada"}, headers=headers)
    assert answer.status_code == status
