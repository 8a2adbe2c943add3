"""Keys of programs: what their scopes open, when they end, and what administrators see of them."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from support.audit.reader import AuditReader
from support.factories import PASSWORD, Factory

from app.api.scopes import FIELD
from app.models import Role, TokenScope, User
from app.models.base import now

TOKENS = "/api/v1/auth/tokens"
KEYS = "/api/v1/admin/keys"
MEETINGS = "/api/v1/meetings"


async def make(client: httpx.AsyncClient, headers: dict[str, str], scope: str) -> httpx.Response:
    return await client.post(TOKENS, json={"name": "Archive", "scope": scope, "days": 7}, headers=headers)


async def test_a_key_is_used_and_its_use_is_noted(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    await factory.meeting(user)
    made = (await make(client, headers, "read")).json()
    assert made["token"].startswith("scribe_")
    as_program = {"Authorization": f"Bearer {made['token']}"}
    assert (await client.get(MEETINGS, headers=as_program)).json()["total"] == 1
    assert (await client.get("/api/v1/auth/me", headers=as_program)).json()["id"] == str(user.id)
    [listed] = (await client.get(TOKENS, headers=headers)).json()
    assert listed["last_used_at"] is not None
    assert "token" not in listed


async def test_reading_does_not_change(client: httpx.AsyncClient, user: User, factory: Factory) -> None:
    meeting = await factory.meeting(user)
    reads, writes = [await factory.key_headers(user, TokenScope(scope)) for scope in ("read", "write")]
    refused = await client.patch(f"{MEETINGS}/{meeting.id}", json={"title": "New"}, headers=reads)
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert (await client.patch(f"{MEETINGS}/{meeting.id}", json={"title": "New"}, headers=writes)).status_code == 200


@pytest.mark.parametrize("scope", ["read", "write", "admin"])
async def test_no_key_makes_keys_or_touches_the_account(
    client: httpx.AsyncClient, admin: User, factory: Factory, scope: str
) -> None:
    headers = await factory.key_headers(admin, TokenScope(scope))
    change = {"current_password": PASSWORD, "new_password": "another good one"}
    for method, path, body in (
        ("POST", TOKENS, {"name": "Child", "scope": "admin"}),
        ("POST", "/api/v1/auth/password", change),
        ("POST", "/api/v1/auth/me/delete", {"current_password": PASSWORD}),
        ("DELETE", "/api/v1/auth/sessions", None),
        ("POST", "/api/v1/admin/users", {"email": "new@example.org", "name": "New", "role": "admin"}),
        ("POST", f"/api/v1/admin/users/{(await factory.user()).id}/link", None),
        ("PATCH", f"/api/v1/admin/users/{(await factory.user()).id}", {"role": "admin"}),
    ):
        answer = await client.request(method, path, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope"), path


async def test_only_administrators_make_keys_that_administer(
    client: httpx.AsyncClient, headers: dict[str, str], admin: User, factory: Factory
) -> None:
    assert (await make(client, headers, "admin")).status_code == 403
    assert (await make(client, factory.headers(admin), "admin")).status_code == 201


async def test_a_key_is_worth_no_more_than_its_owner(client: httpx.AsyncClient, admin: User, factory: Factory) -> None:
    chief = await factory.user(role=Role.ADMIN)
    key = await factory.key_headers(chief, TokenScope.ADMIN)
    assert (await client.get("/api/v1/admin/users", headers=key)).status_code == 200
    as_admin, account = factory.headers(admin), f"/api/v1/admin/users/{chief.id}"
    await client.patch(account, json={"role": "user"}, headers=as_admin)
    assert (await client.get("/api/v1/admin/users", headers=key)).status_code == 403
    assert (await client.get(MEETINGS, headers=key)).status_code == 200
    await client.patch(account, json={"disabled": True}, headers=as_admin)
    assert (await client.get(MEETINGS, headers=key)).status_code == 401


async def test_expired_revoked_and_invented_keys_open_nothing(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory
) -> None:
    expired = await factory.key_headers(user, TokenScope.READ, expires_at=now() - timedelta(seconds=1))
    made = (await make(client, headers, "read")).json()
    revoked = {"Authorization": f"Bearer {made['token']}"}
    assert (await client.get(MEETINGS, headers=revoked)).status_code == 200
    await client.delete(f"{TOKENS}/{made['id']}", headers=headers)
    for each in (expired, revoked, {"Authorization": "Bearer scribe_invented"}):
        assert (await client.get(MEETINGS, headers=each)).status_code == 401


async def test_administrators_see_all_keys_and_revoke_any(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, admin: User, factory: Factory
) -> None:
    made = (await make(client, headers, "write")).json()
    answer = await client.get(KEYS, headers=factory.headers(admin))
    [listed] = answer.json()["items"]
    assert (listed["owner_email"], listed["scope"], listed["ending"]) == (user.email, "write", made["token"][-4:])
    assert made["token"] not in answer.text
    assert (await client.delete(f"{KEYS}/{made['id']}", headers=factory.headers(admin))).status_code == 204
    gone = await client.get(MEETINGS, headers={"Authorization": f"Bearer {made['token']}"})
    assert gone.status_code == 401
    assert (await client.delete(f"{KEYS}/{made['id']}", headers=factory.headers(admin))).status_code == 404


async def test_the_audit_log_says_that_a_key_was_used(
    client: httpx.AsyncClient, user: User, admin: User, factory: Factory
) -> None:
    key = await factory.key_headers(user, TokenScope.READ)
    assert (await client.get(MEETINGS, headers=key)).status_code == 200
    assert (await client.get("/api/v1/admin/users", headers=key)).status_code == 403
    audit = AuditReader(client, factory.headers(admin))
    read, denied = await audit.wait("library_read", "accounts_read", count=2)
    assert (read["via"], read["actor_id"], read["result"]) == ("key", str(user.id), "done")
    assert read["credential_id"] is not None
    assert (denied["via"], denied["credential_id"], denied["result"]) == ("key", read["credential_id"], "denied")


def test_the_description_says_which_keys_open_a_route(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    told = {
        f"{method.upper()} {path}": operation.get(FIELD)
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
    assert told["GET /api/v1/meetings"] == "read"
    assert told["POST /api/v1/process"] == "write"
    assert told["GET /api/v1/admin/audit/export"] == "admin"
    assert told["POST /api/v1/auth/password"] == "none"
    assert told["GET /api/v1/auth/me"] == "read"
    assert told["POST /api/v1/auth/login"] is None
