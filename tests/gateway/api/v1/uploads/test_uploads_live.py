"""Parts over a real socket that is cut: a broken part does not count, and the whole arrives unchanged."""

import asyncio
import base64
import hashlib
import socket
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from support.waiting import wait_until

from app.core.config import Settings
from app.core.limits import HEAD_BYTES
from app.services.uploads.resumable import PART_BYTES
from scribe_contracts import s3 as storage
from scribe_contracts.storage import source

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PATH = "/api/v1/uploads"
PART_COUNT = 6
RECORDING = b"RIFF\x24\x00\x00\x80WAVEfmt " + hashlib.shake_128(b"noise").digest(PART_BYTES * PART_COUNT - 1016)


@pytest.fixture
def s3(settings: Settings) -> "S3Client":
    return storage.connect(settings)


def part_of(number: int) -> bytes:
    return RECORDING[(number - 1) * PART_BYTES : number * PART_BYTES]


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


async def begin(client: httpx.AsyncClient) -> str:
    head = base64.b64encode(RECORDING[:HEAD_BYTES]).decode()
    said = {"filename": "long.wav", "content_type": "audio/wav", "size_bytes": len(RECORDING), "head": head}
    upload_id: str = (await client.post(PATH, json=said)).json()["id"]
    return upload_id


async def state_of(client: httpx.AsyncClient, upload_id: str) -> Any:
    return (await client.get(f"{PATH}/{upload_id}")).json()


def break_off(server: str, headers: dict[str, str], upload_id: str, number: int) -> None:
    """Send half a part and cut the connection."""
    part = part_of(number)
    lines = headers | {"Host": "scribe.test", "Content-Digest": digest(part), "Content-Length": str(len(part))}
    listed = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    address = urlsplit(server)
    with closing(socket.create_connection((address.hostname or "", address.port or 0), timeout=60)) as connection:
        connection.sendall(f"PUT {PATH}/{upload_id}/parts/{number} HTTP/1.1\r\n{listed}\r\n".encode())
        connection.sendall(part[: len(part) // 2])


async def test_a_cut_connection_costs_only_the_parts_being_sent(
    server: str, s3: "S3Client", headers: dict[str, str]
) -> None:
    async with httpx.AsyncClient(base_url=server, headers=headers, timeout=60) as client:

        async def put(number: int) -> None:
            part = part_of(number)
            answer = await client.put(
                f"{PATH}/{upload_id}/parts/{number}", content=part, headers={"Content-Digest": digest(part)}
            )
            assert answer.status_code == 204

        upload_id = await begin(client)
        await put(1)
        await asyncio.to_thread(break_off, server, headers, upload_id, 2)
        await asyncio.gather(put(3), put(4))
        await asyncio.to_thread(break_off, server, headers, upload_id, 5)
        there = [part["number"] for part in (await state_of(client, upload_id))["parts"]]
        assert there == [1, 3, 4]
        await asyncio.gather(*(put(number) for number in range(1, PART_COUNT + 1) if number not in there))
        answer = await client.post(f"{PATH}/{upload_id}/complete")
        assert answer.status_code == 202
    bucket, key = source(UUID(upload_id))
    stored = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    assert hashlib.sha256(stored).hexdigest() == hashlib.sha256(RECORDING).hexdigest()


async def test_the_reason_arrives_although_the_part_is_still_being_sent(server: str, headers: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=server, headers=headers, timeout=60) as client:
        upload_id = await begin(client)
        answer = await client.put(
            f"{PATH}/{upload_id}/parts/9", content=part_of(2), headers={"Content-Digest": digest(part_of(2))}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "part_mismatch")


async def test_a_part_that_breaks_off_frees_its_slot(server: str, headers: dict[str, str], settings: Settings) -> None:
    async with httpx.AsyncClient(base_url=server, headers=headers, timeout=60) as client:
        upload_id = await begin(client)
        for _ in range(2 * settings.upload_threads + 1):
            await asyncio.to_thread(break_off, server, headers, upload_id, 2)
        part = part_of(2)

        async def arrives() -> bool:
            answer = await client.put(
                f"{PATH}/{upload_id}/parts/2", content=part, headers={"Content-Digest": digest(part)}
            )
            return answer.status_code == 204

        await wait_until(arrives, seconds=60)
        assert [part["number"] for part in (await state_of(client, upload_id))["parts"]] == [2]
