"""No error of the database carries a stored value; connections that an operator ends are outages."""

import io
import logging
import traceback
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.core.config import Settings
from app.core.database_errors import describe, is_outage, sqlstate
from app.core.db import Database
from app.models import User
from app.resources import Resources

SECRET = "secret-value-of-a-row"
ACCOUNT = {"email": "ada-the-first@example.org", "password": "a long pass phrase", "name": "Ada Lovelace"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged from here on, as it is written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    handler.setFormatter(root.handlers[0].formatter if root.handlers else None)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO instance (id, registration_open) VALUES (CAST(:value AS integer), true)",
        "SELECT CAST(CAST(:value AS text) AS uuid)",
        "SELECT CAST(CAST(:value AS text) AS date)",
    ],
)
async def test_what_was_to_be_stored_is_not_in_the_error(settings: Settings, statement: str) -> None:
    database = Database(settings)

    with pytest.raises(DBAPIError) as caught:
        async with database.transaction() as session:
            await session.execute(text(statement), {"value": SECRET})

    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert SECRET not in describe(caught.value)
    await database.close()


async def test_a_row_that_breaks_a_rule_is_not_in_the_error(settings: Settings, user: User) -> None:
    database = Database(settings)

    with pytest.raises(DBAPIError) as caught:
        async with database.transaction() as session:
            session.add(User(email=user.email, name=SECRET, password_hash=SECRET, role=user.role))

    said = "".join(traceback.format_exception(caught.value))
    assert sqlstate(caught.value) == "23505"
    assert not is_outage(caught.value)
    assert SECRET not in said
    assert user.email not in said
    await database.close()


async def test_a_connection_that_an_operator_ends_is_an_outage_and_logs_nobody(
    client: httpx.AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    """Each connection of the gateway is ended while the registration writes its row."""

    async def hash_and_arm(password: str) -> str:
        hashed = await hash_password(password)
        async with resources.database.transaction() as session:
            await session.execute(
                text(
                    "CREATE OR REPLACE FUNCTION end_backend() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
                )
            )
            await session.execute(
                text("CREATE TRIGGER end_backend BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION end_backend()")
            )
        return hashed

    hash_password = resources.hasher.hash
    monkeypatch.setattr(resources.hasher, "hash", hash_and_arm)
    try:
        answer = await client.post("/api/v1/auth/register", json=ACCOUNT)
    finally:
        async with resources.database.transaction() as session:
            await session.execute(text("DROP TRIGGER IF EXISTS end_backend ON users"))

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    logged = log.getvalue()
    assert "unavailable" in logged
    for private in (ACCOUNT["email"], ACCOUNT["password"], ACCOUNT["name"], "$2b$"):
        assert private not in logged
