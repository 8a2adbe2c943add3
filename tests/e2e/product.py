"""The whole product as `./manage.sh local` runs it, with data and ports of its own."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from model_packs import find_pack, how_to_get
from user import PASSWORD, User
from waiting import eventually

from ops.local.stack import RUNNING, Stack
from ops.local.state import StackState
from ops.project import ROOT
from servers.ports import free_port

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

IDLE_SECONDS = 3
"""Time that a job waits for a worker that was killed. The default is a minute."""

_numbers = count(1)


class Product:
    """A running stack, with what users and operators can do."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.url = stack.address.gateway_url
        endpoints = stack.state.endpoints(stack.data)
        self._s3: S3Client = boto3.client(
            "s3",
            endpoint_url=endpoints.s3_endpoint_url,
            region_name="us-east-1",
            aws_access_key_id=endpoints.s3_access_key,
            aws_secret_access_key=endpoints.s3_secret_key,
        )

    def new_user(self) -> User:
        """Return a user with a new, empty account."""
        return User(self.url, f"user{next(_numbers)}@example.org")

    def command(self, user: User, recording: Path, *options: str | Path) -> tuple[list[str], dict[str, str]]:
        """Return the command line of `transcribe`, as manage.sh calls it, and its environment."""
        line = [sys.executable, "-P", "-m", "cli", "transcribe", str(recording), "--url", self.url, *map(str, options)]
        folders = os.pathsep.join(str(ROOT / folder) for folder in ("03-interface", "01-core", ""))
        account = {"SCRIBE_CLI_EMAIL": user.email, "SCRIBE_CLI_PASSWORD": PASSWORD}
        return line, {**os.environ, "PYTHONPATH": folders, **account}

    def pid(self, service: str) -> int:
        """Return the process id of the service; 0 while it does not run."""
        return next((p.pid for p in self.stack.status() if p.name == service and p.state == RUNNING), 0)

    def kill(self, service: str) -> None:
        """Kill the service, as the kernel does without memory, and wait until supervisord has restarted it."""
        killed = self.pid(service)
        os.kill(killed, signal.SIGKILL)
        assert eventually(lambda: self.pid(service) not in {0, killed})

    def stored(self, *ids: str) -> set[str]:
        """Return bucket and key of everything stored, or of what is stored for these meetings and voices."""
        buckets = [bucket["Name"] for bucket in self._s3.list_buckets()["Buckets"]]
        found = {(bucket, key) for bucket in buckets for key in self._keys(bucket)}
        return {f"{bucket}/{key}" for bucket, key in found if not ids or any(one in key for one in ids)}

    def work_files(self) -> list[Path]:
        """Return the files in the worker's folders, without the lock file of each."""
        return [path for path in self.stack.data.joinpath("work").rglob("*") if path.is_file() and path.name != ".lock"]

    def _keys(self, bucket: str) -> Iterator[str]:
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            yield from (entry["Key"] for entry in page.get("Contents", []))


@contextmanager
def run_product(data: Path, pack: str) -> Iterator[Product]:
    """Start the product, yield it when it is healthy, and stop it. The first account, an administrator's, is made."""
    models = find_pack(pack)
    if models is None:
        pytest.fail(how_to_get(pack))
    bank = data / "voice_bank"
    bank.mkdir(parents=True)
    settings = {
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(models),
        "SCRIBE_VOICE_BANK_DIR": str(bank),
        "SCRIBE_IDLE_TIMEOUT_SECONDS": str(IDLE_SECONDS),
    }
    state = StackState(gateway_port=free_port(), answers=False)
    state.choose_ports(standard=False)
    state.save(data)
    stack = Stack(data)
    try:
        with pytest.MonkeyPatch.context() as environment:
            for name, value in settings.items():
                environment.setenv(name, value)
            stack.start()
        product = Product(stack)
        product.new_user()
        yield product
    finally:
        stack.stop()
