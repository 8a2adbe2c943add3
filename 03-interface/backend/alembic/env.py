"""Run migrations on the connection that the gateway hands over, or on one of our own from the command line."""

import asyncio

from sqlalchemy import Connection

from alembic import context
from app.core.config import get_settings
from app.core.db import Database
from app.models import Base


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_migrate() -> None:
    database = Database(get_settings())
    async with database.engine.begin() as connection:
        await connection.run_sync(migrate)
    await database.close()


if (handed_over := context.config.attributes.get("connection")) is not None:
    migrate(handed_over)
else:
    asyncio.run(connect_and_migrate())
