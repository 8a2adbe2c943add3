"""Parts of a gateway that are dear to make, do not change, and are kept from one test to the next."""

from functools import cache
from typing import Any

import pytest
import redis.utils
from botocore import regions
from botocore.endpoint_provider import EndpointProvider
from fastapi import FastAPI
from fastapi.routing import _IncludedRouter
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

from app.core.config import Settings
from app.main import create_app


def keep_rules_of_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the rules by which S3 clients find their endpoint once, and so the version of the Redis client.

    The rules take a third of the time in which a client is made. Clients themselves are not kept: tests hook into them.
    """
    kept: dict[tuple[int, int, object], EndpointProvider] = {}

    def provide(ruleset_data: Any, partition_data: Any, excluded_params: Any = None) -> EndpointProvider:
        key = (id(ruleset_data), id(partition_data), frozenset(excluded_params or ()))
        if key not in kept:
            kept[key] = EndpointProvider(ruleset_data, partition_data, excluded_params)
            # Held, so that no other data has its identity.
            read.append((ruleset_data, partition_data))
        return kept[key]

    read: list[tuple[Any, Any]] = []
    monkeypatch.setattr(regions, "EndpointProvider", provide)
    monkeypatch.setattr(redis.utils, "get_lib_version", cache(redis.utils.get_lib_version))


def keep_compiled_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one cache of compiled queries for all engines, which are of one dialect and talk to one server."""
    compiled: LRUCache[object, object] = LRUCache(5000)
    monkeypatch.setattr(
        Engine, "_compiled_cache", property(lambda _self: compiled, lambda _self, _own: None), raising=False
    )
    monkeypatch.setattr(PGDialect_asyncpg, "__eq__", lambda dialect, other: type(dialect) is type(other))
    monkeypatch.setattr(PGDialect_asyncpg, "__hash__", lambda dialect: hash(type(dialect)))


class KeptRoutes:
    """The routes of an application that never runs, with the validators of their parameters."""

    def __init__(self, settings: Settings) -> None:
        self._routes = [route for route in create_app(settings).routes if isinstance(route, _IncludedRouter)]

    def give(self, app: FastAPI) -> None:
        """Exchange the included routes of the application for these, which are the same."""
        kept = iter(self._routes)
        app.router.routes = [next(kept) if isinstance(route, _IncludedRouter) else route for route in app.routes]
