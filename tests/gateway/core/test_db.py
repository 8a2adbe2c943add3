"""Migrations: applied once, and equal to the models."""

import asyncio
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import Connection, text

from alembic import command
from app.core.config import Settings
from app.core.db import Database, migrations
from app.models import Base


async def test_migrations_make_what_the_models_say(settings: Settings) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, {"compare_type": True}), Base.metadata))

    database = Database(settings)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


@pytest.fixture
async def fresh(settings: Settings) -> Settings:
    """Return the settings of a database without any table."""
    admin = Database(settings)
    async with admin.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text("DROP DATABASE IF EXISTS fresh WITH (FORCE)"))
        await autocommit.execute(text("CREATE DATABASE fresh"))
    await admin.close()
    url = settings.database_url.get_secret_value().rpartition("/")[0] + "/fresh"
    return settings.model_copy(update={"database_url": SecretStr(url)})


async def test_gateways_that_start_together_migrate_once(fresh: Settings) -> None:
    databases = [Database(fresh) for _ in range(4)]
    await asyncio.gather(*(database.migrate() for database in databases))
    async with databases[0].engine.connect() as connection:
        versions = list(await connection.scalars(text("SELECT version_num FROM alembic_version")))
    assert len(versions) == 1
    for database in databases:
        await database.close()


async def test_a_title_as_long_as_its_column_allowed_outlives_the_migration(fresh: Settings) -> None:
    title = "t" * 300
    values = {"id": uuid4(), "owner": uuid4(), "upload": uuid4(), "title": title}
    database = Database(fresh)
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(migrations(sync), "0005"))
        for statement in _LONG_TITLES:
            await connection.execute(text(statement), values)
    await database.migrate()
    async with database.engine.begin() as connection:
        for table in ("meetings", "uploads"):
            assert await connection.scalar(text(f"SELECT title FROM {table}")) == title  # noqa: S608
        await connection.run_sync(lambda sync: command.downgrade(migrations(sync), "0005"))
        assert await connection.scalar(text("SELECT title FROM meetings")) == title
    await database.close()


_LONG_TITLES = (
    """
    INSERT INTO users (id, email, name, role, password_hash, created_at)
    VALUES (:owner, 'a@example.org', 'Ada', 'user', '-', now())
    """,
    """
    INSERT INTO meetings (id, owner_id, title, title_folded, filename, content_type, size_bytes, status, fraction,
        attempt, options, event_attempt, event_sequence, created_at, updated_at, indexed_attempt)
    VALUES (:id, :owner, :title, '', 'a.wav', 'audio/wav', 1, 'queued', 0, 1, '{}', 0, 0, now(), now(), 0)
    """,
    """
    INSERT INTO uploads (id, owner_id, title, filename, content_type, size_bytes, part_bytes, head_sha256, options,
        s3_upload_id, created_at, touched_at)
    VALUES (:upload, :owner, :title, 'a.wav', 'audio/wav', 1, 1, '', '{}', 'u', now(), now())
    """,
)
