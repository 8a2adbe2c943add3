"""A thousand meetings of three hundred sentences are listed and searched at once."""

from time import perf_counter
from typing import Any

import httpx
from factories import Factory
from large_library import NAMES, RARE, fill
from sqlalchemy import text

from app.models import User

COUNT = 1000
BUDGET_SECONDS = 1.0
"""For a machine that has other things to do; on two idle cores each takes a tenth of it or less."""


async def test_a_thousand_meetings_are_quick(
    client: httpx.AsyncClient,
    factory: Factory,
    user: User,
    headers: dict[str, str],
) -> None:
    client.headers.update(headers)
    async with factory.database.transaction() as session:
        await fill(session, user, COUNT)
    async with factory.database.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("VACUUM ANALYZE"))
    queries: dict[str, tuple[dict[str, Any], int]] = {
        "first page": ({}, COUNT),
        "last page": ({"page": 50}, COUNT),
        "by title": ({"sort": "title"}, COUNT),
        "speaker": ({"speaker": NAMES[0]}, COUNT),
        "rare word": ({"q": RARE}, COUNT // 20),
        "frequent words": ({"q": "réunion budget"}, COUNT),
        "beginning": ({"q": "proj"}, COUNT),
        "title": ({"q": "reunion 777"}, 1),
        "phrase": ({"q": f'"parle de {RARE}"'}, COUNT // 20),
        "frequent phrase": ({"q": '"projet budget"'}, COUNT),
        "said by one": ({"q": "budget", "speaker": NAMES[0]}, COUNT),
        "excluded": ({"q": f"budget -{RARE}"}, COUNT - COUNT // 20),
    }
    took = {}
    for name, (query, total) in queries.items():
        began = perf_counter()
        answer = await client.get("/api/v1/meetings", params=query)
        took[name] = perf_counter() - began
        assert (name, answer.json()["total"]) == (name, total)
    print({name: f"{seconds * 1000:.0f} ms" for name, seconds in took.items()})
    assert max(took.values()) < BUDGET_SECONDS, took
