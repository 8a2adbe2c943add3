"""Editing over HTTP: revisions are stored, listed, served, reverted and restored."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import func, select
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone
from support.transcripts import dialogue, diarization
from support.waiting import wait_until

from app.models import Meeting, Revision, User
from app.resources import Resources
from app.services.search.indexer import Indexer
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

HEARD = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
RENAME = {"kind": "rename", "speaker": "SPEAKER_01", "name": "Steve"}
EDIT = {"kind": "edit", "segments": [0], "text": "Good evening, Steve."}
MERGE = {"kind": "merge", "speaker": "SPEAKER_01", "into": "SPEAKER_00"}
REASSIGN = {"kind": "reassign", "segments": [2], "speaker": "SPEAKER_01"}


@pytest.fixture
async def meeting(factory: Factory, user: User, store: ObjectStore) -> Meeting:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED, finished_at=HEARD, speakers=2)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    store.put(
        meeting.id,
        Artefact.DIARIZATION,
        diarization(("SPEAKER_00", 0.5, 1.7), ("SPEAKER_01", 2.0, 4.0), ("SPEAKER_00", 5.0, 8.0)),
    )
    return meeting


class EditingClient:
    """A client that edits one meeting."""

    def __init__(self, client: httpx.AsyncClient, meeting_id: UUID, headers: dict[str, str]) -> None:
        self._client = client
        self._base = f"/api/v1/meetings/{meeting_id}"
        self._headers = headers

    async def ask(self, method: str, path: str = "", **fields: Any) -> httpx.Response:
        return await self._client.request(method, f"{self._base}{path}", headers=self._headers, **fields)

    async def get(self, path: str) -> httpx.Response:
        return await self.ask("GET", f"/{path}")

    async def send(self, base: int, operation: dict[str, Any], edit_id: UUID | None = None) -> httpx.Response:
        body = {"base": base, "edit_id": str(edit_id or uuid4()), "operation": operation}
        return await self.ask("POST", "/revisions", json=body)

    async def save(self, base: int, operation: dict[str, Any]) -> dict[str, Any]:
        answer = await self.send(base, operation)
        assert (answer.status_code, answer.json()["revision"]["number"]) == (201, base + 1)
        saved: dict[str, Any] = answer.json()
        return saved

    async def refused(self, base: int, operation: dict[str, Any]) -> tuple[int, str]:
        answer = await self.send(base, operation)
        return answer.status_code, answer.json()["code"]

    async def read(self, path: str = "transcript") -> Transcript:
        return Transcript.model_validate_json((await self.get(path)).content)

    async def list(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await self.get("revisions")).json()["items"]
        return items


@pytest.fixture
def editor(client: httpx.AsyncClient, headers: dict[str, str], meeting: Meeting) -> EditingClient:
    return EditingClient(client, meeting.id, headers)


async def test_an_edit_changes_what_everybody_reads(editor: EditingClient, user: User) -> None:
    saved = await editor.save(0, EDIT)
    assert saved["revision"]["author"] == {"id": str(user.id), "name": "Ada"}
    assert saved["revision"]["deed"] == {
        "kind": "edit",
        "speaker": "SPEAKER_00",
        "into": None,
        "before": "Good morning, Steve.",
        "after": "Good evening, Steve.",
        "count": None,
        "words": None,
        "language": None,
        "start": 0.5,
        "revision": None,
    }
    assert [segment["text"] for segment in saved["changes"]["segments"]] == ["Good evening, Steve."]
    await editor.save(1, RENAME)
    answer = await editor.get("transcript")
    assert answer.headers["Scribe-Revision"] == "2"
    read = Transcript.model_validate_json(answer.content)
    assert read.segments[0].text == "Good evening, Steve."
    assert read.speakers[1].name == "Steve"
    for export_format in ("txt", "md", "srt", "vtt", "json"):
        text = (await editor.get(f"export/{export_format}")).text
        assert "Good evening, Steve." in text
        assert "morning" not in text
    assert "Steve\nHello *you*" in (await editor.get("export/txt")).text
    assert await editor.read("revisions/0") == dialogue()
    assert (await editor.read("revisions/1")).speakers == dialogue().speakers


async def test_the_exported_turns_follow_the_edits(editor: EditingClient) -> None:
    async def turns() -> list[list[str]]:
        return [line.split()[3:8:4] for line in (await editor.get("export/rttm")).text.splitlines()]

    heard = await turns()
    await editor.save(0, REASSIGN)
    assert await turns() == [heard[0], heard[1], ["5.000", "SPEAKER_01"], ["6.600", "Katie_O'Neil_<K>"]]
    await editor.save(1, RENAME)
    await editor.save(2, MERGE)
    assert {speaker for _, speaker in await turns()} == {"Katie_O'Neil_<K>"}


async def test_before_any_edit_there_is_what_the_machine_heard(editor: EditingClient) -> None:
    assert (await editor.get("transcript")).headers["Scribe-Revision"] == "0"
    (machine,) = await editor.list()
    assert (machine["number"], machine["author"], machine["deed"]["kind"]) == (0, None, "machine")
    assert datetime.fromisoformat(machine["created_at"]) == HEARD
    assert await editor.read("revisions/0") == dialogue()
    assert (await editor.get("revisions/1")).status_code == 404
    assert (await editor.get("revisions/99999999999")).status_code == 422
    assert (await editor.get("revisions?page=2")).json()["items"] == []


async def test_the_history_tells_who_did_what_when(editor: EditingClient, user: User, meeting: Meeting) -> None:
    for base, operation in enumerate([RENAME, EDIT, REASSIGN, MERGE]):
        await editor.save(base, operation)
    listed = await editor.list()
    assert [(each["number"], each["deed"]["kind"]) for each in listed] == [
        (4, "merge"),
        (3, "reassign"),
        (2, "edit"),
        (1, "rename"),
        (0, "machine"),
    ]
    assert {each["author"]["name"] for each in listed[:-1]} == {user.name}
    deeds = [{key: value for key, value in each["deed"].items() if value is not None} for each in listed]
    assert deeds[0] == {
        "kind": "merge",
        "speaker": "SPEAKER_01",
        "into": "SPEAKER_00",
        "before": "Steve",
        "after": "Katie O'Neil <K>",
    }
    assert deeds[1]["count"] == 1
    assert deeds[3] == {"kind": "rename", "speaker": "SPEAKER_01", "after": "Steve"}
    page = (await editor.get("revisions?size=2&page=2")).json()
    assert ([each["number"] for each in page["items"]], page["total"]) == ([2, 1], 5)
    assert datetime.fromisoformat(listed[-1]["created_at"]) == HEARD


async def test_simultaneous_edits_conflict(editor: EditingClient) -> None:
    answers = await asyncio.gather(editor.send(0, RENAME), editor.send(0, EDIT))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert loser.json()["code"] == "revision_conflict"
    assert [each["number"] for each in await editor.list()] == [1, 0]
    await editor.save(1, EDIT if answers[1] is loser else RENAME)
    read = await editor.read()
    assert (read.segments[0].text, read.speakers[1].name) == ("Good evening, Steve.", "Steve")


async def test_an_edit_sent_twice_is_done_once(editor: EditingClient) -> None:
    edit_id = uuid4()
    first, second = [await editor.send(0, EDIT, edit_id) for _ in range(2)]
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert len(await editor.list()) == 2


async def test_an_edit_that_changes_nothing_makes_no_revision(editor: EditingClient) -> None:
    await editor.save(0, RENAME)
    answer = await editor.send(1, RENAME)
    assert answer.json()["revision"]["number"] == 1
    assert answer.json()["changes"]["segments"] == []
    assert len(await editor.list()) == 2


async def test_revisions_are_reverted_and_reverted_again(editor: EditingClient) -> None:
    await editor.save(0, EDIT)
    edited = await editor.read()
    await editor.save(1, RENAME)
    await editor.save(2, {"kind": "revert", "revision": 1})
    read = await editor.read()
    assert (read.segments, read.speakers[1].name) == (dialogue().segments, "Steve")
    await editor.save(3, {"kind": "revert", "revision": 3})
    assert (await editor.read()).segments == edited.segments
    await editor.save(4, {"kind": "edit", "segments": [0], "text": "Good night."})
    assert await editor.refused(5, {"kind": "revert", "revision": 1}) == (409, "edit_overlaps")
    assert await editor.refused(5, {"kind": "revert", "revision": 9}) == (404, "not_found")


async def test_restoring_makes_a_revision(editor: EditingClient) -> None:
    await editor.save(0, EDIT)
    await editor.save(1, MERGE)
    saved = await editor.save(2, {"kind": "restore", "revision": 0})
    assert saved["revision"]["deed"]["revision"] == 0
    assert await editor.read() == dialogue()
    await editor.save(3, {"kind": "revert", "revision": 3})
    read = await editor.read()
    assert ([speaker.id for speaker in read.speakers], read.segments[0].text) == (
        ["SPEAKER_00"],
        "Good evening, Steve.",
    )
    assert await editor.refused(4, {"kind": "restore", "revision": 9}) == (404, "not_found")


async def test_a_voice_is_enrolled_from_the_edited_speakers_turns(
    editor: EditingClient, meeting: Meeting, store: ObjectStore
) -> None:
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(9.0)))
    path = "/speakers/SPEAKER_02/voice"
    assert (await editor.ask("POST", path, json={"name": "Steve", "consent": "Asked"})).status_code == 404
    await editor.save(0, {"kind": "reassign", "segments": [2, 3], "speaker": "SPEAKER_02"})
    answer = await editor.ask("POST", path, json={"name": "Steve", "consent": "Asked"})
    assert answer.status_code == 201
    assert answer.json()["samples"][0]["duration"] == pytest.approx(3.0, abs=0.1)


async def test_deleting_the_meeting_takes_its_revisions(
    editor: EditingClient, factory: Factory, meeting: Meeting, store: ObjectStore
) -> None:
    await editor.save(0, EDIT)
    assert f"processed/{storage.revision(meeting.id, 1).key}" in store.stored()
    assert (await editor.ask("DELETE")).status_code == 204
    assert store.stored() == set()
    async with factory.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Revision)) == 0


async def test_the_meeting_counts_who_is_left(editor: EditingClient) -> None:
    await editor.save(0, MERGE)
    assert (await editor.ask("GET")).json()["speakers"] == 1


@pytest.mark.parametrize(
    ("operation", "status", "code"),
    [
        ({"kind": "rename", "speaker": "SPEAKER_07", "name": "X"}, 422, "not_in_transcript"),
        ({"kind": "rename", "speaker": "SPEAKER_00", "name": " "}, 422, "invalid"),
        ({"kind": "rename", "speaker": "SPEAKER_00", "name": "a\nb"}, 422, "invalid"),
        ({"kind": "reassign", "segments": [0], "speaker": "Bob"}, 422, "invalid"),
        ({"kind": "reassign", "segments": [], "speaker": "SPEAKER_00"}, 422, "invalid"),
        ({"kind": "edit", "segments": [0], "text": "x" * 20_001}, 422, "invalid"),
        ({"kind": "edit", "segments": [77], "text": "x"}, 422, "not_in_transcript"),
        ({"kind": "revert", "revision": 0}, 422, "invalid"),
        ({"kind": "shout"}, 422, "invalid"),
    ],
)
async def test_an_invalid_edit_is_rejected(
    editor: EditingClient, operation: dict[str, Any], status: int, code: str
) -> None:
    assert await editor.refused(0, operation) == (status, code)
    assert len(await editor.list()) == 1


async def test_control_characters_become_spaces(editor: EditingClient) -> None:
    await editor.save(0, {"kind": "edit", "segments": [0], "text": "Good\x00evening,\r\n\tSteve."})
    assert (await editor.read()).segments[0].text == "Good evening, Steve."


async def test_an_edited_meeting_is_found_by_what_it_says_now(
    editor: EditingClient, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources
) -> None:
    await Indexer(resources).index_due()
    await editor.save(0, EDIT)

    async def found(text: str) -> bool:
        answer = await client.get("/api/v1/meetings", params={"q": text}, headers=headers)
        return bool(answer.json()["total"])

    await wait_until(lambda: found("evening"))
    assert not await found("morning")


async def test_words_inside_a_sentence_move_and_come_back(editor: EditingClient) -> None:
    before = await editor.read()
    moved = {"kind": "reassign", "segments": [1], "speaker": "SPEAKER_00", "first_word": 1, "last_word": 2}
    saved = await editor.save(0, moved)
    assert saved["revision"]["deed"]["words"] == 2
    assert [(each["id"], each["text"]) for each in saved["changes"]["segments"]] == [
        (1, "Hello"),
        (5, "*you* <there>"),
        (4, "& all."),
    ]
    assert saved["changes"]["previous"] == [0, 1, 5]
    for nowhere in ({"first_word": 5}, {"last_word": 5}):
        assert await editor.refused(1, {**moved, "last_word": None, **nowhere}) == (422, "not_in_transcript")
    assert (await editor.refused(1, {**moved, "segments": [0], "first_word": 2, "last_word": 1}))[0] == 422
    assert "*you* <there>" in (await editor.get("export/srt")).text
    await editor.save(1, {"kind": "edit", "segments": [2], "text": "How\nare you?", "passages": True})
    await editor.save(2, {"kind": "join", "segments": [6]})
    await editor.save(3, {"kind": "revert", "revision": 1})
    assert [each.text for each in (await editor.read()).segments][1:3] == ["Hello *you* <there> & all.", "How"]
    await editor.save(4, {"kind": "restore", "revision": 0})
    assert await editor.read() == before


async def test_search_numbers_speakers_as_the_page_does_once_one_is_merged_away(
    editor: EditingClient, client: httpx.AsyncClient, headers: dict[str, str], resources: Resources
) -> None:
    await editor.save(0, {"kind": "rename", "speaker": "SPEAKER_00", "name": None})
    await editor.save(1, {"kind": "merge", "speaker": "SPEAKER_00", "into": "SPEAKER_01"})
    await Indexer(resources).index_due()
    answer = await client.get("/api/v1/meetings", params={"q": "morning"}, headers=headers)
    (match,) = answer.json()["items"][0]["matches"]
    assert (match["speaker"], match["speaker_number"]) == (None, 2)
    assert "Speaker 2" in (await editor.get("export/txt")).text
