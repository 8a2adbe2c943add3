"""Accounts and leftovers, from the shell."""

import asyncio
import subprocess
import sys
from uuid import uuid4

import httpx
from support.accounts.second_factors import Clock, give_password, turn_on
from support.factories import PASSWORD, Factory
from support.gateway_settings import SETUP_CODE
from support.object_store import ObjectStore
from support.processes import BACKEND, environment

from app.core.config import Settings
from app.models import User
from app.models.base import now
from scribe_contracts.storage import source

EMAIL = "demo@example.org"


def create_user(settings: Settings, password: str, *extra: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.manage", "create-user", "--email", EMAIL, "--name", "Demo", *extra]
    return subprocess.run(
        command,
        input=f"{password}\n",
        env=environment(settings),
        cwd=BACKEND,
        capture_output=True,
        text=True,
        check=False,
    )


async def login(client: httpx.AsyncClient, password: str) -> httpx.Response:
    return await client.post("/api/v1/auth/login", data={"username": EMAIL, "password": password})


async def test_create_user_is_idempotent(client: httpx.AsyncClient, settings: Settings) -> None:
    assert create_user(settings, PASSWORD).returncode == 0
    tokens = (await login(client, PASSWORD)).json()
    assert create_user(settings, PASSWORD).returncode == 0
    still = await client.post("/api/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert still.status_code == 200
    me = await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert me.json()["role"] == "user"

    assert create_user(settings, "another password").returncode == 0
    assert (await login(client, PASSWORD)).status_code == 401
    assert (await login(client, "another password")).status_code == 200
    ended = await client.post("/api/v1/auth/refresh", json={"refresh_token": still.json()["refresh_token"]})
    assert ended.status_code == 401


async def test_an_account_made_in_the_shell_does_not_take_the_first_administrators_place(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    assert create_user(settings, PASSWORD, "--role", "user").returncode == 0
    first = await client.post(
        "/api/v1/auth/register",
        json={"email": "a@example.org", "password": PASSWORD, "name": "A", "setup_code": SETUP_CODE},
    )
    assert first.json()["role"] == "admin"


async def test_the_setup_code_is_printed_as_long_as_it_is_good(
    client: httpx.AsyncClient, settings: Settings, user: User
) -> None:
    command = [sys.executable, "-m", "app.manage", "setup-code"]

    def printed() -> str:
        return subprocess.check_output(command, env=environment(settings), cwd=BACKEND, text=True)

    assert printed() == f"{SETUP_CODE}\n"
    assert create_user(settings, PASSWORD, "--role", "admin").returncode == 0
    assert printed() == ""


def test_an_invalid_password_is_explained(settings: Settings) -> None:
    too_long, weak = create_user(settings, "x" * 501), create_user(settings, "azertyuiop")
    assert too_long.returncode == weak.returncode == 2
    assert "500" in too_long.stderr
    assert "xxx" not in too_long.stderr
    assert "easily guessed" in weak.stderr
    assert "azerty" not in weak.stderr


async def test_sweep_removes_what_interrupted_uploads_left(
    settings: Settings, factory: Factory, user: User, store: ObjectStore
) -> None:
    meeting = await factory.meeting(user)
    store.put_at(source(meeting.id))
    store.put_at(source(uuid4()))
    command = [sys.executable, "-m", "app.manage", "sweep", "--hours"]

    def sweep(hours: str) -> None:
        subprocess.run([*command, hours], env=environment(settings), cwd=BACKEND, check=True)

    await asyncio.to_thread(sweep, "1")
    assert len(store.stored()) == 2

    await asyncio.to_thread(sweep, "0")
    assert store.stored() == {f"uploads/{meeting.id}/source"}


async def test_an_operator_removes_a_second_factor(
    client: httpx.AsyncClient, settings: Settings, user: User, headers: dict[str, str]
) -> None:
    def remove() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app.manage", "remove-second-factor", user.email]
        return subprocess.run(
            command, env=environment(settings), cwd=BACKEND, capture_output=True, text=True, check=False
        )

    await turn_on(client, headers, Clock(now()))
    assert (await give_password(client, user)).status_code == 401
    assert (await asyncio.to_thread(remove)).returncode == 0
    assert (await give_password(client, user)).status_code == 200
    assert (await asyncio.to_thread(remove)).returncode == 2


async def test_links_are_printed_for_operators(client: httpx.AsyncClient, settings: Settings, user: User) -> None:
    def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "app.manage", *arguments]
        return subprocess.run(
            command, env=environment(settings), cwd=BACKEND, capture_output=True, text=True, check=False
        )

    async def password_is_set_by(url: str) -> bool:
        body = {"token": url.strip().split("#")[1], "password": "four words that differ"}
        return (await client.post("/api/v1/auth/links/use", json=body)).status_code == 200

    invited = await asyncio.to_thread(manage, "invite", EMAIL, "--name", "Demo", "--role", "admin")
    assert await password_is_set_by(invited.stdout)
    assert (await login(client, "four words that differ")).status_code == 200
    reset = await asyncio.to_thread(manage, "reset-password", user.email.upper())
    assert await password_is_set_by(reset.stdout)
    again = await asyncio.to_thread(manage, "invite", EMAIL, "--name", "Demo")
    nobody = await asyncio.to_thread(manage, "reset-password", "nobody@example.org")
    assert (again.returncode, nobody.returncode, again.stdout, nobody.stdout) == (2, 2, "", "")
