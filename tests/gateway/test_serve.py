"""The gateway as two processes behind one port."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from uuid import uuid4

import httpx
import psutil
import pytest
from redis import Redis
from support.processes import BACKEND, environment
from support.waiting import wait_until

from app.core.config import Settings
from app.receiver.relay import MAX_SILENT_SECONDS
from scribe_contracts.jobs import JOBS_STREAM

WAV = b"RIFF\xff\xff\xff\x7fWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80>\x00\x00\x00}\x00\x00\x02\x00\x10\x00data"
FORM = (
    b'--limit\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    + WAV
    + bytes(8192)
    + b"\r\n--limit--\r\n"
)


_MANY = 120
"""More than the channel between the two processes has room for."""


@dataclass(frozen=True)
class Gateway:
    """A gateway that was started by its command."""

    port: int
    process: psutil.Process
    child: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def receiver(self) -> psutil.Process:
        return self.process.children()[0]

    @property
    def hashing(self) -> psutil.Process:
        """Return the process that hashes, which there is once somebody has signed in."""
        [found] = [each for each in self.process.children() if "app.core.passwords.program" in each.cmdline()]
        return found

    def has_handed_over(self, connection: socket.socket) -> bool:
        """Return whether the receiver has this connection."""
        port = connection.getsockname()[1]
        return any(each.raddr and each.raddr.port == port for each in self.receiver.net_connections("tcp"))

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


@pytest.fixture
def started(settings: Settings) -> Iterator[Gateway]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Only the receiver's news can wake whoever sends jobs.
    changed = environment(settings) | {"SCRIBE_SWEEP_SECONDS": "60"}
    command = [sys.executable, "-m", "app.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=BACKEND, env=changed, stderr=subprocess.DEVNULL) as child:
        process = psutil.Process(child.pid)
        try:
            yield Gateway(port, process, child)
        finally:
            with suppress(psutil.Error):
                for each in process.children():
                    each.resume()
            child.terminate()


@pytest.fixture
async def gateway(started: Gateway) -> Gateway:
    async with httpx.AsyncClient(base_url=started.url) as client:

        async def is_alive() -> bool:
            with suppress(httpx.TransportError):
                return (await client.get("/health/live")).is_success
            return False

        await wait_until(is_alive, seconds=40)
    return started


def upload(headers: dict[str, str], *, path: str = "/api/v1/process") -> bytes:
    lines = headers | {
        "Host": "scribe.test",
        "Content-Type": "multipart/form-data; boundary=limit",
        "Content-Length": str(len(FORM)),
    }
    listed = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {path} HTTP/1.1\r\n{listed}\r\n".encode() + FORM


def receive_all(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        return stream.read()


async def test_an_upload_on_a_used_connection_is_received_counted_and_queued(
    gateway: Gateway, settings: Settings, headers: dict[str, str]
) -> None:
    with closing(gateway.connect()) as connection:
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        first = b""
        while not first.endswith(b"}"):
            first += await asyncio.to_thread(connection.recv, 65536)
        assert first.startswith(b"HTTP/1.1 200")
        # A line in pieces is handed over as any other.
        whole = upload(headers)
        for piece in (whole[:3], whole[3:12], whole[12:]):
            connection.sendall(piece)
        answer = await asyncio.to_thread(receive_all, connection)
    assert answer.startswith(b"HTTP/1.1 202"), answer[:300]
    assert b"connection: close" in answer.lower()

    with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        await wait_until(lambda: redis.xlen(JOBS_STREAM) == 1)
    async with httpx.AsyncClient(base_url=gateway.url) as client:
        metrics = (await client.get("/metrics")).text
    assert f"scribe_uploaded_bytes_total {float(len(WAV) + 8192)}" in metrics
    assert 'scribe_requests_total{method="POST",route="/api/v1/process",status="202"} 1.0' in metrics


async def test_reads_are_answered_while_the_receiver_stands_still(gateway: Gateway, headers: dict[str, str]) -> None:
    gateway.receiver.suspend()
    with closing(gateway.connect()) as connection:
        connection.sendall(upload(headers))
        async with httpx.AsyncClient(base_url=gateway.url, headers=headers) as client:
            for _ in range(5):
                assert (await client.get("/api/v1/meetings")).json()["total"] == 0
        gateway.receiver.resume()
        answer = await asyncio.to_thread(receive_all, connection)
    assert answer.startswith(b"HTTP/1.1 202"), answer[:300]


async def test_a_gateway_whose_receiver_stands_still_is_not_ready(gateway: Gateway) -> None:
    async with httpx.AsyncClient(base_url=gateway.url, timeout=20) as client:

        async def is_ready() -> bool:
            answer = await client.get("/health/ready")
            said = [error["field"] for error in answer.json().get("errors", [])]
            return answer.is_success or "The receiver of recordings" not in said

        async def is_not_ready() -> bool:
            return not await is_ready()

        assert await is_ready()
        gateway.receiver.suspend()
        await wait_until(is_not_ready, seconds=MAX_SILENT_SECONDS + 10)
        gateway.receiver.resume()
        await wait_until(is_ready)


async def test_many_recordings_at_once_wait_for_the_receiver(gateway: Gateway, headers: dict[str, str]) -> None:
    gateway.receiver.suspend()
    with ExitStack() as stack:
        connections = [stack.enter_context(closing(gateway.connect())) for _ in range(_MANY)]
        for connection in connections:
            connection.sendall(upload(headers | {"Idempotency-Key": str(uuid4())}))
        async with httpx.AsyncClient(base_url=gateway.url, headers=headers) as client:
            assert (await client.get("/api/v1/meetings")).json()["total"] == 0
        gateway.receiver.resume()
        answers = [await asyncio.to_thread(receive_all, connection) for connection in connections]

    # Only the receiver ends a connection with its answer.
    assert [answer for answer in answers if b"connection: close" not in answer.lower()] == []
    assert [answer[:60] for answer in answers if not answer.startswith((b"HTTP/1.1 202", b"HTTP/1.1 429"))] == []


async def test_what_is_not_handed_over_does_not_double_what_a_user_may_send(
    gateway: Gateway, headers: dict[str, str]
) -> None:
    unfinished = upload(headers)[:-20]
    first = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
    with ExitStack() as stack:
        connections = [stack.enter_context(closing(gateway.connect())) for _ in range(4)]
        for connection in connections:
            # In one piece, so that the first process has read both before it knows the second.
            connection.sendall(first + unfinished)

        def said(connection: socket.socket) -> bytes:
            """Return what comes after the answer to the first request; nothing where the second is waited for."""
            # A refusal is told once the body has had ten seconds to end.
            connection.settimeout(14)
            received = b""
            with suppress(TimeoutError):
                while received.count(b"HTTP/1.1") < 2:
                    received += connection.recv(65536)
            return received.partition(b"}")[2]

        answers = await asyncio.gather(*(asyncio.to_thread(said, connection) for connection in connections))
    assert sorted(answer[:12] for answer in answers) == [b"", *[b"HTTP/1.1 429"] * 3]


async def test_an_upload_after_a_restart_of_redis_is_received(
    gateway: Gateway, settings: Settings, headers: dict[str, str]
) -> None:
    """The receiver has nothing else to do that would find out that its connections are broken."""
    for _ in range(2):
        with closing(gateway.connect()) as connection:
            connection.sendall(upload(headers))
            answer = await asyncio.to_thread(receive_all, connection)
        assert answer.startswith(b"HTTP/1.1 202"), answer[:300]
        with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
            assert redis.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes") > 0


async def test_the_receiver_steps_back_behind_everything_else(gateway: Gateway) -> None:
    assert gateway.receiver.nice() > gateway.process.nice()
    assert os.sched_getscheduler(gateway.receiver.pid) == os.SCHED_BATCH
    assert os.sched_getscheduler(gateway.process.pid) == os.SCHED_OTHER


async def test_a_gateway_without_its_receiver_ends_so_that_it_is_started_anew(gateway: Gateway) -> None:
    gateway.receiver.kill()

    assert await asyncio.to_thread(gateway.child.wait, 20) != 0


async def test_sign_ins_go_on_after_the_process_that_hashes_has_died(gateway: Gateway) -> None:
    form = {"username": "nobody@example.org", "password": "a wrong password"}
    async with httpx.AsyncClient(base_url=gateway.url, timeout=20) as client:
        for _ in range(2):
            assert (await client.post("/api/v1/auth/login", data=form)).status_code == HTTPStatus.UNAUTHORIZED
            hashing = gateway.hashing
            assert hashing.nice() > gateway.process.nice()
            hashing.suspend()
            waiting = asyncio.create_task(client.post("/api/v1/auth/login", data=form))
            assert (await client.get("/health/live")).is_success
            hashing.kill()
            assert (await waiting).status_code in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.UNAUTHORIZED}


async def test_the_process_that_hashes_ends_with_its_gateway(gateway: Gateway) -> None:
    form = {"username": "nobody@example.org", "password": "a wrong password"}
    async with httpx.AsyncClient(base_url=gateway.url) as client:
        await client.post("/api/v1/auth/login", data=form)
    hashing = gateway.hashing
    gateway.process.kill()

    await wait_until(lambda: not hashing.is_running() or hashing.status() == psutil.STATUS_ZOMBIE, seconds=20)


async def test_a_receiver_without_its_gateway_ends(gateway: Gateway) -> None:
    receiver = gateway.receiver
    gateway.process.kill()

    await wait_until(lambda: not receiver.is_running() or receiver.status() == psutil.STATUS_ZOMBIE, seconds=20)


async def test_both_end_when_they_are_told_to(gateway: Gateway, headers: dict[str, str]) -> None:
    receiver = gateway.receiver
    whole = upload(headers)
    with closing(gateway.connect()) as connection:
        connection.sendall(whole[:-20])
        await wait_until(lambda: gateway.has_handed_over(connection))
        gateway.process.terminate()
        connection.sendall(whole[-20:])
        answer = await asyncio.to_thread(receive_all, connection)
    await asyncio.to_thread(gateway.child.wait, 20)

    # What was on its way had time to arrive.
    assert answer.startswith(b"HTTP/1.1 202"), answer[:300]
    assert not receiver.is_running()


def test_settings_that_are_wrong_are_named_in_a_line_each_without_what_was_set(settings: Settings) -> None:
    changed = environment(settings) | {"SCRIBE_OIDC_ISSUER": "http://login.example.org", "SCRIBE_JWT_SECRET": "hunter2"}
    command = (sys.executable, "-P", "-m", "app.serve", "--port", "0")
    ended = subprocess.run(command, cwd=BACKEND, env=changed, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr.splitlines()) == (
        os.EX_CONFIG,
        [
            "SCRIBE_JWT_SECRET: the secret needs 32 characters or more",
            "SCRIBE_OIDC_ISSUER: the issuer must be an https address",
        ],
    )
