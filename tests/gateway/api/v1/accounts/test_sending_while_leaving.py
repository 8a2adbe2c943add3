"""Recordings and transcripts that are under way when their owner's account goes."""

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, text
from support.imports import SRT
from support.object_store import ObjectStore
from support.sounds import tone, wav
from support.waiting import wait_until

from app.core.limits import HEAD_BYTES
from app.models import Meeting, OutboxJob, Upload, User, Voice
from app.models.base import now
from app.resources import Resources

RECORDING = wav(tone(1.0))

Send = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


async def send_form(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/api/v1/process", files={"file": ("Call.wav", RECORDING)})


async def send_transcript(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/api/v1/imports", files={"transcript": ("Planning.srt", SRT)})


async def send_transcript_and_recording(client: httpx.AsyncClient) -> httpx.Response:
    files = {"transcript": ("Planning.srt", SRT), "file": ("Call.wav", RECORDING)}
    return await client.post("/api/v1/imports", files=files)


async def send_voice(client: httpx.AsyncClient) -> httpx.Response:
    form = {"name": "Katie", "consent": "true"}
    return await client.post("/api/v1/voices", data=form, files={"sample": ("Katie.wav", wav(tone(6.0)))})


async def complete_parts(client: httpx.AsyncClient) -> httpx.Response:
    said = {
        "filename": "Call.wav",
        "content_type": "audio/wav",
        "size_bytes": len(RECORDING),
        "head": base64.b64encode(RECORDING[:HEAD_BYTES]).decode(),
    }
    path = f"/api/v1/uploads/{(await client.post('/api/v1/uploads', json=said)).json()['id']}"
    digest = f"sha-256=:{base64.b64encode(hashlib.sha256(RECORDING).digest()).decode()}:"
    await client.put(f"{path}/parts/1", content=RECORDING, headers={"Content-Digest": digest})
    return await client.post(f"{path}/complete")


WAYS = [send_form, send_transcript, send_transcript_and_recording, send_voice, complete_parts]


@pytest.fixture
def sender(client: httpx.AsyncClient, headers: dict[str, str]) -> httpx.AsyncClient:
    client.headers.update(headers)
    return client


@pytest.mark.parametrize("goes", ["disabled", "deleted"])
@pytest.mark.parametrize(
    "send", [send_form, send_transcript, send_transcript_and_recording, send_voice, complete_parts]
)
async def test_nothing_is_kept_of_what_arrives_after_the_account_has_gone(
    sender: httpx.AsyncClient, user: User, resources: Resources, send: Send, goes: str
) -> None:
    async with resources.database.transaction() as session:
        leaving = await session.get_one(User, user.id, with_for_update={"key_share": True})
        sending: asyncio.Future[httpx.Response] = asyncio.ensure_future(send(sender))
        await wait_until(lambda: is_waiting(resources))
        if goes == "disabled":
            leaving.disabled_at = now()
        else:
            await session.delete(leaving)
    assert (await sending).status_code == 401
    async with resources.database.look() as session:
        tables: tuple[Any, ...] = (Meeting, OutboxJob, Upload, Voice)
        assert [await session.scalar(select(func.count()).select_from(table)) for table in tables] == [0, 0, 0, 0]
    assert ObjectStore(resources.s3).stored() == set()


async def is_waiting(resources: Resources) -> bool:
    """Return whether a statement waits for a row."""
    async with resources.database.look() as session:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event <> 'advisory'"
        return bool(await session.scalar(text(waiting)))
