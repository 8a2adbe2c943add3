"""Costs of what people read all the time: few questions to the database, and no transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, event
from structlog.contextvars import get_contextvars
from support.factories import Factory

from app.models import User
from app.resources import Resources
from scribe_contracts.events import MeetingStatus


@contextmanager
def noted(resources: Resources) -> Iterator[list[Any]]:
    """Yield the isolation level of each statement that a request executes in the block."""
    levels: list[Any] = []

    def note(connection: Connection, *_: object) -> None:
        # Background loops ask too.
        if "request_id" in get_contextvars():
            levels.append(connection.get_execution_options().get("isolation_level"))

    engine = resources.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield levels
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def held(resources: Resources) -> Iterator[list[int]]:
    """Yield how many connections a request has at a time, after each that it takes."""
    taken: list[int] = []
    present = 0

    def take(*_: object) -> None:
        nonlocal present
        if "request_id" in get_contextvars():
            present += 1
            taken.append(present)

    def give_back(*_: object) -> None:
        nonlocal present
        if "request_id" in get_contextvars():
            present -= 1

    engine = resources.database.engine.sync_engine
    event.listen(engine, "checkout", take)
    event.listen(engine, "checkin", give_back)
    try:
        yield taken
    finally:
        event.remove(engine, "checkout", take)
        event.remove(engine, "checkin", give_back)


@pytest.mark.parametrize(
    ("path", "statements"), [("auth/me", 1), ("meetings/{id}", 2), ("uploads", 2), ("meetings", 6)]
)
async def test_reads_ask_few_questions_without_a_transaction(  # noqa: PLR0917 - fixtures
    client: httpx.AsyncClient,
    factory: Factory,
    headers: dict[str, str],
    resources: Resources,
    user: User,
    path: str,
    statements: int,
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    with noted(resources) as levels:
        answer = await client.get(f"/api/v1/{path.format(id=meeting.id)}", headers=headers)
    assert answer.status_code == 200
    assert levels == ["AUTOCOMMIT"] * statements


@pytest.mark.parametrize("path", ["comments", "matches?q=budget", "tags/{tag}"])
async def test_no_request_waits_for_a_connection_while_it_has_one(  # noqa: PLR0917 - fixtures
    client: httpx.AsyncClient,
    factory: Factory,
    headers: dict[str, str],
    resources: Resources,
    user: User,
    path: str,
) -> None:
    """Ten such requests at once would each have the connection that another one needs."""
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    tag = await factory.tag(user)
    method = "PUT" if "{tag}" in path else "GET"
    with held(resources) as taken:
        address = f"/api/v1/meetings/{meeting.id}/{path.format(tag=tag.id)}"
        assert (await client.request(method, address, headers=headers)).is_success
    assert len(taken) > 1
    assert set(taken) == {1}
