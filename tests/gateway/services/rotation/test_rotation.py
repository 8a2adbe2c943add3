"""The steps of a rotation that are the gateway's, against the real servers."""

from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import pytest
from redis import Redis
from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from support.accounts.second_factors import Clock, challenge, give_code, turn_on
from support.audit.reader import AuditReader
from support.factories import Factory

from app.core.config import Settings
from app.core.db import Database
from app.core.sealing.secrets import Purpose, SecretLostError, unseal
from app.models import Role, SecondFactor, User
from app.resources import Resources
from app.services.rotation import redis_passwords, rotation
from app.services.rotation.postgres_role import verifier
from app.services.second_factor import proof

NEW = "fedcba9876543210" * 4


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(proof, "now", stopped.now)
    return stopped


def with_file(settings: Settings, file: Path, lines: dict[str, str]) -> Settings:
    fresh = file.with_suffix(".new")
    fresh.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
    fresh.replace(file)
    return settings.model_copy(update={"secrets_file": file})


async def test_codes_of_authenticators_are_good_after_the_key_before_is_gone(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    user: User,
    resources: Resources,
    factory: Factory,
    *,
    clock: Clock,
    tmp_path: Path,
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    old = resources.settings.jwt_secret.get_secret_value()
    keys = {"SCRIBE_JWT_SECRET": NEW, "SCRIBE_JWT_SECRET_PREVIOUS": old}
    settings = with_file(resources.settings, tmp_path / "secrets.env", keys)
    assert await rotation.settle(settings, ["jwt"]) == 1
    assert await rotation.settle(settings, []) == 0
    async with resources.database.look() as session:
        factor = (await session.scalars(select(SecondFactor))).one()
    alone = settings.model_copy(update={"secrets_file": None, "jwt_secret": type(settings.jwt_secret)(NEW)})
    assert unseal(factor.sealed_secret, Purpose.SECOND_FACTOR, user.id, alone) == authenticator.secret
    with pytest.raises(SecretLostError):
        unseal(factor.sealed_secret, Purpose.SECOND_FACTOR, user.id, resources.settings)
    told = await AuditReader(client, factory.headers(await factory.user(role=Role.ADMIN))).wait("secrets_rotate")
    assert [(entry["via"], entry["details"]) for entry in told] == [("shell", {"secrets": "jwt", "sealed": 1})]


async def test_codes_are_good_while_the_key_before_is_known(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    user: User,
    resources: Resources,
    *,
    clock: Clock,
    tmp_path: Path,
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    token = await challenge(client, user)
    old = resources.settings.jwt_secret.get_secret_value()
    file = tmp_path / "secrets.env"
    with_file(resources.settings, file, {"SCRIBE_JWT_SECRET": NEW, "SCRIBE_JWT_SECRET_PREVIOUS": old})
    object.__setattr__(resources.settings, "secrets_file", file)
    assert (await give_code(client, token, authenticator.next_code())).status_code == 200


async def test_postgresql_takes_the_verifier_for_the_password(settings: Settings) -> None:
    role = f"role_{uuid4().hex}"
    database = Database(settings)
    url = make_url(settings.database_url.get_secret_value())
    address = {"host": url.host, "port": url.port, "database": url.database, "user": role}
    try:
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN PASSWORD '{verifier('a password')}'")
        await (await asyncpg.connect(**address, password="a password")).close()
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(**address, password="another")
    finally:
        async with database.transaction() as session:
            await session.execute(text(f"DROP ROLE IF EXISTS {role}"))
        await database.close()


async def test_a_connection_is_opened_with_the_password_of_now_or_the_one_before(
    settings: Settings, tmp_path: Path
) -> None:
    good = make_url(settings.database_url.get_secret_value()).password or ""
    file = tmp_path / "secrets.env"
    for present, previous, opens in (("wrong", good, True), (good, "wrong", True), ("wrong", "", False)):
        lines = {"SCRIBE_DATABASE_PASSWORD": present, "SCRIBE_DATABASE_PASSWORD_PREVIOUS": previous}
        database = Database(with_file(settings, file, lines))
        try:
            if opens:
                await database.ping()
            else:
                with pytest.raises(DBAPIError, match="password authentication failed"):
                    await database.ping()
        finally:
            await database.close()


async def test_redis_accepts_both_passwords_and_then_one(settings: Settings, tmp_path: Path) -> None:
    old = settings.redis_url.get_secret_value().partition("://:")[2].partition("@")[0]
    file = tmp_path / "secrets.env"
    forward = with_file(settings, file, {"SCRIBE_REDIS_PASSWORD": NEW})
    open_before = Redis.from_url(settings.redis_url.get_secret_value())
    open_before.ping()
    try:
        await redis_passwords.accept_both(forward, old)
        assert await redis_passwords.is_accepted(forward, old)
        assert await redis_passwords.is_accepted(forward, NEW)
        await redis_passwords.accept_present_only(forward, old)
        assert not await redis_passwords.is_accepted(forward, old)
        # Once more, as after an interruption.
        await redis_passwords.accept_both(forward, old)
        await redis_passwords.accept_present_only(forward, old)
        assert not await redis_passwords.is_accepted(forward, old)
        assert open_before.ping()
    finally:
        backward = settings.model_copy()
        await redis_passwords.accept_present_only(backward, NEW)
    assert not await redis_passwords.is_accepted(settings, NEW)
    open_before.close()
