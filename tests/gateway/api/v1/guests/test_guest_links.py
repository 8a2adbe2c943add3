"""Links by which people without an account read one meeting, over HTTP."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from support.audit.reader import AuditReader
from support.factories import Factory
from support.gateway_settings import ORIGIN
from support.object_store import ObjectStore
from support.sounds import m4a, tone
from support.transcripts import dialogue, diarization

from app.api import byte_ranges
from app.api.v1 import PREFIX
from app.core.config import Settings
from app.models import Comment, GuestLink, Instance, Meeting, User
from app.models.base import now
from app.services.exports import ExportFormat
from app.services.guests import links, visits
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

PASSWORD = "seven red kettles"
TOKEN = "x" * 43


@dataclass
class Guests:
    """A meeting of `owner`, and a browser of somebody without an account."""

    client: httpx.AsyncClient
    factory: Factory
    owner: User
    meeting: Meeting

    async def make(self, **wanted: Any) -> dict[str, Any]:
        answer = await self.ask("POST", "/links", json=wanted)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def ask(self, method: str, path: str = "", **more: Any) -> httpx.Response:
        address = f"{PREFIX}/meetings/{self.meeting.id}{path}"
        return await self.client.request(method, address, headers=self.factory.headers(self.owner), **more)

    async def open(self, made: dict[str, Any], password: str | None = None) -> httpx.Response:
        body = {"token": made["url"].partition("#")[2]} | ({"password": password} if password else {})
        return await self.client.post(f"{PREFIX}/shared/open", json=body)

    async def get(self, made: dict[str, Any], path: str, **more: Any) -> httpx.Response:
        return await self.client.get(f"{PREFIX}/shared/{made['id']}{path}", **more)

    async def change(self, link_id: str, **fields: Any) -> None:
        async with self.factory.database.transaction() as session:
            link = await session.get_one(GuestLink, UUID(link_id))
            for name, value in fields.items():
                setattr(link, name, value)


@pytest.fixture
async def guests(client: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore) -> Guests:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED, title="Budget", duration=4.0)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(4.0)))
    store.put(meeting.id, Artefact.PEAKS, b"{}")
    return Guests(client, factory, user, meeting)


async def test_a_guest_reads_and_listens_without_an_account(guests: Guests) -> None:
    made = await guests.make(name="Board")
    assert made["url"].startswith(f"{ORIGIN}/shared#")
    assert (await guests.get(made, "/transcript")).status_code == 404
    opened = await guests.open(made)
    assert opened.status_code == 200
    assert opened.json().keys() == {
        "link_id",
        "title",
        "held_at",
        "duration",
        "language",
        "has_recording",
        "exports",
        "expires_at",
    }
    assert "Board" not in opened.text
    cookie = opened.headers["Set-Cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/api/v1/shared"))
    read = await guests.get(made, "/transcript")
    assert read.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert read.headers["Referrer-Policy"] == "no-referrer"
    said = Transcript.model_validate_json(read.content)
    assert [segment.text for segment in said.segments] == [segment.text for segment in dialogue().segments]
    assert {(speaker.voice_id, speaker.similarity) for speaker in said.speakers} == {(None, None)}
    part = await guests.get(made, "/audio", headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.content), part.headers["Cache-Control"]) == (206, 10, "private, no-store")


async def test_use_is_listed_for_the_owner_and_the_secret_is_kept_nowhere(guests: Guests) -> None:
    made = await guests.make(days=90, password=PASSWORD)
    for _ in range(2):
        assert (await guests.open(made, PASSWORD)).status_code == 200
    listed = (await guests.ask("GET", "/links")).json()
    [link] = listed["links"]
    assert listed["allowed"]
    assert (link["uses"], link["has_password"], link["exports"]) == (2, True, False)
    assert link["last_used_at"] is not None
    assert "url" not in link
    async with guests.factory.database.look() as session:
        row = await session.get_one(GuestLink, UUID(made["id"]))
    token = made["url"].partition("#")[2]
    assert len(token) >= 43
    assert token.encode() not in row.token_hash
    assert row.password_hash is not None
    assert PASSWORD not in row.password_hash


@pytest.mark.parametrize("days", [0, 91])
async def test_a_link_is_good_for_ninety_days_at_most(guests: Guests, days: int) -> None:
    assert (await guests.ask("POST", "/links", json={"days": days})).status_code == 422


async def test_a_link_is_good_for_seven_days_unless_told_otherwise(guests: Guests) -> None:
    made = await guests.make()
    async with guests.factory.database.look() as session:
        row = await session.get_one(GuestLink, UUID(made["id"]))
    assert row.expires_at - row.created_at == timedelta(days=7)


async def test_a_link_of_one_meeting_opens_nothing_else(guests: Guests, store: ObjectStore) -> None:
    other = await guests.factory.meeting(guests.owner, status=MeetingStatus.COMPLETED)
    store.put(other.id, Artefact.TRANSCRIPT, dialogue())
    of_other = await guests.factory.guest_link(other)
    made = await guests.make()
    await guests.open(made)
    for path in ("transcript", "audio", "peaks", "export/txt"):
        assert (await guests.client.get(f"{PREFIX}/shared/{of_other.id}/{path}")).status_code == 404, path
    # The grant of one link under the name of another.
    grant = guests.client.cookies[f"scribe_guest_{UUID(made['id']).hex}"]
    stolen = {"Cookie": f"scribe_guest_{of_other.id.hex}={grant}"}
    assert (await guests.client.get(f"{PREFIX}/shared/{of_other.id}/transcript", headers=stolen)).status_code == 404
    for meeting in (guests.meeting, other):
        for path in ("", "/transcript", "/audio", "/events", "/revisions", "/comments", "/export/txt", "/links"):
            for headers in ({}, {"Authorization": f"Bearer {grant}"}, {"Cookie": f"scribe_access={grant}"}):
                answer = await guests.client.get(f"{PREFIX}/meetings/{meeting.id}{path}", headers=headers)
                assert answer.status_code == 401, path
    for path in ("/meetings", "/search?q=morning", "/exports/txt", "/auth/me"):
        assert (await guests.client.get(PREFIX + path)).status_code == 401, path


async def test_exports_are_for_links_that_allow_them_and_have_no_comments(guests: Guests) -> None:
    await guests.factory.save(
        Comment(meeting_id=guests.meeting.id, author_id=guests.owner.id, start=0, end=1, segments=[0], text="Secret")
    )
    reading = await guests.make()
    await guests.open(reading)
    refused = await guests.get(reading, "/export/txt")
    assert (refused.status_code, refused.json()["code"]) == (403, "guest_exports_off")
    exporting = await guests.make(exports=True)
    await guests.open(exporting)
    exported = await guests.get(exporting, "/export/txt?comments=true")
    assert exported.status_code == 200
    assert "morning" in exported.text
    assert "Secret" not in exported.text


@pytest.mark.parametrize("export_format", ExportFormat)
async def test_no_export_leads_to_voices_of_the_owner(
    guests: Guests, store: ObjectStore, export_format: ExportFormat
) -> None:
    voice_id, similarity = uuid4(), 0.8125371
    known = {"voice_id": voice_id, "similarity": similarity}
    said = dialogue()
    speakers = tuple(speaker.model_copy(update=known) for speaker in said.speakers)
    store.put(guests.meeting.id, Artefact.TRANSCRIPT, said.model_copy(update={"speakers": speakers}))
    store.put(guests.meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.0, 4.0)))
    made = await guests.make(exports=True)
    await guests.open(made)
    exported = await guests.get(made, f"/export/{export_format}")
    assert exported.status_code == 200
    assert str(voice_id).encode() not in exported.content
    assert str(similarity).encode() not in exported.content


async def end_revoked(guests: Guests, made: dict[str, Any]) -> None:
    assert (await guests.ask("DELETE", f"/links/{made['id']}")).status_code == 204


async def end_expired(guests: Guests, made: dict[str, Any]) -> None:
    await guests.change(made["id"], expires_at=now() - timedelta(seconds=1))


async def end_deleted(guests: Guests, made: dict[str, Any]) -> None:
    assert (await guests.ask("DELETE")).status_code == 204


async def end_disabled(guests: Guests, made: dict[str, Any]) -> None:
    async with guests.factory.database.transaction() as session:
        (await session.get_one(User, guests.owner.id)).disabled_at = now()


async def end_handed_over(guests: Guests, made: dict[str, Any]) -> None:
    heir = await guests.factory.user()
    async with guests.factory.database.transaction() as session:
        (await session.get_one(Meeting, guests.meeting.id)).owner_id = heir.id


async def end_forbidden(guests: Guests, made: dict[str, Any]) -> None:
    await guests.factory.save(Instance(registration_open=True, guest_links=False))


ENDS = (end_revoked, end_expired, end_deleted, end_disabled, end_handed_over, end_forbidden)


@pytest.mark.parametrize("end", ENDS)
async def test_rights_end_at_once(guests: Guests, end: Any) -> None:
    made = await guests.make(exports=True)
    await guests.open(made)
    await end(guests, made)
    for path in ("/transcript", "/audio", "/peaks", "/export/txt"):
        answer = await guests.get(made, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "guest_link_gone"), path
    assert (await guests.open(made)).status_code == 404


async def test_a_recording_that_is_being_sent_breaks_off_when_the_link_ends(
    guests: Guests, app: FastAPI, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(byte_ranges, "_CHUNK", 1000)
    made = await guests.make()
    await guests.open(made)
    sent: list[bytes] = []
    is_whole = False
    grant = guests.client.cookies[f"scribe_guest_{UUID(made['id']).hex}"]

    async def send(message: Any) -> None:
        nonlocal is_whole
        if message["type"] == "http.response.body":
            if message["body"]:
                sent.append(message["body"])
            is_whole = not message.get("more_body", False)
            if len(sent) == 2:
                await end_revoked(guests, made)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    cookie = f"scribe_guest_{UUID(made['id']).hex}={grant}".encode()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": f"{PREFIX}/shared/{made['id']}/audio",
        "raw_path": b"",
        "query_string": b"",
        "headers": [(b"cookie", cookie), (b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "root_path": "",
    }
    await app(scope, receive, send)
    assert (len(sent), is_whole) == (2, False)


async def test_a_password_is_asked_for_and_guesses_are_bounded(guests: Guests, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "MAX_WRONG_PASSWORDS", 2)
    monkeypatch.setattr(links, "MAX_WRONG_PASSWORDS", 2)
    made = await guests.make(password=PASSWORD)
    codes = [
        (answer.status_code, answer.json().get("code"))
        for answer in [await guests.open(made, word) for word in (None, "wrong", PASSWORD, None, "wrong too")]
    ]
    # The browser that knew it once is not asked again.
    assert codes[:4] == [
        (403, "guest_password_needed"),
        (403, "guest_password_wrong"),
        (200, None),
        (200, None),
    ]
    guests.client.cookies.clear()
    for _ in range(2):
        last = await guests.open(made, "wrong again")
    assert (last.status_code, last.json()["code"]) == (403, "guest_link_locked")
    assert (await guests.open(made, PASSWORD)).json()["code"] == "guest_link_locked"
    [link] = (await guests.ask("GET", "/links")).json()["links"]
    assert link["is_locked"]
    assert (await guests.get(made, "/transcript")).status_code == 404


async def test_weak_passwords_are_refused(guests: Guests) -> None:
    answer = await guests.ask("POST", "/links", json={"password": "password"})
    assert (answer.status_code, answer.json()["code"]) == (422, "weak_password")


async def test_a_meeting_has_so_many_links(guests: Guests, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MAX_LINKS", 1)
    await guests.make()
    answer = await guests.ask("POST", "/links", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_guest_links")


async def test_links_are_switched_off_by_setting_and_by_administrator(
    guests: Guests, settings: Settings, admin: User
) -> None:
    settings.guest_links = False
    refused = await guests.ask("POST", "/links", json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "guest_links_off")
    assert (await guests.ask("GET", "/links")).json()["allowed"] is False
    headers = guests.factory.headers(admin)
    for wanted in (True, False):
        body = {"guest_links": wanted}
        changed = await guests.client.put(f"{PREFIX}/admin/settings", headers=headers, json=body)
        assert changed.json()["guest_links"] is wanted
        assert (await guests.ask("POST", "/links", json={})).status_code == (201 if wanted else 403)


async def test_openings_are_limited_for_each_address(guests: Guests) -> None:
    guessed = {"url": f"#{TOKEN}"}
    statuses = [(await guests.open(guessed)).status_code for _ in range(121)]
    assert (statuses[119], statuses[120]) == (404, 429)


async def test_the_audit_log_tells_of_links(guests: Guests, admin: User) -> None:
    audit = AuditReader(guests.client, guests.factory.headers(admin))
    made = await guests.make(password=PASSWORD)
    await guests.open(made, "wrong")
    await guests.open(made, PASSWORD)
    await guests.get(made, "/transcript")
    await end_revoked(guests, made)
    [making] = await audit.wait("link_make")
    assert making["details"] == {"days": 7, "exports": False, "password": True}
    # What was refused is written after the answer, and may come later than what was done meanwhile.
    denied, opened = sorted(await audit.wait("link_open", count=2), key=lambda entry: str(entry["result"]))
    for entry, result in ((denied, "denied"), (opened, "done")):
        assert (entry["result"], entry["via"], entry["actor_id"]) == (result, "link", None)
        assert entry["credential_id"] == entry["subject_id"] == made["id"]
        assert entry["meeting_id"] == str(guests.meeting.id)
    [read] = await audit.wait("transcript_read")
    assert (read["via"], read["credential_id"], read["subject_id"]) == ("link", made["id"], str(guests.meeting.id))
    [revoked] = await audit.wait("link_revoke")
    assert (revoked["subject_id"], revoked["via"]) == (made["id"], "session")


async def test_nothing_that_is_logged_has_the_secret(guests: Guests, caplog: pytest.LogCaptureFixture) -> None:
    made = await guests.make(password=PASSWORD)
    await guests.open(made, PASSWORD)
    await guests.get(made, "/transcript")
    assert f"/shared/{made['id']}/transcript" in caplog.text
    assert "guest_link_opened" in caplog.text
    assert made["url"].partition("#")[2] not in caplog.text
    assert PASSWORD not in caplog.text
