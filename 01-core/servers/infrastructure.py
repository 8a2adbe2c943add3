"""The three servers of one data folder: their ports and secrets, and running them as child processes."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, Field

from servers.files import write_private
from servers.ports import free_port
from servers.postgres import PostgresServer
from servers.program import Program, Server, ServerError
from servers.redis import RedisServer
from servers.s3 import INNER_PORTS, S3Server

__all__ = ["Endpoints", "Infrastructure", "Server", "run_infrastructure"]

START_SECONDS = 60.0
STOP_SECONDS = 20.0
STANDARD_PORTS = {Server.POSTGRES: 5432, Server.REDIS: 6379, Server.S3: 9000}


@dataclass(frozen=True)
class Endpoints:
    """Addresses and credentials of the running servers."""

    redis_url: str
    database_url: str
    s3_endpoint_url: str
    s3_access_key: str
    s3_secret_key: str


def _secret() -> str:
    return secrets.token_hex(16)


class Infrastructure(BaseModel):
    """Ports and secrets of the servers of one data folder, kept in that folder. A port of 0 is not chosen yet."""

    postgres_port: int = 0
    redis_port: int = 0
    s3_port: int = 0
    s3_inner_ports: tuple[int, ...] = (0,) * len(INNER_PORTS)
    postgres_password: str = Field(default_factory=_secret)
    redis_password: str = Field(default_factory=_secret)
    s3_access_key: str = Field(default_factory=_secret)
    s3_secret_key: str = Field(default_factory=_secret)
    replaced: dict[str, str] = Field(default_factory=dict)
    """Secrets before those of now, by their field, as long as servers may accept them."""

    @classmethod
    def load(cls, data: Path) -> Self:
        """Return what the folder remembers, or fresh secrets without ports where it remembers nothing."""
        file = data / "infrastructure.json"
        return cls.model_validate_json(file.read_text()) if file.exists() else cls()

    def save(self, data: Path) -> None:
        write_private(data / "infrastructure.json", self.model_dump_json(indent=2))

    def choose_ports(self, *, standard: bool) -> None:
        """Choose a free port for each server: that of last time, else with `standard` the usual one, else any."""
        preferred = STANDARD_PORTS if standard else {}
        taken: set[int] = set()

        def choose(port: int, server: Server | None = None) -> int:
            chosen = free_port(port or (preferred.get(server) if server else None), taken=taken)
            taken.add(chosen)
            return chosen

        self.postgres_port = choose(self.postgres_port, Server.POSTGRES)
        self.redis_port = choose(self.redis_port, Server.REDIS)
        self.s3_port = choose(self.s3_port, Server.S3)
        self.s3_inner_ports = tuple(choose(port) for port in self.s3_inner_ports)

    def postgres(self, data: Path, *, durable: bool = True) -> PostgresServer:
        previous = self.replaced.get("postgres_password")
        return PostgresServer(data / Server.POSTGRES, self.postgres_port, self.postgres_password, durable, previous)

    def redis(self, data: Path) -> RedisServer:
        return RedisServer(
            data / Server.REDIS, self.redis_port, self.redis_password, self.replaced.get("redis_password")
        )

    def s3(self, data: Path) -> S3Server:
        access_key, secret_key = self.replaced.get("s3_access_key"), self.replaced.get("s3_secret_key")
        return S3Server(
            data / Server.S3,
            self.s3_port,
            self.s3_inner_ports,
            self.s3_access_key,
            self.s3_secret_key,
            previous_keys=(access_key, secret_key) if access_key and secret_key else None,
        )

    def servers(self, data: Path, *, durable: bool = True) -> list[Program]:
        """Return all three, in the order in which they start."""
        return [self.postgres(data, durable=durable), self.redis(data), self.s3(data)]

    def endpoints(self, data: Path) -> Endpoints:
        return Endpoints(
            redis_url=self.redis(data).url,
            database_url=self.postgres(data).url,
            s3_endpoint_url=self.s3(data).url,
            s3_access_key=self.s3_access_key,
            s3_secret_key=self.s3_secret_key,
        )


@contextmanager
def run_infrastructure(data: Path | None = None, servers: Collection[Server] = tuple(Server)) -> Iterator[Endpoints]:
    """Run servers on free loopback ports; all are healthy when this yields, and stopped afterwards.

    Their data stays in `data` and is there next time. Without it they use a folder that is removed at the end, and
    PostgreSQL does not wait for the disk. Raises ServerError where one does not start within START_SECONDS.
    """
    with ExitStack() as stack:
        if data is None:
            folder = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="scribe-", ignore_cleanup_errors=True))
            )
        else:
            folder = data.resolve()
            folder.mkdir(parents=True, exist_ok=True)
        infrastructure = Infrastructure.load(folder)
        infrastructure.choose_ports(standard=False)
        infrastructure.save(folder)
        wanted = [s for s in infrastructure.servers(folder, durable=data is not None) if s.name in servers]
        running = [(server, stack.enter_context(_run_child(server, folder))) for server in wanted]
        for server, process in running:
            _wait_healthy(server, process, folder)
        yield infrastructure.endpoints(folder)


@contextmanager
def _run_child(server: Program, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    server.prepare()
    with _log(server, folder).open("ab") as log:
        process = subprocess.Popen(
            _stopped_with_this_thread(server.command()),
            cwd=server.directory,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # For its sockets in /tmp too, whatever the caller's is.
            umask=0o077,
            # Ctrl-C in the terminal is for the caller, who then stops the servers in order.
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(server.stop_signal)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stopped_with_this_thread(command: list[str]) -> list[str]:
    """Return the command such that Linux stops the server when the thread that started it ends, however it ends."""
    if sys.platform != "linux" or shutil.which("setpriv") is None:
        return command
    # Changing the user forgets the request, so where that is done too it must be the same call.
    rest = command[1:] if command[0] == "setpriv" else ["--", *command]
    return ["setpriv", "--pdeathsig=TERM", *rest]


def _wait_healthy(server: Program, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.is_healthy():
        if process.poll() is not None:
            raise ServerError(f"{server.name} ended with {process.returncode}: {_last_lines(server, folder)}")
        if time.monotonic() > deadline:
            raise ServerError(f"{server.name} is not ready after {START_SECONDS:.0f} s: {_last_lines(server, folder)}")
        time.sleep(0.05)


def _log(server: Program, folder: Path) -> Path:
    return folder / f"{server.name}.log"


def _last_lines(server: Program, folder: Path) -> str:
    return os.linesep.join(_log(server, folder).read_text(errors="replace").splitlines()[-10:])
