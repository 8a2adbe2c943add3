"""Sharing meetings and the rights that a share gives, over HTTP."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone
from support.transcripts import dialogue, diarization

from app.models import Meeting, User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

MEETINGS = "/api/v1/meetings"


@dataclass
class SharedMeeting:
    """A meeting of `owner` that may be shared with `reader`."""

    client: httpx.AsyncClient
    factory: Factory
    owner: User
    reader: User
    meeting: Meeting

    async def ask(self, user: User, method: str, path: str = "", **body: Any) -> httpx.Response:
        address = f"{MEETINGS}/{self.meeting.id}{path}"
        return await self.client.request(method, address, headers=self.factory.headers(user), json=body or None)

    async def share(self, permission: str = "read") -> httpx.Response:
        return await self.ask(self.owner, "POST", "/shares", email=self.reader.email.upper(), permission=permission)

    async def listed(self, user: User) -> list[dict[str, Any]]:
        answer = await self.client.get(MEETINGS, headers=self.factory.headers(user))
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


@pytest.fixture
async def shared(client: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore) -> SharedMeeting:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    return SharedMeeting(client, factory, user, await factory.user(name="Grace"), meeting)


async def test_an_owner_shares_a_meeting(shared: SharedMeeting) -> None:
    answer = await shared.share()
    assert answer.status_code == 201
    expected = {
        "user_id": str(shared.reader.id),
        "name": "Grace",
        "email": shared.reader.email,
        "permission": "read",
    }
    assert answer.json() == expected
    assert (await shared.ask(shared.owner, "GET", "/shares")).json() == {
        "owner_name": "Ada",
        "shares": [expected],
        "groups": [],
    }
    mine, theirs = await shared.listed(shared.owner), await shared.listed(shared.reader)
    assert [(item["permission"], item["owner_name"], item["shares"]) for item in mine] == [("owner", "Ada", 1)]
    assert [(item["permission"], item["owner_name"], item["shares"]) for item in theirs] == [("read", "Ada", 1)]


async def test_a_reader_reads_and_changes_nothing(shared: SharedMeeting) -> None:
    await shared.share()
    for path in ("", "/transcript", "/export/txt", "/events", "/shares"):
        assert (await shared.ask(shared.reader, "GET", path)).status_code == 200
    assert (await shared.ask(shared.reader, "GET")).json()["permission"] == "read"
    refused = await shared.ask(shared.reader, "PATCH", title="Mine")
    assert (refused.status_code, refused.json()["code"]) == (403, "meeting_read_only")
    refused = await shared.ask(shared.reader, "POST", "/speakers/SPEAKER_00/voice", name="Katie", consent="Asked")
    assert (refused.status_code, refused.json()["code"]) == (403, "meeting_read_only")


async def test_an_editor_renames_but_owns_nothing(shared: SharedMeeting) -> None:
    await shared.share("edit")
    renamed = await shared.ask(shared.reader, "PATCH", title="Ours")
    assert (renamed.status_code, renamed.json()["title"], renamed.json()["permission"]) == (200, "Ours", "edit")
    attempts: list[tuple[str, str, dict[str, str]]] = [
        ("DELETE", "", {}),
        ("POST", "/cancel", {}),
        ("POST", "/retry", {}),
        ("POST", "/shares", {"email": shared.owner.email}),
        ("PATCH", f"/shares/{shared.reader.id}", {"permission": "edit"}),
        ("DELETE", f"/shares/{shared.owner.id}", {}),
    ]
    for method, path, body in attempts:
        answer = await shared.ask(shared.reader, method, path, **body)
        assert (path, answer.status_code, answer.json()["code"]) == (path, 403, "not_meeting_owner")


async def test_a_voice_that_an_editor_enrols_is_the_owners(shared: SharedMeeting, store: ObjectStore) -> None:
    store.put(shared.meeting.id, Artefact.AUDIO, m4a(tone(6.0)))
    store.put(shared.meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.0, 5.0)))
    await shared.share("edit")
    body = {"name": "Katie", "consent": "Asked in the meeting"}

    enrolled = await shared.ask(shared.reader, "POST", "/speakers/SPEAKER_00/voice", **body)

    assert (enrolled.status_code, enrolled.json()["owned"]) == (201, False)
    assert enrolled.json()["consent"]["by"] == shared.reader.name
    await shared.ask(shared.owner, "DELETE", f"/shares/{shared.reader.id}")
    sample = f"/api/v1/voices/{enrolled.json()['id']}/samples/0"
    for user, seen, heard in ((shared.reader, 0, 404), (shared.owner, 1, 200)):
        headers = shared.factory.headers(user)
        assert len((await shared.client.get("/api/v1/voices", headers=headers)).json()) == seen
        assert (await shared.client.get(sample, headers=headers)).status_code == heard


async def test_permission_is_changed_and_taken_back(shared: SharedMeeting) -> None:
    await shared.share()
    path = f"/shares/{shared.reader.id}"
    changed = await shared.ask(shared.owner, "PATCH", path, permission="edit")
    assert changed.json()["permission"] == "edit"
    assert (await shared.ask(shared.reader, "PATCH", title="Ours")).status_code == 200
    assert (await shared.share("read")).json()["permission"] == "read"
    assert (await shared.ask(shared.owner, "DELETE", path)).status_code == 204
    assert (await shared.ask(shared.reader, "GET")).status_code == 404
    assert await shared.listed(shared.reader) == []
    assert (await shared.ask(shared.owner, "DELETE", path)).status_code == 404
    assert (await shared.ask(shared.owner, "PATCH", path, permission="edit")).status_code == 404


async def test_a_reader_ends_their_own_share(shared: SharedMeeting) -> None:
    await shared.share()
    assert (await shared.ask(shared.reader, "DELETE", f"/shares/{shared.reader.id}")).status_code == 204
    assert (await shared.ask(shared.reader, "GET")).status_code == 404
    assert (await shared.listed(shared.owner))[0]["shares"] == 0


async def test_readers_see_names_without_addresses(shared: SharedMeeting) -> None:
    other = await shared.factory.user(name="Zoé")
    await shared.share()
    await shared.ask(shared.owner, "POST", "/shares", email=other.email)
    seen = (await shared.ask(shared.reader, "GET", "/shares")).json()
    assert [(share["name"], share["email"]) for share in seen["shares"]] == [
        ("Grace", shared.reader.email),
        ("Zoé", None),
    ]


async def test_invalid_shares_are_rejected(shared: SharedMeeting) -> None:
    refused = await shared.ask(shared.owner, "POST", "/shares", email="nobody@example.org")
    assert (refused.status_code, refused.json()["code"]) == (404, "no_such_account")
    gone = await shared.factory.user(disabled_at=datetime.now(UTC))
    refused = await shared.ask(shared.owner, "POST", "/shares", email=gone.email)
    assert (refused.status_code, refused.json()["code"]) == (404, "no_such_account")
    refused = await shared.ask(shared.owner, "POST", "/shares", email=shared.owner.email)
    assert (refused.status_code, refused.json()["code"]) == (409, "already_owner")
    assert (await shared.ask(shared.owner, "POST", "/shares", email="no address")).status_code == 422
    bad = await shared.ask(shared.owner, "POST", "/shares", email=shared.reader.email, permission="owner")
    assert bad.status_code == 422
    nobody = await shared.ask(shared.owner, "POST", "/shares", permission="read")
    # As a sentence, without the words by which a library introduces it.
    assert nobody.json()["errors"] == [{"field": "body", "message": "`email` or `user_id` is needed, and not both"}]
    assert (await shared.ask(shared.owner, "DELETE", f"/shares/{uuid4()}")).status_code == 404


async def test_shares_go_with_either_side(shared: SharedMeeting) -> None:
    await shared.share()
    async with shared.factory.database.transaction() as session:
        await session.delete(await session.get_one(User, shared.reader.id))
    assert (await shared.listed(shared.owner))[0]["shares"] == 0
    assert (await shared.ask(shared.owner, "DELETE")).status_code == 204
