"""Notes typed while recording find their passage when there is a transcript."""

from dataclasses import dataclass
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue, document, make_segment, transcript

from app.models import Comment, Meeting, User
from app.resources import Resources
from app.services.comments.export import list_comments
from app.services.notes.notes import passage_at
from app.services.search.indexer import Indexer
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

OVERLAPPING = (
    make_segment(0, "SPEAKER_00", 10.0, "one two three four five"),
    make_segment(1, "SPEAKER_01", 11.0, "six"),
    make_segment(2, "SPEAKER_00", 20.0, "seven"),
)


@pytest.mark.parametrize(
    ("second", "expected"), [(0.0, 0), (10.5, 0), (11.2, 1), (11.9, 0), (15.0, 0), (20.1, 2), (900.0, 2)]
)
def test_a_note_is_about_what_is_heard_or_was_heard_last(second: float, expected: int) -> None:
    assert passage_at(OVERLAPPING, second).id == expected


@dataclass
class Noted:
    """A meeting with one note, which waits for its passage."""

    client: httpx.AsyncClient
    headers: dict[str, str]
    meeting: Meeting

    async def place(self) -> tuple[float, float, float, list[int]]:
        path = f"/api/v1/meetings/{self.meeting.id}/comments"
        [note] = (await self.client.get(path, headers=self.headers)).json()
        return note["second"], note["start"], round(note["end"], 3), note["segments"]


@pytest.fixture
async def noted(client: httpx.AsyncClient, factory: Factory, user: User) -> Noted:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    await factory.comment(user, meeting, start=6.5, end=6.5, segments=[], second=6.5, text="Budget?")
    return Noted(client, factory.headers(user), meeting)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (dialogue(), (6.5, 5.0, 6.2, [2])),
        (transcript((), ()), (6.5, 6.5, 6.5, [])),
    ],
    ids=["speech", "silence"],
)
async def test_a_note_gets_the_passage_at_its_second_and_keeps_the_second(
    noted: Noted, resources: Resources, store: ObjectStore, said: Transcript, expected: tuple[object, ...]
) -> None:
    store.put(noted.meeting.id, Artefact.TRANSCRIPT, said)
    await Indexer(resources).index_due()
    assert await noted.place() == expected


def test_an_export_names_the_second_and_the_words() -> None:
    author = User(name="Ada")
    layout = document()
    note = Comment(start=5.0, end=6.2, second=6.5, segments=[2], text="Budget?", author=author, created_at=layout.date)
    waiting = Comment(start=1.7, end=1.7, second=1.7, segments=[], text="Late", author=author, created_at=layout.date)
    meeting = Meeting(id=uuid4())
    [section] = list_comments([waiting, note], meeting, layout, zone=ZoneInfo("UTC"), public_url="")
    assert [each.link.split("?")[1] for each in section.notes if each.link] == ["t=1.7", "t=6.5"]
    assert section.notes[0].text == "Late"
    assert section.notes[1].text.endswith("“How are you?” – Budget?")
