"""The export of one's own data: all of it, and nothing of others."""

import io
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zipfile import ZipFile

import httpx
import pytest
from support.audit.reader import AuditReader
from support.factories import PASSWORD, Factory
from support.object_store import ObjectStore
from support.transcripts import make_segment, transcript
from support.waiting import wait_until

from app.models import GroupShare, Meeting, MeetingShare, MeetingTag, MinutesChange, Permission, Question, User
from app.models.minutes import ChangeKind
from app.services.own_data import export
from app.services.own_data.tickets import MAX_EXPORTS
from app.services.storage.objects import Objects
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Speaker

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ME = "/api/v1/auth/me"
RIGHT = {"current_password": PASSWORD}


def put_transcript(store: ObjectStore, meeting: Meeting, text: str) -> None:
    said = transcript((make_segment(0, "SPEAKER_00", 0.5, text),), (Speaker(id="SPEAKER_00", speech_seconds=2.0),))
    whole = said.model_copy(update={"meeting_id": meeting.id})
    store.put(meeting.id, Artefact.TRANSCRIPT, whole.model_dump_json().encode())


@pytest.fixture
def audit(client: httpx.AsyncClient, factory: Factory, admin: User) -> AuditReader:
    return AuditReader(client, factory.headers(admin))


class Person:
    """An account with something of everything, all of which has its word."""

    def __init__(self, user: User, word: str, meeting: Meeting, conversation_id: UUID) -> None:
        self.user = user
        self.word = word
        self.meeting = meeting
        self.conversation_id = conversation_id


@pytest.fixture
async def people(factory: Factory, store: ObjectStore) -> tuple[Person, Person]:
    async def make(word: str) -> Person:
        user = await factory.user(name=f"Person {word}")
        meeting = await factory.meeting(
            user, title=f"About {word}", filename=f"{word}.wav", status=MeetingStatus.COMPLETED
        )
        put_transcript(store, meeting, f"We talk of {word} today.")
        store.put_at(storage.source(meeting.id), f"sound of {word}".encode() * 9)
        await factory.session(user)
        await factory.comment(user, meeting, text=f"Mind {word}")
        tag = await factory.tag(user, name=f"Tag {word}")
        await factory.save(MeetingTag(meeting_id=meeting.id, tag_id=tag.id))
        await factory.api_token(user, name=f"Key {word}")
        await factory.webhook(user, name=f"Hook {word}")
        await factory.guest_link(meeting, name=f"Link {word}")
        minutes = await factory.minutes(meeting)
        await factory.minutes_item(minutes, f"{word} was decided.")
        await factory.upload(user, title=f"Unfinished {word}")
        voice = await factory.voice(user, name=f"Voice {word}")
        store.put_at(storage.voice_sample(voice.id, 0), f"voice of {word}".encode())
        asked = await factory.conversation(user, title=f"Of {word}")
        await factory.save(
            Question(conversation_id=asked.id, text=f"What of {word}?", language="en", outcome="not_said")
        )
        return Person(user, word, meeting, asked.id)

    return await make("Kumquat"), await make("Rhubarb")


async def download(
    client: httpx.AsyncClient, headers: dict[str, str], language: str = "en", **wish: Any
) -> dict[str, bytes]:
    ordered = await client.post(f"{ME}/export", json=RIGHT | wish, headers=headers | {"Accept-Language": language})
    assert ordered.status_code == 201, ordered.text
    answer = await client.get(f"{ME}/export/{ordered.json()['ticket']}", headers=headers)
    assert answer.status_code == 200, answer.text
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def test_everything_of_oneself_and_nothing_of_others(
    client: httpx.AsyncClient, factory: Factory, people: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PIECE_BYTES", 10)
    me, other = people
    files = await download(client, factory.headers(me.user), recordings=True)
    folder = next(name for name in files if name.endswith("meeting.json")).rpartition("/")[0]
    assert folder.endswith(f"About {me.word}")
    assert files[f"{folder}/recording.wav"] == f"sound of {me.word}".encode() * 9
    assert "README.txt" in files
    about = json.loads(files[f"{folder}/meeting.json"])
    assert about["comments"][0]["text"] == f"Mind {me.word}"
    assert about["minutes"][0]["items"][0]["text"] == f"{me.word} was decided."
    assert about["links"][0]["name"] == f"Link {me.word}"
    said = json.loads(files[f"{folder}/transcript.json"])["segments"][0]["text"]
    assert said == f"We talk of {me.word} today."
    account = json.loads(files["account.json"])
    assert account["account"]["email"] == me.user.email
    assert account["tags"][0]["meeting_ids"] == [str(me.meeting.id)]
    assert [account[part][0]["name"] for part in ("keys", "webhooks")] == [f"Key {me.word}", f"Hook {me.word}"]
    assert account["unfinished_uploads"][0]["title"] == f"Unfinished {me.word}"
    assert len(account["sessions"]) == 1
    asked = json.loads(files[f"conversations/{me.conversation_id}.json"])
    assert asked["messages"][0]["question"] == f"What of {me.word}?"
    assert any(name.startswith("voices/") and content.startswith(b"voice of") for name, content in files.items())

    everything = b"".join(files.values())
    for strange in (other.word, other.user.email, str(other.user.id), str(other.meeting.id)):
        assert strange.encode() not in everything
    for secret in ("password_hash", "token_hash", "sealed_secret", "whsec_"):
        assert secret.encode() not in everything


async def test_without_recordings_and_in_the_readers_language(
    client: httpx.AsyncClient, factory: Factory, people: tuple[Person, Person]
) -> None:
    files = await download(client, factory.headers(people[0].user), language="fr")
    assert "LISEZMOI.txt" in files
    assert "Vos données" in files["LISEZMOI.txt"].decode()
    assert not [name for name in files if "recording" in name or "sample" in name]


async def test_what_others_share_is_named_and_not_copied(
    client: httpx.AsyncClient, factory: Factory, people: tuple[Person, Person]
) -> None:
    me, other = people
    await factory.save(MeetingShare(meeting_id=other.meeting.id, user_id=me.user.id, permission=Permission.EDIT))
    group = await factory.group(me.user, other.user, name="Finance")
    # Both ways to one meeting are one share, and one's own meeting is shared with oneself in no way.
    for meeting in (me.meeting, other.meeting):
        await factory.save(GroupShare(meeting_id=meeting.id, group_id=group.id, permission=Permission.READ))
    await factory.comment(me.user, other.meeting, text="A word of mine")
    files = await download(client, factory.headers(me.user), recordings=True)
    account = json.loads(files.pop("account.json"))
    assert [(group["name"], group["by_sign_on"]) for group in account["groups"]] == [("Finance", False)]
    assert [share["permission"] for share in account["shared_with_me"]] == ["edit"]
    assert [share["title"] for share in account["shared_with_me"]] == [f"About {other.word}"]
    assert [comment["text"] for comment in account["comments_on_meetings_of_others"]] == ["A word of mine"]
    assert f"Mind {other.word}" not in json.dumps(account)
    assert other.word.encode() not in b"".join(files.values())


async def test_minutes_of_others_that_one_ordered_or_edited_are_named_and_not_copied(
    client: httpx.AsyncClient, factory: Factory, people: tuple[Person, Person]
) -> None:
    me, other = people
    ordered = await factory.minutes(other.meeting, author_id=me.user.id)
    item = await factory.minutes_item(ordered, f"{other.word} was postponed.", editor_id=me.user.id, is_persons=True)
    await factory.save(MinutesChange(item_id=item.id, author_id=me.user.id, kind=ChangeKind.EDITED))
    account = json.loads((await download(client, factory.headers(me.user)))["account.json"])
    mine = account["minutes_on_meetings_of_others"]
    assert [each["minutes_id"] for each in mine["ordered"]] == [str(ordered.id)]
    assert [each["item_id"] for each in mine["items"]] == [str(item.id)]
    assert [(each["item_id"], each["kind"]) for each in mine["changes"]] == [(str(item.id), "edited")]
    assert other.word not in json.dumps(account)
    theirs = json.loads((await download(client, factory.headers(other.user)))["account.json"])
    assert theirs["minutes_on_meetings_of_others"] == {"ordered": [], "items": [], "changes": []}


async def test_what_cannot_be_read_is_named_and_the_rest_is_sent(
    client: httpx.AsyncClient,
    factory: Factory,
    s3: "S3Client",
    people: tuple[Person, Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    me = people[0]
    kept = storage.artefact(me.meeting.id, Artefact.TRANSCRIPT, 1)
    s3.delete_object(Bucket=kept.bucket, Key=kept.key)
    monkeypatch.setattr(export, "show_messages", fail)
    monkeypatch.setattr(Objects, "open", fail)
    files = await download(client, factory.headers(me.user), recordings=True)
    missing = files["not exported.txt"].decode()
    assert f"conversations/{me.conversation_id}.json" in missing
    assert "recording.wav" in missing
    assert "sample-0" in missing
    assert "minutes that rest on it" in missing
    assert {"account.json", "receipts.json", "audit.jsonl"} <= files.keys()
    assert any(name.endswith("voice.json") for name in files)


ENDINGS = {"a.Mp3": "recording.Mp3", "a.\r\nx": "recording", "a.b c": "recording"}


@pytest.mark.parametrize("filename", ENDINGS)
async def test_a_strange_ending_of_a_recording_is_left_out(
    client: httpx.AsyncClient, factory: Factory, store: ObjectStore, user: User, filename: str
) -> None:
    meeting = await factory.meeting(user, filename=filename)
    store.put_at(storage.source(meeting.id), b"sound")
    files = await download(client, factory.headers(user), recordings=True)
    assert [each.rpartition("/")[2] for each in files if "recording" in each] == [ENDINGS[filename]]


async def test_a_download_is_the_owners_once_and_takes_the_password(
    client: httpx.AsyncClient, factory: Factory, people: tuple[Person, Person]
) -> None:
    mine, theirs = (factory.headers(person.user) for person in people)
    refused = [
        await client.post(f"{ME}/export", json=wish, headers=mine)
        for wish in ({}, {"current_password": "a wrong guess"})
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(422, "wrong_password")] * 2
    ticket = (await client.post(f"{ME}/export", json=RIGHT, headers=mine)).json()["ticket"]
    assert (await client.get(f"{ME}/export/{ticket}", headers=theirs)).json()["code"] == "export_ticket_used"
    assert (await client.get(f"{ME}/export/{ticket}", headers=mine)).status_code == 200
    assert (await client.get(f"{ME}/export/{ticket}", headers=mine)).json()["code"] == "export_ticket_used"


async def test_exports_of_one_account_are_limited(client: httpx.AsyncClient, factory: Factory, user: User) -> None:
    headers = factory.headers(user)
    asked = [(await client.post(f"{ME}/export", json=RIGHT, headers=headers)).status_code for _ in range(MAX_EXPORTS)]
    assert set(asked) == {201}
    refused = await client.post(f"{ME}/export", json=RIGHT, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")


async def test_whoever_has_no_password_needs_none(client: httpx.AsyncClient, factory: Factory) -> None:
    user = await factory.user(password_hash=None, sign_on_subject="company person")
    answer = await client.post(f"{ME}/export", json={}, headers=factory.headers(user))
    assert answer.status_code == 201
    files = await download(client, factory.headers(user))
    assert json.loads(files["account.json"])["sign_on_subject"] == "company person"


async def test_the_log_tells_of_it_and_hides_who_else_acted(
    client: httpx.AsyncClient, factory: Factory, audit: AuditReader, admin: User, people: tuple[Person, Person]
) -> None:
    me = people[0].user
    await client.post(f"{ME}/export", json={"current_password": "a guess"}, headers=factory.headers(me))
    changed = await client.patch(f"/api/v1/admin/users/{me.id}", json={"role": "user"}, headers=factory.headers(admin))
    assert changed.status_code == 200
    await download(client, factory.headers(me), recordings=True)
    refused, done = await audit.wait("account_export", count=2)
    assert (refused["result"], done["result"], done["actor_id"]) == ("failed", "done", str(me.id))
    assert done["details"] == {"recordings": True}
    await audit.wait("account_change")
    lines = [json.loads(line) for line in (await download(client, factory.headers(me)))["audit.jsonl"].splitlines()]
    told = {line["action"]: line for line in lines}
    assert told["account_export"]["by"] == "you"
    assert told["account_change"]["by"] == "another"
    assert str(admin.id) not in json.dumps(lines)
    assert "address" not in told["account_change"]


async def test_the_address_of_a_stranger_who_tried_to_log_in_is_not_told(
    client: httpx.AsyncClient, factory: Factory, audit: AuditReader, user: User
) -> None:
    refused = await client.post("/api/v1/auth/login", data={"username": user.email, "password": "a stranger"})
    assert refused.status_code == 401
    [entry] = await audit.wait("login")
    assert (entry["actor_id"], entry["subject_id"]) == (None, str(user.id))
    files = await download(client, factory.headers(user))
    lines = [json.loads(line) for line in files["audit.jsonl"].splitlines()]
    [told] = [line for line in lines if line["action"] == "login"]
    assert (told["by"], "address" in told) == ("nobody", False)


async def test_owners_see_what_was_deleted_of_theirs(
    client: httpx.AsyncClient, factory: Factory, store: ObjectStore, people: tuple[Person, Person]
) -> None:
    me, other = people
    mine = factory.headers(me.user)
    assert (await client.delete(f"/api/v1/meetings/{me.meeting.id}", headers=mine)).status_code == 204
    await client.delete(f"/api/v1/meetings/{other.meeting.id}", headers=factory.headers(other.user))

    async def read() -> list[Any]:
        items: list[Any] = (await client.get(f"{ME}/erasures", headers=mine)).json()["items"]
        return items

    [receipt] = await read()
    assert (receipt["subject_id"], receipt["owner_id"]) == (str(me.meeting.id), str(me.user.id))
    assert (await client.get(f"{ME}/erasures", params={"kind": "voice"}, headers=mine)).json()["items"] == []
    await wait_until(lambda: f"uploads/{me.meeting.id}/source" not in store.stored())
    files = await download(client, mine)
    assert [each["subject_id"] for each in json.loads(files["receipts.json"])] == [str(me.meeting.id)]
    assert not [name for name in files if name.startswith("meetings/")]
