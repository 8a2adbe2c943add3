"""Scopes of keys: what each route is to a program that comes with a key instead of a session."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.core.errors import ForbiddenError
from app.models import TokenScope

_READING = frozenset({"GET", "HEAD"})
_ADMINISTRATION = "/api/v1/admin/"
_ACCOUNTS = "/api/v1/admin/users"
_GROUPS = "/api/v1/admin/groups"
_WEBHOOKS = ("/api/v1/webhooks", "/api/v1/admin/webhooks")
_MEETINGS = "/api/v1/meetings/"
_LINKS = "/links"
_PERSONAL = "/api/v1/auth/"
_SHOWN_TO_KEYS = frozenset({"/api/v1/auth/me", "/api/v1/auth/me/usage"})

FIELD = "x-key-scope"
"""Field of a route's description in OpenAPI."""

NO_KEY = "none"


class InsufficientScopeError(ForbiddenError):
    """The key does not open this route: its scope is too small, or only people may do this."""

    code = "insufficient_scope"


def scope_of(method: str, path: str) -> TokenScope | None:
    """Return the least scope that opens a route, and None for what only people do with a session.

    Passwords, sessions, keys of one's own and accounts are people's: a key that got lost must not become more than it
    is, as it would by a link that chooses a password, by another role, or in a group. A key that administers lists and
    revokes those of others, by which it becomes nothing more. Webhooks and guests' links go on after a key has ended:
    it makes and changes none, but may list and delete them.
    """
    if path.startswith(_PERSONAL):
        return TokenScope.READ if method in _READING and path in _SHOWN_TO_KEYS else None
    if path.startswith((_ACCOUNTS, _GROUPS)) and method not in _READING:
        return None
    if _outlasts_key(path) and method not in _READING | {"DELETE"}:
        return None
    if path.startswith(_ADMINISTRATION):
        return TokenScope.ADMIN
    return TokenScope.READ if method in _READING else TokenScope.WRITE


def _outlasts_key(path: str) -> bool:
    is_link = path.startswith(_MEETINGS) and path.endswith(_LINKS)
    return is_link or path.startswith(_WEBHOOKS)


def require_scope(held: TokenScope, method: str, path: str) -> None:
    """Raise InsufficientScopeError unless a key of this scope opens the route."""
    needed = scope_of(method, path)
    if needed is None:
        raise InsufficientScopeError("Only people may do this, with a session. A key does not open it.")
    if needed not in held.included:
        raise InsufficientScopeError(f"This needs a key with the scope {needed.value}; yours has {held.value}.")


def describe_scopes(description: dict[str, Any], app: FastAPI) -> None:
    """Say in the API's description, for each route that wants a signed-in user, which keys open it."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        for method in context.methods or ():
            operation = description["paths"][context.path_format][method.lower()]
            if "security" in operation:
                scope = scope_of(method, context.path_format or "")
                operation[FIELD] = scope.value if scope is not None else NO_KEY
