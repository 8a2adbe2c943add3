"""Limits an hour on what takes a model's time, for each user."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import httpx
import pytest
from redis.asyncio import Redis
from support.asking import Asker

from app.core.config import Settings
from app.core.quotas.allowance import Asked, allow
from servers.ports import free_port

SAID = "[00:00:10] Katie: The budget was cut to 40,000 euros.\n"


async def request(asker: Asker, method: str, path: str, **content: Any) -> httpx.Response:
    return await asker.client.request(method, f"/api/v1/{path}", headers=asker.headers, **content)


def is_refused(answer: httpx.Response) -> bool:
    """Return whether the hour is full; else the request was taken, or refused for what it asks."""
    if answer.status_code != 429:
        assert answer.status_code < 400 or answer.status_code == 409, answer.text
        return False
    assert answer.json()["code"] == "rate_limited"
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    return True


@pytest.fixture
async def meeting(ada: Asker) -> str:
    return str(await ada.add(SAID, "Planning"))


async def test_searches_by_meaning(ada: Asker, grace: Asker, settings: Settings, meeting: str) -> None:
    settings.max_user_searches_per_hour = 2
    search: Mapping[str, Any] = {"params": {"q": "budget"}}
    answers = [await request(ada, "GET", "search", **search) for _ in range(3)]

    assert [is_refused(answer) for answer in answers] == [False, False, True]
    assert not is_refused(await request(grace, "GET", "search", **search))
    assert not is_refused(await request(ada, "GET", "meetings", params={"q": "budget"})), "words are free"
    settings.max_user_searches_per_hour = 0
    assert not is_refused(await request(ada, "GET", "search", **search))


async def test_minutes_written_again_count_too(ada: Asker, settings: Settings, meeting: str) -> None:
    settings.max_user_writings_per_hour = 3
    place = f"meetings/{meeting}/minutes"
    made = await request(ada, "POST", place, json={})
    one = f"{place}/{made.json()['id']}"
    answers = [made, *[await request(ada, "POST", f"{one}/{verb}") for verb in ("rewrite", "retry")]]

    assert [is_refused(answer) for answer in answers] == [False, False, False]
    for path in (place, f"{one}/rewrite", f"{one}/retry"):
        assert is_refused(await request(ada, "POST", path, json={}))
    assert (await request(ada, "POST", f"{one}/cancel")).status_code == 202
    assert (await request(ada, "GET", one)).status_code == 200
    assert len((await request(ada, "GET", place)).json()) == 1


async def test_imports(ada: Asker, grace: Asker, settings: Settings) -> None:
    settings.max_user_imports_per_hour = 2
    form: Mapping[str, Any] = {"files": {"transcript": ("t.txt", SAID)}, "data": {"title": "Old"}}
    answers = [await request(ada, "POST", "imports", **form) for _ in range(3)]

    assert [is_refused(answer) for answer in answers] == [False, False, True]
    assert (await request(ada, "GET", "meetings")).json()["total"] == 2
    assert not is_refused(await request(grace, "POST", "imports", **form))


async def test_nothing_is_counted_while_redis_is_away(settings: Settings) -> None:
    settings.max_user_searches_per_hour = 1
    user_id = uuid4()
    async with Redis.from_url(f"redis://127.0.0.1:{free_port()}") as away:
        for _ in range(2):
            await allow(away, settings, user_id, Asked.SEARCH)
