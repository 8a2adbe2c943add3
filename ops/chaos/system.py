"""The stack under test: servers, two gateways and two workers, with links between them that can be disturbed."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops.chaos.links import Link, running
from ops.chaos.plan import LINKS
from ops.local.services import GatewayService, WorkerService
from ops.local.stack import RUNNING, Stack
from ops.local.state import StackState
from ops.project import MODELS
from servers.infrastructure import Endpoints
from servers.ports import free_port
from servers.program import Program

PACK = MODELS / "tiny"
IDLE_SECONDS = 2
LOST_SECONDS = 4
CLOCKED = ("gateway2", "worker2")
_FAKETIME = (
    Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
    Path("/usr/lib64/faketime/libfaketimeMT.so.1"),
)


@dataclass(frozen=True)
class NamedGateway(GatewayService):
    name: str = "gateway"


@dataclass(frozen=True)
class NamedWorker(WorkerService):
    name: str = "worker"


class System:
    """The running stack with its links."""

    def __init__(self, stack: Stack, links: dict[str, Link], gateways: tuple[str, str], clock: Path | None) -> None:
        self.stack = stack
        self.data = stack.data
        self.links = links
        self.gateways = gateways
        """Addresses of both gateways."""

        self.clock = clock
        """File with the offset of the clock of the second gateway and worker; None where clocks cannot be moved."""

    @property
    def endpoints(self) -> Endpoints:
        """Return the addresses of the servers themselves, past the links."""
        return self.stack.state.endpoints(self.data)

    def pid(self, service: str) -> int:
        """Return the process id of a service; 0 while it does not run."""
        return next((p.pid for p in self.stack.status() if p.name == service and p.state == RUNNING), 0)

    def down(self) -> list[str]:
        """Return the services that do not run."""
        return [process.name for process in self.stack.status() if process.state != RUNNING]

    def postgres_port(self) -> int:
        return self.stack.state.postgres_port


def find_faketime() -> Path | None:
    """Return the library that moves the clock of a process (Debian: libfaketime); None where it is not installed."""
    return next((path for path in _FAKETIME if path.exists()), None)


@contextmanager
def running_system(data: Path) -> Iterator[System]:
    """Start the stack on free ports, yield it when everything is healthy, and stop it."""
    state = StackState(registration_open=True)
    state.choose_ports(standard=False)
    second = free_port()
    state.save(data)
    targets = {"postgres": state.postgres_port, "redis": state.redis_port, "s3": state.s3_port}
    links = {name: Link(free_port(), targets[name.split("-")[1]]) for name in LINKS}
    library = find_faketime()
    clock = data / "clock" if library else None
    if clock is not None:
        clock.write_text("+0\n")
    environment = _environment(library, clock)

    def programs(state: StackState, data: Path) -> list[Program]:
        """Return what the local stack runs, without the web application and with two of each service."""
        gateway, worker = state.gateway(data), state.worker(data)
        seen = _linked(gateway.settings, "gateway", state, links)
        works = _linked(worker.settings, "worker", state, links)
        return [
            *state.servers(data),
            *state.searching(data),
            NamedGateway(state.gateway_port, seen, name="gateway"),
            NamedGateway(second, seen | environment, name="gateway2"),
            NamedWorker(gateway.url, works, data / "work", name="worker"),
            NamedWorker(gateway.url, works | environment, data / "work", name="worker2"),
        ]

    bank = data / "voice_bank"
    bank.mkdir()
    os.environ.update(_settings(bank))
    stack = Stack(data, programs)
    with running(links):
        try:
            stack.start()
            yield System(stack, links, (stack.address.gateway_url, f"http://127.0.0.1:{second}"), clock)
        finally:
            stack.stop()


def _settings(bank: Path) -> dict[str, str]:
    return {
        "SCRIBE_PROFILE": "cpu",
        "SCRIBE_MODELS_DIR": str(PACK),
        "SCRIBE_VOICE_BANK_DIR": str(bank),
        "SCRIBE_IDLE_TIMEOUT_SECONDS": str(IDLE_SECONDS),
        "SCRIBE_LOST_JOB_SECONDS": str(LOST_SECONDS),
        "SCRIBE_SWEEP_SECONDS": "1",
        "SCRIBE_CPU_THREADS": "1",
        # The account of the run signs in once.
        "SCRIBE_ACCESS_TOKEN_SECONDS": "86400",
        # Faults take workers down more often than recordings do.
        "SCRIBE_MAX_DELIVERIES": "5",
    }


def _environment(library: Path | None, clock: Path | None) -> dict[str, str]:
    if library is None or clock is None:
        return {}
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(Path(__file__).with_name("clock")),
    }


def _linked(settings: dict[str, str], side: str, state: StackState, links: dict[str, Link]) -> dict[str, str]:
    """Return the settings with the ports of the side's links in place of the servers' own."""
    ports = {"postgres": state.postgres_port, "redis": state.redis_port, "s3": state.s3_port}
    linked = dict(settings)
    for server, port in ports.items():
        link = links.get(f"{side}-{server}")
        if link is not None:
            linked = {
                name: value.replace(f"127.0.0.1:{port}", f"127.0.0.1:{link.port}") for name, value in linked.items()
            }
    return linked


def new_password() -> str:
    return secrets.token_urlsafe(24)
