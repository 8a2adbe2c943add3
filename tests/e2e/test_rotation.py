"""Every secret replaced by another while people read, a recording arrives and one is transcribed."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from product import Product
from redis import Redis
from redis.exceptions import AuthenticationError
from rotation_load import Load
from user import PASSWORD, User
from waiting import eventually

from ops.local import rotation
from ops.local.services import secrets_file
from ops.local.state import StackState
from servers.program import ServerError

FINE = {"meetings 200", "auth/me 200", "tags 200", "search?q=budget 200", "new tag 201", "upload 202", "events 200"}
PART_BYTES = 8 * 2**20
FIELDS = [field for fields in rotation.SECRETS.values() for field in fields]


def sign_in(user: User) -> dict[str, Any]:
    form = {"username": user.email, "password": PASSWORD}
    answer = httpx.post(f"{user.url}/api/v1/auth/login", data=form, timeout=60, trust_env=False)
    tokens: dict[str, Any] = answer.json()
    return tokens


def status_with(user: User, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{user.url}/api/v1/auth/me", headers=headers, timeout=60, trust_env=False).status_code


def secrets_of(state: StackState) -> dict[str, str]:
    return {field: getattr(state, field) for field in FIELDS}


def assert_servers_refuse(product: Product, old: StackState) -> None:
    data = product.stack.data
    with pytest.raises(ServerError, match="password authentication failed"):
        old.postgres(data).query("SELECT 1")
    with pytest.raises(AuthenticationError), Redis.from_url(old.redis(data).url) as redis:
        redis.ping()
    s3 = boto3.client(
        "s3",
        endpoint_url=old.s3(data).url,
        region_name="us-east-1",
        aws_access_key_id=old.s3_access_key,
        aws_secret_access_key=old.s3_secret_key,
        config=Config(retries={"total_max_attempts": 1}),
    )
    with pytest.raises(ClientError, match="InvalidAccessKeyId"):
        s3.list_buckets()


def test_every_secret_is_replaced_under_load_and_no_request_fails(
    product: Product, user: User, dialogue: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = product.stack.state
    pids = {name: product.pid(name) for name in ("postgres", "redis", "s3", "gateway", "worker")}
    token = sign_in(user)["access_token"]
    meeting = user.upload(dialogue)
    user.wait_until(meeting, lambda state: state["status"] == "processing")
    load = Load(product.url, token, meeting)
    with load.running():
        assert eventually(lambda: load.sent_bytes > 2 * PART_BYTES)
        sent, answered = load.sent_bytes, load.answers.total()
        rotation.rotate(product.stack, list(rotation.SECRETS))
        rotated = load.answers.total() - answered
        assert load.sent_bytes > sent + PART_BYTES
        # And some more, after everything.
        goal = load.answers.total() + 40
        assert eventually(lambda: load.answers.total() > goal)
    print(f"{rotated} requests during the rotation; in all: {dict(load.answers)}")
    assert set(load.answers) == FINE
    assert user.transcript(meeting)["segments"]
    assert {name: product.pid(name) for name in pids} == pids

    new = product.stack.state
    assert not {*secrets_of(old).values()} & {*secrets_of(new).values()}
    assert new.replaced == {"jwt_secret": old.jwt_secret}
    assert_servers_refuse(product, old)
    # Whoever had signed in before still is.
    assert status_with(user, token) == 200
    said = "".join(capfd.readouterr()) + product.logged()
    # S3 names the access key that it refuses.
    kept = [secret for state in (old, new) for name, secret in secrets_of(state).items() if name != "s3_access_key"]
    assert not [secret for secret in kept if secret in said]


def test_after_a_leak_tokens_end_at_once_and_sessions_go_on(product: Product, user: User) -> None:
    tokens = sign_in(user)
    rotation.rotate(product.stack, ["jwt"], leaked=True)
    assert status_with(user, tokens["access_token"]) == 401
    body = {"refresh_token": tokens["refresh_token"]}
    fresh = httpx.post(f"{user.url}/api/v1/auth/refresh", json=body, timeout=60, trust_env=False).json()
    assert status_with(user, fresh["access_token"]) == 200


@pytest.mark.parametrize("step", ["_admit", "_move", "_settle", "_close", "_forget"])
def test_a_rotation_that_was_killed_is_finished_by_the_next(product: Product, user: User, step: str) -> None:
    old = product.stack.state
    token = sign_in(user)["access_token"]
    killed = (
        "import os, signal, sys; from pathlib import Path;"
        "from ops.local import rotation; from ops.local.stack import Stack;"
        f"rotation._Rotation.{step} = lambda self, *_: os.kill(os.getpid(), signal.SIGKILL);"
        "rotation.rotate(Stack(Path(sys.argv[1])), ['jwt', 'database', 'redis', 's3'], grace_seconds=0.1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", killed, str(product.stack.data)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    # Everything works with what is half done.
    assert status_with(user, token) == 200
    assert user.meetings() == []
    begun = product.stack.state
    assert rotation.pending(begun) == ["jwt", "database", "redis", "s3"]

    rotation.rotate(product.stack, ["database"], grace_seconds=0.1)
    assert rotation.pending(product.stack.state) == []
    # What was begun is what counts: no second set of secrets was made.
    assert secrets_of(product.stack.state) == secrets_of(begun)
    assert_servers_refuse(product, old)
    assert status_with(user, token) == 200
    files = sorted(secrets_file(product.stack.data, "worker").parent.iterdir())
    assert [(file.name, file.stat().st_mode & 0o777) for file in files] == [
        ("gateway.env", 0o600),
        ("search.env", 0o600),
        ("worker.env", 0o600),
    ]
