"""Uploads over a real socket: broken connections, early rejections and the memory of the process."""

import asyncio
import hashlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import psutil
import pytest
from redis import Redis
from support.processes import BACKEND, environment
from support.waiting import wait_until

from app.core.config import Settings
from app.services.uploads.writer import STORED_PART_BYTES
from scribe_contracts import s3 as storage
from scribe_contracts.jobs import JOBS_STREAM
from scribe_contracts.storage import Bucket, source

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MIB = 2**20
SIZE = 128 * STORED_PART_BYTES
MAX_GROWTH = 64 * MIB
"""A tenth of the upload, which is long enough for anything that piles up to show."""

HEAD = b'--limit\r\nContent-Disposition: form-data; name="file"; filename="long.wav"\r\nContent-Type: audio/wav\r\n\r\n'
TAIL = b"\r\n--limit--\r\n"


@pytest.fixture
def s3(settings: Settings) -> "S3Client":
    return storage.connect(settings)


def connect(server: str) -> socket.socket:
    address = urlsplit(server)
    return socket.create_connection((address.hostname or "", address.port or 0), timeout=60)


def request_head(headers: dict[str, str], length: int) -> bytes:
    lines = headers | {
        "Host": "scribe.test",
        "Connection": "close",
        "Content-Type": "multipart/form-data; boundary=limit",
        "Content-Length": str(length),
    }
    listed = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST /api/v1/process HTTP/1.1\r\n{listed}\r\n".encode()


def answer_of(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        return stream.read()


def unfinished(s3: "S3Client") -> int:
    return len(s3.list_multipart_uploads(Bucket=Bucket.UPLOADS).get("Uploads", []))


def objects(s3: "S3Client") -> int:
    return s3.list_objects_v2(Bucket=Bucket.UPLOADS)["KeyCount"]


async def test_a_connection_that_breaks_leaves_nothing(
    server: str, s3: "S3Client", headers: dict[str, str], settings: Settings
) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(request_head(headers, SIZE) + HEAD)
        for _ in range(3):
            await asyncio.to_thread(connection.sendall, bytes(STORED_PART_BYTES))
        await wait_until(lambda: unfinished(s3) == 1)
    await wait_until(lambda: unfinished(s3) == 0)
    assert objects(s3) == 0
    with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        assert redis.xlen(JOBS_STREAM) == 0
    async with httpx.AsyncClient(base_url=server, headers=headers) as client:
        assert (await client.get("/api/v1/meetings")).json()["total"] == 0


async def test_the_reason_arrives_although_the_client_is_still_sending(server: str, headers: dict[str, str]) -> None:
    """The upload is twenty times what the sockets' buffers hold, and is rejected at the first bytes."""
    pdf = HEAD + b"%PDF-1.7\n" + bytes(100 * MIB) + TAIL

    def upload() -> bytes:
        with closing(connect(server)) as connection:
            connection.sendall(request_head(headers, len(pdf)) + pdf)
            return answer_of(connection)

    answer = await asyncio.to_thread(upload)
    assert answer.startswith(b"HTTP/1.1 415")
    assert b"not_media" in answer


@pytest.fixture
def process(settings: Settings) -> Iterator[tuple[str, psutil.Process]]:
    """Yield a gateway in a process of its own, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=BACKEND, env=environment(settings), stderr=subprocess.DEVNULL) as child:
        try:
            yield f"http://127.0.0.1:{port}", psutil.Process(child.pid)
        finally:
            child.terminate()


async def is_alive(server: str) -> bool:
    async with httpx.AsyncClient(base_url=server) as client:
        try:
            return (await client.get("/health/live")).is_success
        except httpx.TransportError:
            return False


def resident(process: psutil.Process) -> int:
    """Return the bytes that a process and its children have in memory together."""
    return sum(each.memory_info().rss for each in (process, *process.children()))


class MemoryWatch(threading.Thread):
    """Measures the most memory of a gateway's processes, one of which receives, while the block runs."""

    def __init__(self, process: psutil.Process) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._done = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._done.wait(0.02):
            self.peak = max(self.peak, resident(self._process))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()


PARTS = tuple(hashlib.shake_128(bytes([number])).digest(STORED_PART_BYTES) for number in range(3))
"""Noise; an object is these in turn, so that its checksum is quickly known and a part in the wrong place shows."""


def etag(size: int) -> str:
    """Return the ETag that S3 gives an object of those parts."""
    digests = [hashlib.md5(part, usedforsecurity=False).digest() for part in PARTS]
    count = size // STORED_PART_BYTES
    whole = b"".join(digests[number % len(digests)] for number in range(count))
    return f"{hashlib.md5(whole, usedforsecurity=False).hexdigest()}-{count}"


def send(server: str, headers: dict[str, str], size: int) -> dict[str, str]:
    with closing(connect(server)) as connection:
        connection.sendall(request_head(headers, len(HEAD) + size + len(TAIL)) + HEAD)
        for number in range(size // STORED_PART_BYTES):
            connection.sendall(PARTS[number % len(PARTS)])
        connection.sendall(TAIL)
        answer = answer_of(connection)
    assert answer.startswith(b"HTTP/1.1 202"), answer[:500]
    meeting: dict[str, str] = json.loads(answer.partition(b"\r\n\r\n")[2])
    return meeting


@pytest.mark.heavy
async def test_a_large_upload_passes_through_a_bounded_memory(
    process: tuple[str, psutil.Process], s3: "S3Client", headers: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    server, gateway = process
    await wait_until(lambda: is_alive(server), seconds=30)
    # One small upload first: imports, connections and pools are no part of what an upload needs.
    await asyncio.to_thread(send, server, headers, STORED_PART_BYTES)
    before = resident(gateway)
    began = time.monotonic()
    with MemoryWatch(gateway) as watch:
        meeting = await asyncio.to_thread(send, server, headers, SIZE)
    growth = watch.peak - before
    seconds = time.monotonic() - began
    with capsys.disabled():
        print(
            f"\n{SIZE / MIB:.0f} MiB in {seconds:.1f} s: {before / MIB:.0f} MiB before, {growth / MIB:+.1f} at the peak"
        )
    assert growth <= MAX_GROWTH
    bucket, key = source(UUID(meeting["id"]))
    stored = s3.head_object(Bucket=bucket, Key=key)
    assert stored["ContentLength"] == SIZE
    assert stored["ETag"].strip('"') == etag(SIZE)
