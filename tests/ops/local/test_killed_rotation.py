"""A rotation of the local product's secrets that is killed at one step after the other."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from redis import Redis
from redis.exceptions import AuthenticationError

from ops.local import rotation
from ops.local.services import secrets_file
from ops.local.stack import Stack
from ops.local.state import StackState
from ops.project import GATEWAY, ROOT
from servers.ports import free_port
from servers.program import Program, ServerError

NAMES = ["jwt", "database", "redis", "s3"]
FIELDS = [field for name in NAMES for field in rotation.SECRETS[name]]
PASSWORD = "correct horse battery staple 1"
READER, FORGETFUL = "ada@example.org", "bob@example.org"
KILLED = """
import os, signal, sys
from pathlib import Path
from ops.local import rotation
from ops.local.stack import Stack
setattr(rotation._Rotation, sys.argv[2], lambda self, *_: os.kill(os.getpid(), signal.SIGKILL))
rotation.rotate(Stack(Path(sys.argv[1])), ["jwt", "database", "redis", "s3"], grace_seconds=0.1)
"""


def servers_and_gateway(state: StackState, data: Path) -> list[Program]:
    return [*state.servers(data), state.gateway(data)]


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    state = StackState(gateway_port=free_port(), registration_open=True)
    state.choose_ports(standard=False)
    state.save(tmp_path)
    stack = Stack(tmp_path, servers_and_gateway)
    stack.start()
    try:
        yield stack
    finally:
        stack.stop()


def shell(stack: Stack, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a module as manage.sh does, with the settings that the local product has written."""
    source = f'set -a; source "{stack.data}/env"; exec "$0" -P -m "$@"'
    # As where encryption has been turned off again: what is open stays open.
    key = {"SCRIBE_STORAGE_ENCRYPTION_PREVIOUS_KEY": "5e" * 32}
    environment = os.environ | key | {"PYTHONPATH": f"{folder}:{ROOT}:{ROOT / '01-core'}"}
    line = ["bash", "-c", source, sys.executable, *command]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


def sign_in(stack: Stack) -> str:
    form = {"username": READER, "password": PASSWORD}
    answer = httpx.post(f"{stack.address.gateway_url}/api/v1/auth/login", data=form, timeout=60, trust_env=False)
    token: str = answer.json()["access_token"]
    return token


def status_with(stack: Stack, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{stack.address.gateway_url}/api/v1/meetings"
    return httpx.get(url, headers=headers, timeout=60, trust_env=False).status_code


def secrets_of(state: StackState) -> dict[str, str]:
    return {field: getattr(state, field) for field in FIELDS}


def test_a_rotation_that_was_killed_is_finished_by_the_next(stack: Stack, tmp_path: Path) -> None:
    old = stack.state
    url = f"{stack.address.gateway_url}/api/v1/auth/register"
    for email in (READER, FORGETFUL):
        form = {"email": email, "password": PASSWORD, "name": email}
        assert httpx.post(url, json=form, timeout=60, trust_env=False).status_code == 201
    token = sign_in(stack)
    begun: StackState | None = None
    for step in ("_admit", "_move", "_settle", "_close", "_forget"):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", KILLED, str(stack.data), step], env=environment, check=False)
        assert done.returncode == -signal.SIGKILL, step
        # Everything works with what is half done.
        assert status_with(stack, token) == 200, step
        begun = begun or stack.state
        assert rotation.pending(stack.state) == NAMES
        # What was begun is what counts: no second set of secrets was made.
        assert secrets_of(stack.state) == secrets_of(begun)
        if step == "_settle":
            # The file of secrets is ahead of PostgreSQL.
            assert_commands_work(stack, tmp_path / "backups", "cem@example.org")

    rotation.rotate(stack, ["database"], grace_seconds=0.1)
    assert rotation.pending(stack.state) == []
    assert begun is not None
    assert secrets_of(stack.state) == secrets_of(begun)
    with pytest.raises(ServerError, match="password authentication failed"):
        old.postgres(stack.data).query("SELECT 1")
    with pytest.raises(AuthenticationError), Redis.from_url(old.redis(stack.data).url) as redis:
        redis.ping()
    assert status_with(stack, token) == 200
    assert_commands_work(stack, tmp_path / "later", "eve@example.org")
    files = sorted(secrets_file(stack.data, "worker").parent.iterdir())
    assert [(file.name, file.stat().st_mode & 0o777) for file in files] == [
        ("gateway.env", 0o600),
        ("search.env", 0o600),
        ("worker.env", 0o600),
    ]


def assert_commands_work(stack: Stack, backups: Path, guest: str) -> None:
    for command in (
        ["app.manage", "invite", guest, "--name", "Guest"],
        ["app.manage", "reset-password", FORGETFUL],
        ["app.manage", "audit", "verify"],
        ["app.manage", "encrypt-objects"],
    ):
        done = shell(stack, GATEWAY, *command)
        assert done.returncode == 0, done.stderr
    saved = shell(stack, ROOT, "ops.backup", "backup", str(backups))
    assert saved.returncode == 0, saved.stderr
