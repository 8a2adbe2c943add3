"""Migrations: applied once, and equal to the models."""

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import Connection, text

from app.core.config import Settings
from app.core.db import Database
from app.models import Base


async def test_migrations_make_what_the_models_say(settings: Settings) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, {"compare_type": True}), Base.metadata))

    database = Database(settings)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_of_gateways_that_start_together_one_migrates(settings: Settings) -> None:
    admin = Database(settings)
    async with admin.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text("DROP DATABASE IF EXISTS fresh WITH (FORCE)"))
        await autocommit.execute(text("CREATE DATABASE fresh"))
    await admin.close()
    url = settings.database_url.get_secret_value().rpartition("/")[0] + "/fresh"
    fresh = settings.model_copy(update={"database_url": SecretStr(url)})
    databases = [Database(fresh) for _ in range(4)]
    await asyncio.gather(*(database.migrate() for database in databases))
    async with databases[0].engine.connect() as connection:
        versions = list(await connection.scalars(text("SELECT version_num FROM alembic_version")))
    assert len(versions) == 1
    for database in databases:
        await database.close()
