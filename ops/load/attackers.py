"""Greedy and hostile clients, a few of each, each going on until it is stopped.

What they are answered is counted; that they are refused, slowed down or served does not matter, as long as the others
are not disturbed.
"""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx

from ops.load import sockets
from ops.load.apart import apart
from ops.load.site import EDITED_WORDS, Person, Target
from ops.load.tally import Tally

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LARGE_BYTES = 300 * 10**6
AT_ONCE = {"300 MB body": 3, "anonymous login": 20, "long edit": 4, "dripping part": 12, "stalled one-shot": 8}
HALF_HEADS = 100
_BLOCK = bytes(256 * 1024)
_PAUSE_SECONDS = 0.5
_STOP_SECONDS = 10.0
_DRIP_SECONDS = 1.0

Attack = Callable[[Target, Person, str], Awaitable[int]]


@contextmanager
def attacked(target: Target, attacker: Person, token: str, tally: Tally) -> Iterator[None]:
    """Attack while the block runs."""
    with apart(_attack_until_told, target, attacker, token) as connection:
        yield
        connection.send(None)
        if connection.poll(_STOP_SECONDS):
            tally.attacks.update(connection.recv())


def _attack_until_told(connection: "Connection[Any, Any]", target: Target, attacker: Person, token: str) -> None:
    tally = Tally()

    async def attack() -> None:
        task = asyncio.create_task(_attack(target, attacker, token, tally))
        await asyncio.to_thread(connection.recv)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(attack())
    connection.send(tally.attacks)


async def _attack(site: Target, attacker: Person, token: str, tally: Tally) -> None:
    """Run every attack at once until the task is cancelled, all signed in as one person."""
    attacks: dict[str, Attack] = {
        "300 MB body": _large_body,
        "anonymous login": _anonymous_login,
        "long edit": _long_edit,
        "dripping part": _dripping_part,
        "stalled one-shot": _stalled_upload,
    }
    running = [
        _repeat(name, partial(attacks[name], site, attacker, token), tally)
        for name, count in AT_ONCE.items()
        for _ in range(count)
    ]
    await asyncio.gather(*running, *(_half_head(site, tally) for _ in range(HALF_HEADS)))


async def _repeat(name: str, deed: Callable[[], Awaitable[int]], tally: Tally) -> None:
    while True:
        said = 0
        with suppress(OSError, httpx.HTTPError):
            said = await deed()
        tally.attacks[f"{name}: {said or 'hung up'}"] += 1
        await asyncio.sleep(_PAUSE_SECONDS)


async def _large_body(site: Target, _: Person, _token: str) -> int:
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    async with sockets.connected(site.port) as (reader, writer):
        writer.write(sockets.head("POST", "auth/refresh", headers))
        answer = asyncio.create_task(sockets.status(reader))
        for __ in range(LARGE_BYTES // len(_BLOCK)):
            writer.write(f"{len(_BLOCK):x}\r\n".encode() + _BLOCK + b"\r\n")
            await writer.drain()
            if answer.done():
                break
        return await answer


async def _anonymous_login(site: Target, _: Person, _token: str) -> int:
    form = {"username": f"{uuid4().hex}@example.org", "password": uuid4().hex}
    # Each from an address of its own, as a botnet's.
    address = f"172.{uuid4().int % 200 + 16}.{uuid4().int % 250}.{uuid4().int % 250}"
    async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
        answer = await client.post(f"{site.url}/api/v1/auth/login", data=form, headers={"X-Forwarded-For": address})
    return answer.status_code


async def _long_edit(site: Target, attacker: Person, token: str) -> int:
    """Replace every word, each time by others."""
    path = f"{site.url}/api/v1/meetings/{attacker.transcribed}/revisions"
    edit_id = uuid4()
    text = " ".join(f"{edit_id.hex[:3]}{at % 89}" for at in range(EDITED_WORDS))[:20_000]
    operation = {"kind": "edit", "segments": [0], "text": text}
    async with httpx.AsyncClient(timeout=120, trust_env=False, headers={"Authorization": f"Bearer {token}"}) as client:
        revisions = await client.get(path)
        numbers = [revision["number"] for revision in revisions.json()["items"]] if revisions.is_success else []
        edit = {"base": max(numbers, default=0), "edit_id": str(edit_id), "operation": operation}
        return (await client.post(path, json=edit)).status_code


async def _dripping_part(site: Target, _: Person, token: str) -> int:
    signed = {"Authorization": f"Bearer {token}"}
    start = {"filename": "a.wav", "size_bytes": 8 * 2**20, "head": base64.b64encode(bytes(4096)).decode()}
    async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
        # The same upload each time, of which one part is sent over and over.
        keyed = signed | {"Idempotency-Key": "drip"}
        begun = await client.post(f"{site.url}/api/v1/uploads", json=start, headers=keyed)
    if not begun.is_success:
        return begun.status_code
    headers = signed | {"Content-Digest": f"sha-256=:{'A' * 43}=:", "Content-Length": str(start["size_bytes"])}
    async with sockets.connected(site.port) as (reader, writer):
        writer.write(sockets.head("PUT", f"uploads/{begun.json()['id']}/parts/1", headers))
        return await _drip(reader, writer)


async def _stalled_upload(site: Target, _: Person, token: str) -> int:
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": str(10**9),
    }
    begin = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    async with sockets.connected(site.port) as (reader, writer):
        writer.write(sockets.head("POST", "process", headers) + begin)
        return await sockets.status(reader)


async def _drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    answer = asyncio.create_task(sockets.status(reader))
    while not answer.done():
        writer.write(b"x")
        await writer.drain()
        await asyncio.wait([answer], timeout=_DRIP_SECONDS)
    return await answer


async def _half_head(site: Target, tally: Tally) -> None:
    """Send half a head and wait; where the server hangs up, begin again."""
    while True:
        with suppress(OSError):
            async with sockets.connected(site.port) as (reader, writer):
                writer.write(b"GET /api/v1/auth/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half")
                await reader.read(1)
                tally.attacks["half a head: hung up"] += 1
        await asyncio.sleep(_PAUSE_SECONDS)
