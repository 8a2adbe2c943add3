"""The whole product as `./manage.sh local` runs it, with data and ports of its own."""

import os
import signal
import sys
import xmlrpc.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import psutil
import pytest
from language_process import LanguageProcess
from model_packs import find_pack, how_to_get
from user import PASSWORD, User
from waiting import eventually

from ops.local.stack import RUNNING, Stack
from ops.local.state import StackState
from ops.project import ROOT
from servers.ports import free_port
from servers.program import Program

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

IDLE_SECONDS = 3
"""Time that a job waits for a worker that was killed. The default is a minute."""

_numbers = count(1)


class Product:
    """A running stack, with what users and operators can do."""

    def __init__(self, stack: Stack, language: LanguageProcess) -> None:
        self.stack = stack
        self.language = language
        self.url = stack.address.gateway_url

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

    def running(self, service: str) -> int:
        """Return the process id of the service once supervisord says that it runs, a second after its start.

        Process 0 is none, and a signal to it would end the tests.
        """
        assert eventually(lambda: self.pid(service) != 0)
        return self.pid(service)

    def kill(self, service: str) -> None:
        """Kill the service, as the kernel does without memory, and wait until supervisord has restarted it."""
        killed = self.running(service)
        os.kill(killed, signal.SIGKILL)
        assert eventually(lambda: self.pid(service) not in {0, killed})

    @contextmanager
    def without(self, service: str) -> Iterator[None]:
        """Kill the service, keep it down for as long as the context lasts, and wait until it is healthy again."""
        os.kill(self.running(service), signal.SIGKILL)
        # While supervisord has not noticed yet, or is about to restart it, it refuses.
        assert eventually(lambda: self._stops(service))
        try:
            yield
        finally:
            self.stack.supervisor.start(service)
        assert eventually(self.program(service).is_healthy)

    @contextmanager
    def frozen(self, service: str) -> Iterator[None]:
        """Stop every process of the service where it stands for as long as the context lasts."""
        head = psutil.Process(self.running(service))
        processes = [head, *head.children(recursive=True)]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                # One that was killed meanwhile is there no more.
                with suppress(psutil.NoSuchProcess):
                    process.resume()

    def _stops(self, service: str) -> bool:
        try:
            self.stack.supervisor.stop(service)
        except xmlrpc.client.Fault:
            return False
        return True

    def program(self, service: str) -> Program:
        return next(
            program
            for program in _programs(self.language)(self.stack.state, self.stack.data)
            if program.name == service
        )

    def logged(self) -> str:
        """Return everything that the services have logged."""
        return "\n".join(file.read_text(errors="replace") for file in self.stack.supervisor.logs.glob("*.log*"))

    def s3(self) -> "S3Client":
        """Return a client with the keys of now."""
        endpoints = self.stack.state.endpoints(self.stack.data)
        client: S3Client = boto3.client(
            "s3",
            endpoint_url=endpoints.s3_endpoint_url,
            region_name="us-east-1",
            aws_access_key_id=endpoints.s3_access_key,
            aws_secret_access_key=endpoints.s3_secret_key,
        )
        return client

    def stored(self, *ids: str) -> set[str]:
        """Return bucket and key of everything stored, or of what is stored for these meetings and voices."""
        s3 = self.s3()
        buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
        found = {(bucket, key) for bucket in buckets for key in self._keys(s3, bucket)}
        return {f"{bucket}/{key}" for bucket, key in found if not ids or any(one in key for one in ids)}

    def work_files(self) -> list[Path]:
        """Return the files in the worker's folders, without the lock file of each."""
        return [path for path in self.stack.data.joinpath("work").rglob("*") if path.is_file() and path.name != ".lock"]

    def _keys(self, s3: "S3Client", bucket: str) -> Iterator[str]:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            yield from (entry["Key"] for entry in page.get("Contents", []))


@contextmanager
def run_product(data: Path, pack: str) -> Iterator[Product]:
    """Start the product, yield it when it is healthy, and stop it. The first account, an administrator's, is made."""
    models = find_pack(pack)
    for name in (pack, "embeddings"):
        if find_pack(name) is None:
            pytest.fail(how_to_get(name))
    language = LanguageProcess.on_a_free_port(data / "hold")
    bank = data / "voice_bank"
    bank.mkdir(parents=True)
    settings = {
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(models),
        "SCRIBE_VOICE_BANK_DIR": str(bank),
        "SCRIBE_IDLE_TIMEOUT_SECONDS": str(IDLE_SECONDS),
        "SCRIBE_LANGUAGE_URL": language.url,
    }
    state = StackState(gateway_port=free_port(), registration_open=True)
    state.choose_ports(standard=False)
    state.save(data)
    stack = Stack(data, _programs(language))
    # Which programs a stack has depends on its settings, so they hold until it has stopped.
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        try:
            stack.start()
            product = Product(stack, language)
            product.new_user()
            yield product
        finally:
            language.let_go()
            stack.stop()


def _programs(language: LanguageProcess) -> Callable[[StackState, Path], list[Program]]:
    """Return the programs of a local stack, with a language server that does as a test wants."""

    def programs(state: StackState, data: Path) -> list[Program]:
        return [language, *state.programs(data)]

    return programs
