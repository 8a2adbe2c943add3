"""What people read all the time costs few questions to the database, and no transaction."""

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
