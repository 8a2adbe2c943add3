"""Comments over HTTP: who reads and writes them, what edits do to their place, and their export."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue, make_segment

from app.core.errors import NotFoundError
from app.models import Comment, Meeting, MeetingShare, Permission, User
from app.models.base import now
from app.resources import Resources
from app.schemas.marks.comment import NewComment
from app.services.comments import comments, export
from app.services.comments.export import list_comments
from app.services.comments.quotes import find_quote, place
from app.services.editing.revisions import Revisions
from app.services.exports import Document, ExportFormat, Language
from app.services.storage.objects import Objects
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Segment, Transcript

MORNING = {"start": 0.9, "end": 1.3, "segments": [0], "text": "Which morning?"}
"""On the word "morning," of the first segment."""


@dataclass
class Discussion:
    """A meeting of `owner` that `editor` may edit and `reader` may read."""

    client: httpx.AsyncClient
    factory: Factory
    meeting: Meeting
    owner: User
    editor: User
    reader: User
    store: ObjectStore

    async def ask(self, user: User, method: str, path: str = "", **more: Any) -> httpx.Response:
        address = f"/api/v1/meetings/{self.meeting.id}{path}"
        return await self.client.request(method, address, headers=self.factory.headers(user), **more)

    async def write(self, user: User, **fields: Any) -> dict[str, Any]:
        answer = await self.ask(user, "POST", "/comments", json=MORNING | fields)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def texts(self, user: User) -> list[tuple[str, str, bool]]:
        listed = (await self.ask(user, "GET", "/comments")).json()
        return [(each["author_name"], each["text"], each["own"]) for each in listed]

    async def edit(self, **operation: Any) -> None:
        base = (await self.ask(self.owner, "GET", "/revisions")).json()["items"][0]["number"]
        body = {"base": base, "edit_id": uuid4().hex, "operation": operation}
        answer = await self.ask(self.owner, "POST", "/revisions", json=body)
        assert answer.status_code == 201, answer.text

    async def quote(self, comment: dict[str, Any]) -> str:
        """Return the words that the comment is about now."""
        said = Transcript.model_validate_json((await self.ask(self.owner, "GET", "/transcript")).content)
        return find_quote(said.segments, comment["start"], comment["end"], comment["segments"]).text


@pytest.fixture
async def discussion(client: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore) -> Discussion:
    meeting = await factory.meeting(user, title="Weekly", status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    editor, reader = await factory.user(name="Eve"), await factory.user(name="Rita")
    for other, permission in ((editor, Permission.EDIT), (reader, Permission.READ)):
        await factory.save(MeetingShare(meeting_id=meeting.id, user_id=other.id, permission=permission))
    return Discussion(client, factory, meeting, user, editor, reader, store)


async def test_those_who_may_edit_write_and_those_who_may_read_read(discussion: Discussion) -> None:
    await discussion.write(discussion.owner)
    await discussion.write(discussion.editor, start=0.5, text="")
    expected = [("Eve", "", False), ("Ada", "Which morning?", True)]
    assert await discussion.texts(discussion.owner) == expected
    assert await discussion.texts(discussion.reader) == [(name, text, False) for name, text, _ in expected]
    refused = await discussion.ask(discussion.reader, "POST", "/comments", json=MORNING)
    assert (refused.status_code, refused.json()["code"]) == (403, "meeting_read_only")
    stranger = await discussion.factory.user()
    for method, path in (("GET", "/comments"), ("POST", "/comments"), ("DELETE", f"/comments/{uuid4()}")):
        answer = await discussion.ask(stranger, method, path, json=MORNING)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_comment_is_changed_by_its_author_alone(discussion: Discussion) -> None:
    made = await discussion.write(discussion.editor)
    path = f"/comments/{made['id']}"
    refused = await discussion.ask(discussion.owner, "PATCH", path, json={"text": "Mine"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_comment_author")
    changed = (await discussion.ask(discussion.editor, "PATCH", path, json={"text": " Today's? "})).json()
    assert (changed["text"], made["edited_at"]) == ("Today's?", None)
    assert changed["edited_at"] is not None


async def test_a_comment_is_deleted_by_its_author_and_by_the_owner_of_the_meeting(discussion: Discussion) -> None:
    first, second = await discussion.write(discussion.editor), await discussion.write(discussion.owner)
    for user in (discussion.reader, discussion.editor):
        refused = await discussion.ask(user, "DELETE", f"/comments/{second['id']}")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_comment_author")
    for made in (first, second):
        assert (await discussion.ask(discussion.owner, "DELETE", f"/comments/{made['id']}")).status_code == 204
    assert await discussion.texts(discussion.owner) == []


async def test_whose_right_to_edit_was_taken_back_may_still_delete_their_own(discussion: Discussion) -> None:
    made = await discussion.write(discussion.editor)
    await discussion.ask(discussion.owner, "PATCH", f"/shares/{discussion.editor.id}", json={"permission": "read"})
    path = f"/comments/{made['id']}"
    assert (await discussion.ask(discussion.editor, "PATCH", path, json={"text": "No"})).status_code == 403
    assert (await discussion.ask(discussion.editor, "DELETE", path)).status_code == 204


async def test_a_comment_is_found_under_its_own_meeting_only(discussion: Discussion) -> None:
    made = await discussion.write(discussion.owner)
    other = await discussion.factory.meeting(discussion.owner, status=MeetingStatus.COMPLETED)
    headers = discussion.factory.headers(discussion.owner)
    answer = await discussion.client.delete(f"/api/v1/meetings/{other.id}/comments/{made['id']}", headers=headers)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"end": 0.1},
        {"start": -1},
        {"segments": []},
        {"segments": [0] * 501},
        {"segments": [-1]},
        {"segments": [2**31]},
        {"text": "x" * 5001},
        {"text": "a\x00b"},
        {"end": 1e9},
        {"author_id": "0" * 32},
        {"start": 7, "end": 5, "segments": [2, 2]},
        {"start": None},
        {"text": "x" * 10_000},
        {"text": "a\x7fb"},
    ],
)
async def test_what_is_no_place_or_no_text_is_refused(discussion: Discussion, fields: dict[str, Any]) -> None:
    assert (await discussion.ask(discussion.owner, "POST", "/comments", json=MORNING | fields)).status_code == 422


@pytest.mark.parametrize("bad", ['"start": NaN', '"end": Infinity', '"start": -Infinity', '"text": "a\\ud800b"'])
async def test_what_is_no_number_and_no_character_is_refused(discussion: Discussion, bad: str) -> None:
    made = await discussion.write(discussion.owner)
    body = json.dumps(MORNING)[:-1] + f", {bad}}}"
    answer = await discussion.ask(discussion.owner, "POST", "/comments", content=body)
    assert answer.status_code == 422, answer.text
    if "text" in bad:
        answer = await discussion.ask(discussion.owner, "PATCH", f"/comments/{made['id']}", content=f"{{{bad}}}")
        assert answer.status_code == 422, answer.text


async def test_a_text_of_blanks_is_that_of_a_highlight(discussion: Discussion) -> None:
    assert (await discussion.write(discussion.owner, text=" \n\t\u00a0 "))["text"] == ""


async def test_a_comment_keeps_its_words_through_cuts_joins_and_other_speakers(discussion: Discussion) -> None:
    made = await discussion.write(discussion.owner)
    assert await discussion.quote(made) == "morning,"
    await discussion.edit(kind="reassign", segments=[0], first_word=1, last_word=1, speaker="SPEAKER_01")
    assert await discussion.quote(made) == "morning,"
    await discussion.edit(kind="revert", revision=1)
    await discussion.edit(kind="edit", segments=[0], text="Good\nmorning, Steve.", passages=True)
    assert await discussion.quote(made) == "morning,"
    await discussion.edit(kind="join", segments=[1])
    assert await discussion.quote(made) == "morning,"


async def test_a_comment_shows_the_corrected_words_and_none_once_they_are_gone(discussion: Discussion) -> None:
    made = await discussion.write(discussion.owner)
    await discussion.edit(kind="edit", segments=[0], text="Good evening, Steve.")
    assert await discussion.quote(made) == "evening,"
    await discussion.edit(kind="edit", segments=[0], text="")
    assert await discussion.quote(made) == ""
    assert await discussion.texts(discussion.owner) == [("Ada", "Which morning?", True)]


async def test_a_comment_spans_segments_and_outlives_new_ones(discussion: Discussion) -> None:
    made = await discussion.write(discussion.owner, start=5.4, end=7.4, segments=[2, 3])
    assert await discussion.quote(made) == "are you? 1."
    # As after processing again: the segments have other ids.
    assert await discussion.quote(made | MORNING | {"segments": [77]}) == "morning,"


_AGAIN = (
    make_segment(0, "SPEAKER_01", 0.5, "Good"),
    make_segment(1, "SPEAKER_00", 0.9, "morning, Steve."),
    make_segment(2, "SPEAKER_01", 2.0, "Hello *you* <there> & all."),
)
"""The dialogue as another attempt divides it: the same numbers mean other segments."""
_AT_ONCE = (
    make_segment(0, "SPEAKER_00", 0.0, "one two three four five six"),
    make_segment(1, "SPEAKER_01", 0.8, "un deux trois quatre cinq six"),
)


@pytest.mark.parametrize(
    ("segments", "start", "end", "origins", "expected"),
    [
        (dialogue().segments, 0.9, 1.3, [0], "morning,"),
        (_AGAIN, 0.9, 1.3, [0], "morning,"),
        (_AGAIN, 2.4, 3.2, [1], "*you* <there>"),
        (_AGAIN, 0.5, 1.3, [0], "Good morning,"),
        (_AT_ONCE, 0.8, 1.2, [0], "three"),
        (_AT_ONCE, 1.6, 1.6, [0, 1], "five six un deux"),
        (_AT_ONCE, 1.6, 1.2, [0, 1], "five six un"),
        (_AT_ONCE, 0.8, 2.0, [0, 1], "three four five six un deux trois"),
        (_AT_ONCE, 1.6, 1.2, [7, 8], "four deux"),
        ((), 0.9, 1.3, [0], ""),
    ],
)
def test_words_are_found_by_segments_of_the_same_attempt_and_else_by_time(
    segments: tuple[Segment, ...], start: float, end: float, origins: list[int], expected: str
) -> None:
    assert find_quote(segments, start, end, origins).text == expected


async def test_a_comment_is_on_segments_of_the_transcript(discussion: Discussion) -> None:
    for segments in ([0, 77], [2**31 - 1]):
        refused = await discussion.ask(discussion.owner, "POST", "/comments", json=MORNING | {"segments": segments})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
        [error] = refused.json()["errors"]
        assert error == {"field": "segments", "message": f"The transcript has no segment {segments[-1]}."}


@pytest.mark.parametrize("limit", ["MAX_CHARACTERS", "MAX_NAMED_SEGMENTS"])
async def test_all_comments_of_a_meeting_have_a_limit_together(
    discussion: Discussion, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    made = await discussion.write(discussion.owner, text="x" * 20, segments=[0] * 20)
    monkeypatch.setattr(comments, limit, 30)
    for segments, text in ([[0] * 11, ""], [[0], "x" * 11]):
        is_beyond = len(text if limit == "MAX_CHARACTERS" else segments) > 10
        answer = await discussion.ask(
            discussion.owner, "POST", "/comments", json=MORNING | {"segments": segments, "text": text}
        )
        assert answer.status_code == (409 if is_beyond else 201), answer.text
        assert not is_beyond or answer.json()["code"] == "comments_too_long"
    monkeypatch.setattr(comments, "MAX_CHARACTERS", 30)
    path = f"/comments/{made['id']}"
    refused = await discussion.ask(discussion.owner, "PATCH", path, json={"text": "x" * 42})
    assert (refused.status_code, refused.json()["code"]) == (409, "comments_too_long")
    assert (await discussion.ask(discussion.owner, "PATCH", path, json={"text": "shorter"})).status_code == 200


async def test_a_meeting_that_is_deleted_meanwhile_takes_no_comment(
    discussion: Discussion, resources: Resources
) -> None:
    objects = Objects(resources)
    async with resources.database.sessions() as session:
        meeting = await session.get_one(Meeting, discussion.meeting.id)
        await discussion.ask(discussion.owner, "DELETE")
        discussion.store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
        wanted = NewComment.model_validate(MORNING)
        with pytest.raises(NotFoundError):
            await comments.write(session, discussion.owner, Revisions(session, objects, meeting), wanted)


def test_the_words_of_a_long_meeting_are_placed_once_for_all_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[int] = []
    segments = tuple(make_segment(at, "SPEAKER_00", 3.0 * at, "one two three") for at in range(100))
    monkeypatch.setattr(export, "place", lambda segment: placed.append(segment.id) or place(segment))
    transcript = dialogue().model_copy(update={"segments": segments})
    document = Document("Long", datetime(2026, 1, 15, tzinfo=UTC), transcript, Language.ENGLISH)
    author = User(name="Ada")
    written = [
        Comment(start=3.0 * at, end=3.0 * last + 2, segments=named, text="", author=author, created_at=now())
        for at, last, named in [*((at, at, [at]) for at in range(100)), (0, 99, list(range(100))), (5, 6, [700])]
    ]
    [section] = list_comments(written, Meeting(id=uuid4()), document, zone=ZoneInfo("UTC"), public_url="")
    assert sorted(placed) == list(range(100))
    assert all("“one two three”" in note.text for note in section.notes[:100])
    assert (section.notes[100].text.endswith("…”"), len(section.notes[100].text) < 1050) == (True, True)
    assert "“one two three one two three”" in section.notes[101].text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.FRENCH, "28 novembre 2026 à 00:11 Europe/Paris"),
        (Language.ENGLISH, "28 November 2026, 00:11 Europe/Paris"),
    ],
)
def test_the_time_of_a_comment_reads_like_the_other_dates_of_an_export(language: Language, expected: str) -> None:
    written = datetime(2026, 11, 27, 23, 11, tzinfo=UTC)
    document = Document("Board", written, dialogue(), language)
    comment = Comment(start=0.0, end=1.0, segments=[0], text="", author=User(name="Ada"), created_at=written)
    [section] = list_comments([comment], Meeting(id=uuid4()), document, zone=ZoneInfo("Europe/Paris"), public_url="")
    assert section.notes[0].details == ("Ada", expected)


@pytest.mark.parametrize("export_format", ["txt", "md", "docx", "pdf"])
async def test_comments_are_exported_if_asked(discussion: Discussion, export_format: str) -> None:
    await discussion.write(discussion.editor)
    with_comments = await discussion.ask(
        discussion.reader, "GET", f"/export/{export_format}", params={"comments": "true"}
    )
    without = await discussion.ask(discussion.reader, "GET", f"/export/{export_format}")
    assert (with_comments.status_code, without.status_code) == (200, 200)
    assert len(with_comments.content) > len(without.content)
    if export_format == "pdf":
        return
    said = text_of(with_comments.content, export_format)
    for words in ("Comments", "morning,", "Which morning?", "Eve", f"/meetings/{discussion.meeting.id}?t=0.9"):
        assert words in said
    assert "Which morning?" not in text_of(without.content, export_format)


def text_of(content: bytes, export_format: str) -> str:
    """Return the text of an export, of a Word document its parts."""
    if export_format != "docx":
        return content.decode()
    with ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


async def test_formats_of_a_transcript_alone_take_no_comments(discussion: Discussion) -> None:
    for export_format in set(ExportFormat) - {"txt", "md", "docx", "pdf"}:
        refused = await discussion.ask(discussion.owner, "GET", f"/export/{export_format}", params={"comments": "true"})
        assert (refused.status_code, refused.json()["code"]) == (422, "not_for_comments")


async def test_comments_go_with_the_meeting_and_with_the_account(discussion: Discussion) -> None:
    await discussion.write(discussion.editor)
    await discussion.write(discussion.owner)
    headers = discussion.factory.headers(discussion.editor)
    leave = {"current_password": "correct horse battery"}
    left = await discussion.client.post("/api/v1/auth/me/delete", headers=headers, json=leave)
    assert left.status_code == 204
    assert await discussion.texts(discussion.owner) == [("Ada", "Which morning?", True)]
    await discussion.ask(discussion.owner, "DELETE")
    async with discussion.factory.database.transaction() as session:
        assert (await session.scalars(select(Comment))).all() == []
