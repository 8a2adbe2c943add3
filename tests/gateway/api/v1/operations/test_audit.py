"""The audit log over HTTP: what gets into it, who reads it, and how it leaves."""

import asyncio
import hashlib
import json
import re
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import text
from support.audit.reader import AuditReader
from support.factories import PASSWORD, Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone
from support.transcripts import dialogue

from app.api.audit import rule_of
from app.models import Meeting, User
from app.models.audit.actions import Action
from app.resources import Resources
from app.services.audit import recorder as recording
from app.services.audit.recorder import Recorder
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

MEETINGS = "/api/v1/meetings"
AUDIT = "/api/v1/admin/audit"
TITLE = "Dismissal of the treasurer"

UNTOLD = {
    "GET /api/v1/admin/settings",
    "GET /api/v1/answers/status",
    "GET /api/v1/auth/me",
    "GET /api/v1/auth/me/erasures",
    "GET /api/v1/auth/me/usage",
    "GET /api/v1/auth/notices",
    "GET /api/v1/auth/registration",
    "GET /api/v1/auth/second-factor",
    "GET /api/v1/auth/sessions",
    "GET /api/v1/auth/sign-on",
    "GET /api/v1/auth/sign-on/leave",
    "GET /api/v1/auth/tokens",
    "POST /api/v1/conversations",
    "PATCH /api/v1/conversations/{conversation_id}",
    "POST /api/v1/conversations/{conversation_id}/stop",
    "GET /api/v1/contacts",
    "GET /api/v1/groups",
    "GET /api/v1/identification",
    "GET /api/v1/language",
    "GET /api/v1/meetings/speakers",
    "GET /api/v1/meetings/{meeting_id}/events",
    "GET /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/events",
    "GET /api/v1/meetings/{meeting_id}/peaks",
    "GET /api/v1/meetings/{meeting_id}/retention",
    "GET /api/v1/meetings/{meeting_id}/revisions",
    "GET /api/v1/meetings/{meeting_id}/revisions/events",
    "GET /api/v1/meetings/{meeting_id}/links",
    "GET /api/v1/meetings/{meeting_id}/shares",
    "GET /api/v1/minutes-preferences",
    "PUT /api/v1/minutes-preferences",
    "GET /api/v1/minutes-templates",
    "POST /api/v1/minutes-templates",
    "DELETE /api/v1/minutes-templates/{template_id}",
    "PUT /api/v1/minutes-templates/{template_id}",
    "GET /api/v1/shared/{link_id}/peaks",
    "GET /api/v1/tags",
    "GET /api/v1/uploads",
    "GET /api/v1/uploads/{upload_id}",
    "PUT /api/v1/uploads/{upload_id}/parts/{number}",
    "GET /api/v1/voices",
    "GET /api/v1/webhooks",
    "GET /api/v1/webhooks/{webhook_id}/deliveries",
}
"""Routes that show no content and change nothing that others could see."""


@pytest.fixture
def audit(client: httpx.AsyncClient, factory: Factory, admin: User) -> AuditReader:
    return AuditReader(client, factory.headers(admin))


@pytest.fixture
async def meeting(factory: Factory, user: User, store: ObjectStore) -> Meeting:
    made = await factory.meeting(user, status=MeetingStatus.COMPLETED, title=TITLE)
    store.put(made.id, Artefact.TRANSCRIPT, dialogue())
    store.put(made.id, Artefact.AUDIO, m4a(tone(2.0)))
    return made


async def login(client: httpx.AsyncClient, email: str, password: str) -> int:
    form = {"username": email, "password": password}
    return (await client.post("/api/v1/auth/login", data=form)).status_code


def test_every_route_tells_the_log_or_is_known_not_to(app: FastAPI) -> None:
    silent = {
        f"{method} {context.path_format}"
        for context in iter_route_contexts(app.routes)
        for method in context.methods or ()
        if str(context.path_format).startswith("/api/v1/") and rule_of(getattr(context, "endpoint", None)) is None
    }
    assert silent == UNTOLD


async def test_logins_are_told_with_their_failures(client: httpx.AsyncClient, audit: AuditReader, user: User) -> None:
    assert await login(client, user.email, PASSWORD) == 200
    assert await login(client, user.email, "not the password") == 401
    assert await login(client, "hunter2-typed-here@example.org", "hunter2") == 401
    done, wrong, unknown = await audit.wait("login", count=3)
    assert (done["result"], done["actor_id"], done["via"], done["address"]) == (
        "done", str(user.id), "nobody", "127.0.0.1",
    )  # fmt: skip
    assert done["actor"]["email"] == user.email
    assert (wrong["result"], wrong["status"], wrong["actor_id"], wrong["subject_id"]) == (
        "denied", 401, None, str(user.id),
    )  # fmt: skip
    assert (unknown["result"], unknown["subject_id"]) == ("denied", None)
    assert "hunter2" not in json.dumps(unknown)


async def test_reads_plays_and_exports_are_told(
    client: httpx.AsyncClient, audit: AuditReader, headers: dict[str, str], meeting: Meeting, user: User
) -> None:
    address = f"{MEETINGS}/{meeting.id}"
    for path in ("transcript", "export/srt"):
        assert (await client.get(f"{address}/{path}", headers=headers)).status_code == 200
    for begin in (0, 100, 200):
        part = await client.get(f"{address}/audio", headers=headers | {"Range": f"bytes={begin}-{begin + 99}"})
        assert part.status_code == 206
    lines = await audit.wait("transcript_read", "meeting_export", "recording_play", count=3)
    assert [line["action"] for line in lines] == ["transcript_read", "meeting_export", "recording_play"]
    assert {line["meeting_id"] for line in lines} == {str(meeting.id)}
    assert {(line["actor_id"], line["via"], line["result"]) for line in lines} == {(str(user.id), "session", "done")}
    assert lines[1]["details"] == {"export_format": "srt"}


async def test_each_meeting_of_an_archive_is_told(  # noqa: PLR0917 - fixtures
    client: httpx.AsyncClient,
    audit: AuditReader,
    factory: Factory,
    headers: dict[str, str],
    meeting: Meeting,
    store: ObjectStore,
    user: User,
) -> None:
    other = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(other.id, Artefact.TRANSCRIPT, dialogue())
    strangers = await factory.meeting(await factory.user(), status=MeetingStatus.COMPLETED)
    asked = {"meetings": [str(meeting.id), str(strangers.id), str(other.id)]}
    assert (await client.get("/api/v1/exports/txt", params=asked, headers=headers)).status_code == 200
    lines = await audit.wait("meeting_export", count=3)
    assert [line["subject_id"] for line in lines] == [str(meeting.id), str(strangers.id), str(other.id)]
    assert [line["result"] for line in lines] == ["done", "denied", "done"]
    assert {line["actor_id"] for line in lines} == {str(user.id)}
    assert {line["details"]["export_format"] for line in lines} == {"txt"}


async def test_comments_and_tags_are_told_without_their_words(
    client: httpx.AsyncClient, audit: AuditReader, headers: dict[str, str], meeting: Meeting
) -> None:
    address = f"{MEETINGS}/{meeting.id}"
    written = {"start": 0.0, "end": 0.5, "segments": [0], "text": "Secret remark"}
    comment = await client.post(f"{address}/comments", json=written, headers=headers)
    assert comment.status_code == 201
    tag = await client.post("/api/v1/tags", json={"name": "Secret tag", "color": "red"}, headers=headers)
    assert tag.status_code == 201
    assert (await client.put(f"{address}/tags/{tag.json()['id']}", headers=headers)).status_code == 204
    lines = await audit.wait("comment_write", "tag_make", "meeting_tag", count=3)
    told = [(line["action"], line["subject_id"], line["meeting_id"]) for line in lines]
    assert told == [
        ("comment_write", comment.json()["id"], str(meeting.id)),
        ("tag_make", tag.json()["id"], None),
        ("meeting_tag", tag.json()["id"], str(meeting.id)),
    ]
    assert "Secret" not in json.dumps(lines)


async def test_a_stranger_who_tries_is_told(
    client: httpx.AsyncClient, audit: AuditReader, factory: Factory, meeting: Meeting
) -> None:
    stranger = await factory.user()
    answer = await client.get(f"{MEETINGS}/{meeting.id}/transcript", headers=factory.headers(stranger))
    assert answer.status_code == 404
    [line] = await audit.wait("transcript_read")
    assert (line["result"], line["actor_id"], line["meeting_id"]) == ("denied", str(stranger.id), str(meeting.id))


async def test_nobody_in_particular_without_a_session_is_not_told(
    client: httpx.AsyncClient, audit: AuditReader, meeting: Meeting
) -> None:
    assert (await client.get(f"{MEETINGS}/{meeting.id}/transcript")).status_code == 401
    assert await login(client, "nobody@example.org", "wrong") == 401
    await audit.wait("login")
    assert await audit.read("transcript_read") == []


async def test_changes_are_told_with_whom_and_how(
    client: httpx.AsyncClient, audit: AuditReader, factory: Factory, admin: User, *, meeting: Meeting,
    headers: dict[str, str], user: User,
) -> None:  # fmt: skip
    other = await factory.user()
    address = f"{MEETINGS}/{meeting.id}"
    rename = {"kind": "rename", "speaker": "SPEAKER_00", "name": "Katherine Johnson"}
    edit = {"base": 0, "edit_id": uuid4().hex, "operation": rename}
    as_admin = factory.headers(admin)
    steps: list[tuple[str, str, Any, dict[str, str]]] = [
        ("POST", f"{address}/revisions", edit, headers),
        ("POST", f"{address}/shares", {"email": other.email, "permission": "edit"}, headers),
        ("PATCH", f"{address}/shares/{other.id}", {"permission": "read"}, headers),
        ("DELETE", f"{address}/shares/{other.id}", None, headers),
        ("PATCH", address, {"title": "Another title"}, headers),
        ("POST", "/api/v1/auth/tokens", {"name": "Assistant"}, headers),
        ("PUT", "/api/v1/admin/settings", {"registration_open": False, "registration_contact": "Ask Ada"}, as_admin),
        ("PATCH", f"/api/v1/admin/users/{other.id}", {"role": "admin"}, as_admin),
        ("DELETE", f"/api/v1/admin/users/{other.id}?meetings=delete", None, as_admin),
        ("DELETE", address, None, headers),
    ]
    for method, path, body, who in steps:
        assert (await client.request(method, path, json=body, headers=who)).is_success, path
    actions = (
        "transcript_edit", "share_add", "share_change", "share_end", "meeting_change", "key_make",
        "settings_change", "account_change", "account_delete", "meeting_delete",
    )  # fmt: skip
    lines = await audit.wait(*actions, count=len(actions))
    assert tuple(line["action"] for line in lines) == actions
    told = {line["action"]: line for line in lines}
    assert told["transcript_edit"]["details"] == {"revision": 1, "kind": "rename"}
    assert (told["share_add"]["subject_id"], told["share_add"]["meeting_id"]) == (str(other.id), str(meeting.id))
    assert told["share_add"]["details"] == {"permission": "edit"}
    assert told["settings_change"]["details"] == {"registration_open": False, "registration_contact": "changed"}
    assert told["account_change"]["details"] == {"role": "admin"}
    assert told["account_delete"]["subject_id"] == str(other.id)
    assert {told[action]["actor_id"] for action in actions[:6]} == {str(user.id)}
    assert all(line["result"] == "done" for line in lines)
    assert UUID(told["key_make"]["subject_id"])


async def test_a_change_that_is_taken_back_is_not_told_as_done(
    client: httpx.AsyncClient, audit: AuditReader, factory: Factory, admin: User
) -> None:
    answer = await client.patch(
        f"/api/v1/admin/users/{admin.id}", json={"role": "user"}, headers=factory.headers(admin)
    )
    assert answer.json()["code"] == "last_administrator"
    [line] = await audit.wait("account_change")
    assert (line["result"], line["status"]) == ("failed", 409)


async def test_a_change_and_its_entry_are_committed_together(
    client: httpx.AsyncClient, audit: AuditReader, resources: Resources, headers: dict[str, str], meeting: Meeting
) -> None:
    async with resources.database.transaction() as session:
        await session.execute(text("LOCK TABLE audit_pending IN ACCESS EXCLUSIVE MODE"))
        await session.execute(text("SELECT set_config('lock_timeout', '0', true)"))
        waiting = client.patch(f"{MEETINGS}/{meeting.id}", json={"title": "Changed"}, headers=headers)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await waiting
    unchanged = await client.get(f"{MEETINGS}/{meeting.id}", headers=headers)
    assert unchanged.json()["title"] == TITLE


async def test_nothing_of_a_meeting_and_no_secret_gets_into_the_log(
    client: httpx.AsyncClient, audit: AuditReader, headers: dict[str, str], *, meeting: Meeting,
    user: User, factory: Factory, admin: User,
) -> None:  # fmt: skip
    made = await client.post("/api/v1/auth/tokens", json={"name": "My assistant"}, headers=headers)
    assert await login(client, user.email, PASSWORD) == 200
    address = f"{MEETINGS}/{meeting.id}"
    transcript = (await client.get(f"{address}/transcript", headers=headers)).json()
    await client.patch(address, json={"title": "Hostile takeover"}, headers=headers)
    await client.get(MEETINGS, params={"q": "takeover"}, headers=headers)
    await client.get(f"{address}/export/hunter2", headers=headers)
    await client.post(
        "/api/v1/admin/users", json={"email": "new@example.org", "name": "Newcomer"}, headers=factory.headers(admin)
    )
    await audit.wait("account_create", "transcript_read", count=2)
    export = (await client.get(f"{AUDIT}/export", headers=factory.headers(admin))).text
    words = {word["text"] for segment in transcript["segments"] for word in segment["words"] if len(word["text"]) > 5}
    secrets = {made.json()["token"], PASSWORD, TITLE, "takeover", "My assistant", "Newcomer", user.email}
    assert [found for found in words | secrets if found in export] == []
    assert "transcript_read" in export


async def test_only_administrators_read_the_log(
    client: httpx.AsyncClient, audit: AuditReader, headers: dict[str, str]
) -> None:
    for path in ("", "/export", "/check"):
        assert (await client.get(f"{AUDIT}{path}", headers=headers)).status_code == 403
    denied = await audit.wait("audit_read", "audit_export", "audit_check", where=lambda line: line["status"] == 403)
    assert denied[0]["result"] == "denied"


async def test_the_log_is_searched_and_paged(
    client: httpx.AsyncClient, audit: AuditReader, factory: Factory, admin: User, *, meeting: Meeting,
    headers: dict[str, str], user: User,
) -> None:  # fmt: skip
    for _ in range(5):
        await client.get(f"{MEETINGS}/{meeting.id}/transcript", headers=headers)
    other = await factory.user(name="Zoé Zimmermann")
    await client.get(f"{MEETINGS}/{meeting.id}/transcript", headers=factory.headers(other))
    await audit.wait("transcript_read", count=6)

    async def count(**query: Any) -> int:
        return len(await audit.read("transcript_read", **query))

    assert await count(q=user.email) == 5
    assert await count(q="zimmer") == 1
    assert await count(q=str(meeting.id)) == 6
    assert await count(q="127.0.0.1") == 6
    assert await count(q="nobody at all") == 0
    assert await count(result="denied") == 1
    assert await count(actor_id=str(other.id)) == 1
    assert await count(meeting_id=str(uuid4())) == 0
    assert await count(since="2100-01-01T00:00:00Z") == 0
    assert await count(until="2100-01-01T00:00:00Z") == 6
    seen: list[int] = []
    before: int | None = None
    while True:
        params: dict[str, Any] = {"action": "transcript_read", "size": 4} | ({"before": before} if before else {})
        page = (await client.get(AUDIT, params=params, headers=factory.headers(admin))).json()
        seen += [line["seq"] for line in page["items"]]
        before = page["before"]
        if before is None:
            break
    assert len(seen) == 6
    assert seen == sorted(seen, reverse=True)


async def test_the_export_can_be_checked_without_the_product(
    client: httpx.AsyncClient, audit: AuditReader, factory: Factory, admin: User, *, meeting: Meeting,
    headers: dict[str, str],
) -> None:  # fmt: skip
    for _ in range(3):
        await client.get(f"{MEETINGS}/{meeting.id}/transcript", headers=headers)
    await audit.wait("transcript_read", count=3)
    export = await client.get(f"{AUDIT}/export", headers=factory.headers(admin))
    assert export.headers["content-type"].startswith("application/jsonl")
    previous = bytes(32)
    lines = [json.loads(line) for line in export.text.splitlines()]
    for line in lines:
        own = bytes.fromhex(line.pop("hash"))
        assert bytes.fromhex(line.pop("previous")) == previous
        written = json.dumps(line, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(previous + written.encode()).digest() == own
        previous = own
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))


async def test_the_export_as_syslog_follows_the_standard(
    client: httpx.AsyncClient, audit: AuditReader, factory: Factory, admin: User, *, meeting: Meeting,
    headers: dict[str, str],
) -> None:  # fmt: skip
    await client.get(f"{MEETINGS}/{meeting.id}/export/vtt", headers=headers)
    await audit.wait("meeting_export")
    query = {"format": "syslog", "action": "meeting_export"}
    export = await client.get(f"{AUDIT}/export", params=query, headers=factory.headers(admin))
    [line] = export.text.splitlines()
    header = r"<110>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [!-~]+ smart-meeting-scribe - meeting_export "
    found = re.fullmatch(header + r'\[audit@32473( [a-z_]+="[^"\\\]]*")+\]', line)
    assert found is not None, line
    assert 'detail_export_format="vtt"' in line


async def test_the_check_names_a_row_that_was_removed(
    client: httpx.AsyncClient, audit: AuditReader, resources: Resources, factory: Factory, admin: User
) -> None:
    for number in range(3):
        await login(client, f"nobody{number}@example.org", "wrong")
    await audit.wait("login", count=3)
    as_admin = factory.headers(admin)
    assert (await client.get(f"{AUDIT}/check", headers=as_admin)).json()["broken"] is None
    async with resources.database.transaction() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(text("DELETE FROM audit_log WHERE seq = 2"))
    assert (await client.get(f"{AUDIT}/check", headers=as_admin)).json()["broken"] == {"fault": "missing", "seq": 2}


async def test_requests_are_refused_rather_than_done_unrecorded(
    app: FastAPI, client: httpx.AsyncClient, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder: Recorder = app.state.audit
    monkeypatch.setattr(recording, "MAX_WAITING", 0)
    assert recorder.is_full
    refused = await client.get("/api/v1/auth/me", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert (await client.get("/health/live")).status_code == 200


def test_routes_have_an_action_of_their_own_method(app: FastAPI) -> None:
    changing = {"POST", "PUT", "PATCH", "DELETE"}
    for context in iter_route_contexts(app.routes):
        rule = rule_of(getattr(context, "endpoint", None))
        # The provider of single sign-on leads browsers back by GET.
        if rule is not None and rule.changes and rule.action is not Action.LOGIN:
            assert set(context.methods or ()) <= changing, context.path_format
