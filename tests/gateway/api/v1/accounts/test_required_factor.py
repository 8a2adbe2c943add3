"""A second factor that the operator asks of administrators, or of everybody."""

from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from support.accounts.second_factors import AUTH, OWN, Clock, challenge, give_code, give_password, turn_on
from support.audit.reader import AuditReader
from support.factories import PASSWORD, Factory

from app.core.config import Settings
from app.core.configuration.accounts import Concerned
from app.models import TokenScope, User

MISSING = (403, "second_factor_missing")
ACCOUNTS = "/api/v1/admin/users"
MEETINGS = "/api/v1/meetings"
SETTING_UP = {("GET", f"{AUTH}/me"), ("GET", OWN), ("POST", OWN), ("POST", f"{OWN}/confirm")}


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "") if answer.content else ""


async def needs(client: httpx.AsyncClient, headers: dict[str, str]) -> bool:
    asked: bool = (await client.get(f"{AUTH}/me", headers=headers)).json()["needs_second_factor"]
    return asked


@pytest.mark.parametrize(
    ("concerned", "of_admin", "of_user"),
    [(Concerned.NOBODY, False, False), (Concerned.ADMINISTRATORS, True, False), (Concerned.EVERYBODY, True, True)],
)
async def test_who_is_concerned_opens_nothing_else(
    client: httpx.AsyncClient,
    settings: Settings,
    factory: Factory,
    *,
    user: User,
    admin: User,
    concerned: Concerned,
    of_admin: bool,
    of_user: bool,
) -> None:
    settings.second_factor_required = concerned
    for account, is_concerned in ((admin, of_admin), (user, of_user)):
        headers = factory.headers(account)
        assert await needs(client, headers) is is_concerned
        assert outcome(await client.get(MEETINGS, headers=headers)) == (MISSING if is_concerned else (200, ""))
    assert (await client.get(ACCOUNTS, headers=factory.headers(admin))).status_code == (403 if of_admin else 200)


class Guessed(dict[str, str]):
    """Parameters of paths that lead to nothing."""

    def __missing__(self, name: str) -> str:
        return {"number": "1", "export_format": "txt", "audio_format": "mp3"}.get(name, str(UUID(int=1)))


def signed_in_routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield the routes that want a session, of which the API's description says so."""
    description = app.openapi()
    for context in iter_route_contexts(app.routes):
        for method in context.methods or ():
            operation = description["paths"].get(context.path_format, {}).get(method.lower(), {})
            if "security" in operation and context.path_format != "/api/mcp":
                yield method, context.path_format or ""


async def test_no_route_is_open_before_it_is_set_up(
    app: FastAPI, client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User
) -> None:
    settings.second_factor_required = Concerned.ADMINISTRATORS
    headers = factory.headers(admin)
    found = set()
    for method, path in signed_in_routes(app):
        answer = await client.request(method, path.format_map(Guessed()), headers=headers)
        if (answer.status_code, method) == (403, "HEAD") or outcome(answer) == MISSING:
            continue
        found.add((method, path))
    # The others of the second factor say that there is none.
    assert found == SETTING_UP | {("POST", f"{OWN}/end"), ("POST", f"{OWN}/recovery-codes")}


async def test_it_is_set_up_in_the_session_that_was_refused(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User, clock: Clock
) -> None:
    settings.second_factor_required = Concerned.ADMINISTRATORS
    headers = factory.headers(admin)
    login = await give_password(client, admin)
    assert login.status_code == 200
    client.cookies.clear()
    authenticator, _ = await turn_on(client, {"Authorization": f"Bearer {login.json()['access_token']}"}, clock)
    # The other session has ended with it; this one opens everything.
    assert (await client.get(ACCOUNTS, headers=headers)).status_code == 200
    assert not await needs(client, {"Authorization": f"Bearer {login.json()['access_token']}"})
    answer = await give_code(client, await challenge(client, admin), authenticator.next_code())
    assert answer.status_code == 200


async def test_who_turns_it_off_sets_it_up_again(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User, clock: Clock
) -> None:
    settings.second_factor_required = Concerned.ADMINISTRATORS
    headers = factory.headers(admin)
    authenticator, _ = await turn_on(client, headers, clock)
    shown = {"current_password": PASSWORD, "code": authenticator.next_code()}
    assert (await client.post(f"{OWN}/end", json=shown, headers=headers)).status_code == 204
    assert outcome(await client.get(ACCOUNTS, headers=headers)) == MISSING


async def test_an_administrator_lets_somebody_begin_anew(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, *, user: User, admin: User, clock: Clock
) -> None:
    settings.second_factor_required = Concerned.EVERYBODY
    await turn_on(client, factory.headers(admin), clock)
    await turn_on(client, factory.headers(user), clock)
    removed = await client.delete(f"{ACCOUNTS}/{user.id}/second-factor", headers=factory.headers(admin))
    assert removed.status_code == 204
    login = await give_password(client, user)
    client.cookies.clear()
    assert await needs(client, {"Authorization": f"Bearer {login.json()['access_token']}"})


async def test_a_role_that_is_given_asks_for_it_at_once(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, *, user: User, admin: User, clock: Clock
) -> None:
    settings.second_factor_required = Concerned.ADMINISTRATORS
    await turn_on(client, factory.headers(admin), clock)
    headers = factory.headers(user)
    assert (await client.get(MEETINGS, headers=headers)).status_code == 200
    change = {"role": "admin"}
    given = await client.patch(f"{ACCOUNTS}/{user.id}", json=change, headers=factory.headers(admin))
    assert given.status_code == 200
    assert outcome(await client.get(MEETINGS, headers=headers)) == MISSING


async def test_who_signs_in_at_the_provider_follows_its_factor(
    client: httpx.AsyncClient, settings: Settings, factory: Factory
) -> None:
    settings.second_factor_required = Concerned.EVERYBODY
    headers = factory.headers(await factory.user(password_hash=None, sign_on_subject="https://login.example ada"))
    assert not await needs(client, headers)
    assert (await client.get(MEETINGS, headers=headers)).status_code == 200


async def test_keys_go_on(client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User) -> None:
    headers = await factory.key_headers(admin, TokenScope.ADMIN)
    settings.second_factor_required = Concerned.EVERYBODY
    assert (await client.get(ACCOUNTS, headers=headers)).status_code == 200
    made = await client.post(f"{AUTH}/tokens", json={"name": "n"}, headers=factory.headers(admin))
    assert outcome(made) == MISSING


async def test_keys_of_assistants_go_on(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User
) -> None:
    headers = await factory.key_headers(admin, TokenScope.MCP)
    settings.second_factor_required = Concerned.EVERYBODY

    async def is_refused(headers: dict[str, str]) -> bool:
        call = {"name": "list_meetings", "arguments": {}}
        answer = await client.post(
            "/api/mcp",
            json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call},
            headers=headers | {"Accept": "application/json, text/event-stream"},
        )
        assert answer.status_code == 200, answer.text
        return '"isError":true' in answer.text

    assert not await is_refused(headers)
    assert await is_refused(factory.headers(admin))


async def test_a_session_that_has_ended_is_told_so_and_not_more(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User
) -> None:
    settings.second_factor_required = Concerned.EVERYBODY
    headers = factory.headers(admin)
    async with factory.database.transaction() as session:
        (await session.get_one(User, admin.id)).token_epoch += 1
    assert outcome(await client.get(ACCOUNTS, headers=headers)) == (401, "unauthorized")


async def test_the_audit_log_has_what_was_refused_and_why(
    client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User
) -> None:
    settings.second_factor_required = Concerned.ADMINISTRATORS
    new = {"email": "new@example.org", "name": "New"}
    assert outcome(await client.post(ACCOUNTS, json=new, headers=factory.headers(admin))) == MISSING
    settings.second_factor_required = Concerned.NOBODY
    [entry] = await AuditReader(client, factory.headers(admin)).wait("account_create")
    assert (entry["result"], entry["actor_id"], entry["via"]) == ("denied", str(admin.id), "session")
    assert entry["details"] == {"awaits": "second_factor_set_up"}
