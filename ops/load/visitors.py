"""Users who do nothing wrong: they sign in, read, follow meetings and send recordings."""

import asyncio
import random
import time
from collections.abc import Iterator
from uuid import uuid4

import httpx

from ops.load import sockets
from ops.load.site import PASSWORD, Person, Site
from ops.load.tally import Tally

MAX_SIGNING_IN = 8
THINK_SECONDS = (1.0, 5.0)
RECORDING_BYTES = 50 * 10**6
_BLOCK = 256 * 1024
_OK, _ACCEPTED = 200, 202


async def sign_in(site: Site, tally: Tally) -> dict[str, str]:
    """Sign everybody in and return the tokens by e-mail address."""
    tokens: dict[str, str] = {}
    slots = asyncio.Semaphore(MAX_SIGNING_IN)
    async with httpx.AsyncClient(base_url=f"{site.url}/api/v1/", timeout=60, trust_env=False) as client:

        async def enter(person: Person) -> None:
            async with slots:
                form = {"username": person.email, "password": PASSWORD}
                answer = await client.post("auth/login", data=form, headers={"X-Forwarded-For": person.address})
            if answer.status_code == _OK:
                tokens[person.email] = answer.json()["access_token"]
                tally.counts["signed in"] += 1
            else:
                tally.errors[f"sign-in {answer.status_code}"] += 1

        await asyncio.gather(*(enter(person) for person in site.people))
    return tokens


async def read(port: int, person: Person, token: str, tally: Tally) -> None:
    """Read one page after another, with pauses, for ever."""
    draw = random.Random(person.number)  # noqa: S311 - pauses, no secret
    paths = ("meetings", "auth/me", f"meetings/{person.followed}", f"meetings/{person.transcribed}", "uploads")
    headers = {"Authorization": f"Bearer {token}", "X-Forwarded-For": person.address}
    browser = sockets.Browser(port)
    await asyncio.sleep(draw.uniform(0, THINK_SECONDS[1]))
    try:
        while True:
            began = time.perf_counter()
            try:
                said = await browser.get(draw.choice(paths), headers)
            except OSError as error:
                tally.errors[f"read {type(error).__name__}"] += 1
            else:
                tally.reads.append(time.perf_counter() - began)
                if said != _OK:
                    tally.errors[f"read {said}"] += 1
            await asyncio.sleep(draw.uniform(*THINK_SECONDS))
    finally:
        browser.close()


async def follow(site: Site, person: Person, token: str, tally: Tally) -> None:
    """Follow a meeting's events until the task is cancelled; a stream that ends before is an error."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    try:
        async with sockets.connected(site.port) as (reader, writer):
            writer.write(sockets.head("GET", f"meetings/{person.followed}/events", headers))
            if (said := await sockets.status(reader)) != _OK:
                tally.errors[f"stream {said}"] += 1
                return
            tally.counts["event streams"] += 1
            while line := await reader.readline():
                tally.counts["events received"] += line.startswith(b"event: meeting")
        tally.errors["stream ended"] += 1
    except OSError as error:
        tally.errors[f"stream {type(error).__name__}"] += 1


async def upload(port: int, token: str, tally: Tally) -> None:
    """Send a recording of 50 MB in one request."""
    boundary = uuid4().hex
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="long.wav"\r\n\r\n'.encode()
    end = f"\r\n--{boundary}--\r\n".encode()
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(part) + RECORDING_BYTES + len(end)),
    }
    try:
        async with sockets.connected(port) as (reader, writer):
            writer.write(sockets.head("POST", "process", headers) + part)
            for block in _recording():
                writer.write(block)
                await writer.drain()
            writer.write(end)
            said = await sockets.status(reader)
    except OSError as error:
        tally.errors[f"upload {type(error).__name__}"] += 1
        return
    tally.counts["uploads of 50 MB"] += said == _ACCEPTED
    if said != _ACCEPTED:
        tally.errors[f"upload {said}"] += 1


def _recording() -> Iterator[bytes]:
    first = (
        b"RIFF\xff\xff\xff\x7fWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80>\x00\x00\x00}\x00\x00\x02\x00\x10\x00data"
    )
    yield first
    left = RECORDING_BYTES - len(first)
    while left > 0:
        yield bytes(min(left, _BLOCK))
        left -= _BLOCK
