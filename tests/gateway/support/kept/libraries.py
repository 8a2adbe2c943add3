"""Things that libraries make dearly, that do not change, and are kept from one test to the next."""

from functools import cache
from typing import Any

import pytest
import redis.utils
from botocore import regions
from botocore.endpoint_provider import EndpointProvider
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache


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
