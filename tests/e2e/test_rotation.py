"""Every secret replaced by another while people read, a recording arrives and one is transcribed."""

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
    pids = {name: product.running(name) for name in ("postgres", "redis", "s3", "gateway", "worker")}
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
    print(f"{rotated} requests during the rotation; in all: {dict(load.answers)}")


def test_after_a_leak_tokens_end_at_once_and_sessions_go_on(product: Product, user: User) -> None:
    tokens = sign_in(user)
    rotation.rotate(product.stack, ["jwt"], leaked=True)
    assert status_with(user, tokens["access_token"]) == 401
    body = {"refresh_token": tokens["refresh_token"]}
    fresh = httpx.post(f"{user.url}/api/v1/auth/refresh", json=body, timeout=60, trust_env=False).json()
    assert status_with(user, fresh["access_token"]) == 200
