"""Receipts of deletions, as administrators read them."""

import httpx
from support.factories import PASSWORD, Factory
from support.object_store import ObjectStore

from app.models import User
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus


async def receipts(
    client: httpx.AsyncClient, factory: Factory, admin: User, **query: str
) -> dict[str, dict[str, object]]:
    answer = await client.get("/api/v1/admin/erasures", params=query, headers=factory.headers(admin))
    assert answer.status_code == 200
    return {item["subject_id"]: item for item in answer.json()["items"]}


async def test_a_deleted_meeting_leaves_a_receipt_without_a_word_of_it(
    client: httpx.AsyncClient, factory: Factory, admin: User, user: User, store: ObjectStore
) -> None:
    meeting = await factory.meeting(user, title="Zanzibar", status=MeetingStatus.COMPLETED)
    other = await factory.meeting(user, title="Kept", status=MeetingStatus.COMPLETED)
    await factory.comment(user, meeting)
    store.put_at(storage.source(meeting.id), b"sound")
    store.put_at(storage.artefact(meeting.id, storage.Artefact.TRANSCRIPT), b"{}")
    answer = await client.delete(f"/api/v1/meetings/{meeting.id}", headers=factory.headers(user))
    assert answer.status_code == 204

    answer = await client.get("/api/v1/admin/erasures", headers=factory.headers(admin))
    assert "Zanzibar" not in answer.text
    assert answer.json()["waiting"] == 1
    (receipt,) = answer.json()["items"]
    assert (receipt["kind"], receipt["subject_id"]) == ("meeting", str(meeting.id))
    assert (receipt["objects"], receipt["object_bytes"]) == (2, len(b"sound{}"))
    assert receipt["rows"] == {"meetings": 1, "comments": 1}
    assert receipt["purged_at"] is not None
    assert receipt["compacted_at"] is None
    assert await receipts(client, factory, admin, subject_id=str(other.id)) == {}
    assert await receipts(client, factory, admin, before=receipt["deleted_at"]) == {}


async def test_a_deleted_account_leaves_receipts_of_itself_and_of_all_that_went_with_it(
    client: httpx.AsyncClient, factory: Factory, admin: User, user: User
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    voice = await factory.voice(user)
    answer = await client.post(
        "/api/v1/auth/me/delete", json={"current_password": PASSWORD}, headers=factory.headers(user)
    )
    assert answer.status_code == 204
    found = await receipts(client, factory, admin)
    assert {id_: item["kind"] for id_, item in found.items()} == {
        str(meeting.id): "meeting",
        str(voice.id): "voice",
        str(user.id): "account",
    }
    assert found[str(voice.id)]["rows"]
    assert found[str(user.id)]["rows"]
