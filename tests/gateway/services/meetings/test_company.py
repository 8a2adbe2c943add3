"""Company at a transcript, and edits of others as they are saved, over a real socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from httpx_sse import aconnect_sse
from sqlalchemy import event
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue
from support.waiting import wait_until

from app.core.security import Bearer
from app.models import Meeting, MeetingShare, Permission, User
from app.resources import Resources
from app.services.accounts.accounts import end_sessions
from app.services.meetings.company import accompany
from scribe_contracts import s3 as storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact


@pytest.fixture
async def colleague(factory: Factory) -> User:
    return await factory.user(name="Zoé")


@pytest.fixture
async def meeting(server: str, factory: Factory, user: User, colleague: User) -> Meeting:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    await factory.save(MeetingShare(meeting_id=meeting.id, user_id=colleague.id, permission=Permission.EDIT))
    store = ObjectStore(storage.connect(factory.settings))
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    return meeting


class Page:
    """An open page: the states that it was told."""

    def __init__(self, events: AsyncIterator[Any]) -> None:
        self._events = events

    async def until(self, **wanted: Any) -> None:
        """Wait for a state with these fields; fail if the stream ends, or after a while."""
        async with asyncio.timeout(8):
            async for event in self._events:
                company = json.loads(event.data)
                names = [each["name"] for each in company["people"]]
                shown = {"revision": company["revision"], "comments": company["comments"], "names": names}
                if wanted.items() <= shown.items():
                    return
        raise AssertionError("the stream has ended")

    async def told_comments(self, known: list[str]) -> str:
        """Wait for a state of the comments that is none of these, and return it."""
        async with asyncio.timeout(8):
            async for event in self._events:
                state: str = json.loads(event.data)["comments"]
                if state not in known:
                    return state
        raise AssertionError("the stream has ended")

    async def ended(self) -> None:
        async with asyncio.timeout(5):  # half of the time after which a page looks by itself
            async for _ in self._events:
                pass


@asynccontextmanager
async def opened(server: str, meeting: Meeting, headers: dict[str, str]) -> AsyncIterator[Page]:
    async with (
        httpx.AsyncClient(base_url=server, headers=headers, timeout=20) as client,
        aconnect_sse(client, "GET", f"/api/v1/meetings/{meeting.id}/revisions/events") as source,
    ):
        assert source.response.headers["Content-Type"].startswith("text/event-stream")
        yield Page(source.aiter_sse())


async def test_people_see_each_other_come_and_go(
    server: str, meeting: Meeting, factory: Factory, user: User, colleague: User
) -> None:
    async with opened(server, meeting, factory.headers(user)) as mine:
        await mine.until(revision=0, names=[])
        async with opened(server, meeting, factory.headers(colleague)) as theirs:
            await theirs.until(names=["Ada"])
            await mine.until(names=["Zoé"])
        await mine.until(names=[])


async def test_two_pages_of_one_person_are_no_company(
    server: str, meeting: Meeting, factory: Factory, user: User, colleague: User
) -> None:
    async with (
        opened(server, meeting, factory.headers(user)) as first,
        opened(server, meeting, factory.headers(user)),
        opened(server, meeting, factory.headers(colleague)) as theirs,
    ):
        await first.until(names=["Zoé"])
        await theirs.until(names=["Ada"])


async def test_a_saved_edit_is_told_at_once(
    server: str, meeting: Meeting, factory: Factory, user: User, colleague: User
) -> None:
    operation = {"kind": "edit", "segments": [0], "text": "Good evening."}
    async with (
        opened(server, meeting, factory.headers(colleague)) as theirs,
        httpx.AsyncClient(base_url=server, headers=factory.headers(user)) as client,
    ):
        await theirs.until(revision=0)
        saved = await client.post(
            f"/api/v1/meetings/{meeting.id}/revisions",
            json={"base": 0, "edit_id": str(uuid4()), "operation": operation},
        )
        assert saved.status_code == 201
        async with asyncio.timeout(5):  # half of the time after which a page looks by itself
            await theirs.until(revision=1)


async def test_the_stream_ends_with_the_share(
    server: str, meeting: Meeting, factory: Factory, user: User, colleague: User
) -> None:
    async with (
        opened(server, meeting, factory.headers(colleague)) as theirs,
        httpx.AsyncClient(base_url=server, headers=factory.headers(user)) as client,
    ):
        await theirs.until(revision=0)
        await client.delete(f"/api/v1/meetings/{meeting.id}/shares/{colleague.id}")
        await theirs.ended()


async def test_the_stream_ends_with_the_session(
    server: str, meeting: Meeting, factory: Factory, colleague: User
) -> None:
    async with opened(server, meeting, factory.headers(colleague)) as theirs:
        await theirs.until(revision=0)
        async with factory.database.transaction() as session:
            await end_sessions(session, await session.get_one(User, colleague.id))
        await theirs.ended()


async def test_pages_without_news_look_together(app: FastAPI, factory: Factory, user: User) -> None:
    resources: Resources = app.state.resources
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    viewer = Bearer(user.id, uuid4(), user.token_epoch)
    pages = [accompany(resources, app.state.live, viewer, meeting.id, renew_seconds=0.3) for _ in range(8)]
    for page in pages:
        await anext(page)
    waiting = [asyncio.ensure_future(anext(page)) for page in pages]
    looks: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "max(revisions.number)" in statement:
            looks.append("of one page")
        elif "ORDINALITY" in statement:
            looks.append("of all pages")

    engine = resources.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        await wait_until(lambda: looks[-4:] == ["of all pages"] * 4)
    finally:
        event.remove(engine, "before_cursor_execute", note)
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def test_comments_are_told_at_once(
    server: str, meeting: Meeting, factory: Factory, user: User, colleague: User
) -> None:
    async with opened(server, meeting, factory.headers(colleague)) as theirs:
        await theirs.until(comments="")
        async with httpx.AsyncClient(base_url=server, headers=factory.headers(user)) as client:
            path = f"/api/v1/meetings/{meeting.id}/comments"
            body = {"start": 0.5, "end": 1.5, "segments": [0], "text": "Is that so?"}
            states = [""]
            written = (await client.post(path, json=body)).json()["id"]
            states.append(await theirs.told_comments(states))
            await client.patch(f"{path}/{written}", json={"text": "It is not."})
            states.append(await theirs.told_comments(states))
            await client.delete(f"{path}/{written}")
        await theirs.until(comments="")
    assert len(set(states)) == 3
