"""Meetings that are processed again: what was read stays readable until there is something else to read."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from redis.asyncio import Redis
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue, diarization
from support.waiting import wait_until

from app.models import Meeting, Minutes, MinutesItem, OutboxJob, User
from app.models.base import now
from app.models.minutes import Grounds, ItemState
from app.resources import Resources
from app.services.maintenance.sweeper import Sweeper
from app.services.search.indexer import Indexer
from scribe_contracts.artefacts import Peaks
from scribe_contracts.event_stream import publish_event
from scribe_contracts.events import Failure, FailureCode, JobEvent, MeetingStatus
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.minutes.document import EvidenceSegment
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Segment, Transcript

HEARD = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
EDIT = {"kind": "edit", "segments": [0], "text": "Good evening, Steve."}
READABLE = (
    "transcript",
    "revisions",
    "revisions/0",
    "revisions/1",
    "audio",
    "peaks",
    "manifest",
    "minutes",
    *(f"export/{name}" for name in ("txt", "md", "srt", "vtt", "json", "rttm", "docx", "pdf")),
)
FAILURE = Failure(code=FailureCode.OUT_OF_MEMORY, message="The machine has too little memory for this recording.")


class Again:
    """A client of one meeting, and the worker that processes it."""

    def __init__(self, client: httpx.AsyncClient, redis: Redis, store: ObjectStore, meeting: Meeting) -> None:
        self._client = client
        self._redis = redis
        self._store = store
        self.meeting = meeting
        self._sequence = 0

    async def ask(self, method: str, path: str = "", **fields: Any) -> httpx.Response:
        return await self._client.request(method, f"/api/v1/meetings/{self.meeting.id}{path}", **fields)

    async def state(self) -> dict[str, Any]:
        shown: dict[str, Any] = (await self.ask("GET")).json()
        return shown

    async def retry(self, **options: Any) -> dict[str, Any]:
        answer = await self.ask("POST", "/retry", json=options)
        assert answer.status_code == 202, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def edit(self, base: int, operation: dict[str, Any]) -> httpx.Response:
        return await self.ask(
            "POST", "/revisions", json={"base": base, "edit_id": str(uuid4()), "operation": operation}
        )

    async def read(self, path: str = "transcript") -> Transcript:
        return Transcript.model_validate_json((await self.ask("GET", f"/{path}")).content)

    async def contents(self) -> dict[str, bytes]:
        """Return everything that people read of the meeting."""
        found = {}
        for path in READABLE:
            answer = await self.ask("GET", f"/{path}")
            assert answer.status_code == 200, (path, answer.text)
            # Office documents and PDFs carry the time at which they were made.
            found[path] = b"" if path.endswith(("docx", "pdf")) else answer.content
        return found

    def leave(self, transcript: Transcript, attempt: int) -> None:
        """Store what a worker leaves at one attempt."""
        meeting_id = self.meeting.id
        turns = diarization(("SPEAKER_00", 0.5, 1.7), ("SPEAKER_01", 2.0, 4.0), ("SPEAKER_00", 5.0, 8.0))
        self._store.put(meeting_id, Artefact.TRANSCRIPT, transcript, attempt)
        self._store.put(meeting_id, Artefact.DIARIZATION, turns, attempt)
        self._store.put(meeting_id, Artefact.PEAKS, Peaks(duration=9.0, points_per_second=1.0, peaks=(0.5,)), attempt)
        self._store.put(meeting_id, Artefact.AUDIO, b"sound of attempt %d" % attempt, attempt)
        self._store.put(meeting_id, Artefact.MANIFEST, b'{"attempt": %d}' % attempt, attempt)

    async def tell(self, status: MeetingStatus, attempt: int = 2, **fields: Any) -> None:
        """Publish what a worker says of an attempt."""
        self._sequence += 1
        event = {"meeting_id": self.meeting.id, "attempt": attempt, "sequence": self._sequence, "at": now()}
        made = JobEvent.model_validate({"fraction": 0.0, **event, "status": status, **fields})
        await publish_event(self._redis, made)

    async def reaches(self, **wanted: Any) -> dict[str, Any]:
        """Return the meeting once it shows these fields."""

        async def is_so() -> bool:
            shown = await self.state()
            return all(shown[name] == value for name, value in wanted.items())

        await wait_until(is_so)
        return await self.state()


@pytest.fixture
async def again(
    client: httpx.AsyncClient, factory: Factory, user: User, resources: Resources, store: ObjectStore
) -> Again:
    client.headers.update(factory.headers(user))
    meeting = await factory.meeting(
        user,
        status=MeetingStatus.COMPLETED,
        finished_at=HEARD,
        duration=9.0,
        language="en",
        speakers=2,
        event_attempt=1,
        event_sequence=9,
    )
    made = Again(client, resources.redis, store, meeting)
    made.leave(dialogue().model_copy(update={"meeting_id": meeting.id}), 1)
    return made


def heard_anew() -> Transcript:
    first, *others = dialogue().segments
    anew = first.model_copy(update={"text": "Bonjour, Steve.", "words": ()})
    return dialogue().model_copy(update={"language": "fr", "segments": (anew, *others)})


async def complete(again: Again) -> dict[str, Any]:
    again.leave(heard_anew(), 2)
    await again.tell(MeetingStatus.COMPLETED, fraction=1.0, duration=8.5, language="fr", speakers=2)
    return await again.reaches(status="completed", result_attempt=2)


async def test_everything_stays_readable_while_a_meeting_is_processed_again(again: Again) -> None:
    assert (await again.edit(0, EDIT)).status_code == 201
    before = await again.contents()
    queued = await again.retry()
    assert (queued["status"], queued["attempt"], queued["result_attempt"]) == ("queued", 2, 1)
    assert await again.contents() == before
    await again.tell(MeetingStatus.PROCESSING, stage="transcribe", fraction=0.5, duration=7.0, language="de")
    again.leave(heard_anew(), 2)
    running = await again.reaches(status="processing", fraction=0.5)
    assert (running["duration"], running["language"], running["speakers"]) == (9.0, "en", 2)
    assert await again.contents() == before
    assert (await again.edit(1, {"kind": "rename", "speaker": "SPEAKER_01", "name": "Steve"})).status_code == 201
    assert (await again.read()).speakers[1].name == "Steve"


@pytest.mark.parametrize("status", [MeetingStatus.FAILED, MeetingStatus.CANCELLED])
async def test_an_attempt_that_does_not_succeed_leaves_the_result(again: Again, status: MeetingStatus) -> None:
    await again.edit(0, EDIT)
    before = await again.contents()
    await again.retry()
    again.leave(heard_anew(), 2)
    failure = FAILURE if status is MeetingStatus.FAILED else None
    await again.tell(status, failure=failure, duration=3.0)
    ended = await again.reaches(attempt_status=status)
    assert (ended["status"], ended["attempt"], ended["result_attempt"], ended["duration"]) == ("completed", 2, 1, 9.0)
    assert ended["failure"] == (FAILURE.model_dump(mode="json") if failure else None)
    assert await again.contents() == before
    assert (await again.retry())["attempt"] == 3


async def test_cancelling_brings_the_result_back_at_once(again: Again) -> None:
    before = (await again.ask("GET", "/transcript")).content
    await again.retry()
    await again.tell(MeetingStatus.PROCESSING, stage="diarize")
    await again.reaches(status="processing")
    first, second = [await again.ask("POST", "/cancel") for _ in range(2)]
    assert first.json() == second.json()
    assert (first.json()["status"], first.json()["attempt_status"]) == ("completed", "cancelled")
    # The worker had gone on, and says so late.
    again.leave(heard_anew(), 2)
    await again.tell(MeetingStatus.COMPLETED, sequence=99, duration=1.0)
    await again.tell(MeetingStatus.FAILED, attempt=1, sequence=99)
    other = await again.retry()
    await again.tell(MeetingStatus.PROCESSING, attempt=3, stage="fuse")
    shown = await again.reaches(stage="fuse")
    assert (other["attempt"], shown["result_attempt"], shown["duration"]) == (3, 1, 9.0)
    assert (await again.ask("GET", "/transcript")).content == before


async def test_a_new_result_goes_on_top_of_the_edits_which_can_be_taken_up_again(again: Again) -> None:
    await again.edit(0, EDIT)
    await again.retry()
    shown = await complete(again)
    assert (shown["duration"], shown["language"], shown["attempt_status"]) == (8.5, "fr", "completed")
    assert (await again.read()).segments[0].text == "Bonjour, Steve."
    assert (await again.ask("GET", "/audio")).content == b"sound of attempt 2"
    listed = (await again.ask("GET", "/revisions")).json()["items"]
    assert [(one["number"], one["attempt"], one["deed"]["kind"]) for one in listed] == [
        (2, 2, "process"),
        (1, 1, "edit"),
        (0, 1, "machine"),
    ]
    assert listed[0]["deed"]["revision"] == 1
    assert (await again.read("revisions/0")).segments[0].text == "Good morning, Steve."
    assert (await again.edit(1, EDIT)).json()["code"] == "revision_conflict"
    assert (await again.edit(2, {"kind": "restore", "revision": 1})).status_code == 201
    assert (await again.read()).segments[0].text == "Good evening, Steve."
    assert (await again.state())["language"] == "en"
    assert (await again.edit(3, {"kind": "adopt"})).status_code == 201
    assert (await again.read()).segments[0].text == "Bonjour, Steve."
    # The event comes once more, as after a worker that died behind it.
    await again.tell(MeetingStatus.COMPLETED, duration=8.5, language="fr", speakers=2)
    await again.tell(MeetingStatus.PROCESSING, sequence=50)
    await again.reaches(status="completed")
    assert (await again.ask("GET", "/revisions")).json()["total"] == 5


async def test_what_nobody_edited_can_be_restored_too(again: Again) -> None:
    await again.retry()
    await complete(again)
    assert (await again.edit(1, {"kind": "restore", "revision": 0})).status_code == 201
    assert (await again.read()).segments[0].text == "Good morning, Steve."


async def test_options_of_another_attempt(again: Again, resources: Resources) -> None:
    shown = await again.retry(language="fr,en", speakers=3, hotwords="Sylvain", channels="separate")
    assert shown["options"]["language"] == "fr,en"
    async with resources.database.transaction() as session:
        (row,) = await session.scalars(select(OutboxJob))
    assert (row.job.options.speakers.exact, row.job.options.hotwords) == (3, "Sylvain")
    await again.tell(MeetingStatus.FAILED)
    await again.reaches(attempt_status="failed")
    kept = (await again.retry(language=None))["options"]
    assert (kept["language"], kept["speakers"]["exact"], kept["channels"]) == (None, 3, "separate")
    await again.tell(MeetingStatus.FAILED, attempt=3)
    await again.reaches(attempt_status="failed", attempt=3)
    refused = await again.ask("POST", "/retry", json={"speakers": 3, "min_speakers": 2})
    assert (refused.status_code, (await again.state())["attempt"]) == (422, 3)


async def test_what_was_imported_is_transcribed_where_options_are_given(again: Again, resources: Resources) -> None:
    async with resources.database.transaction() as session:
        (await session.get_one(Meeting, again.meeting.id)).imported = True

    async def job() -> ProcessMeeting:
        async with resources.database.transaction() as session:
            return (await session.scalars(select(OutboxJob).order_by(OutboxJob.attempt.desc()))).all()[0].job

    assert (await again.ask("POST", "/retry")).status_code == 202
    assert (await job()).imported
    await again.tell(MeetingStatus.FAILED)
    await again.reaches(attempt_status="failed")
    assert (await again.retry(language="fr"))["imported"] is False
    assert not (await job()).imported
    again.leave(heard_anew(), 3)
    await again.tell(MeetingStatus.COMPLETED, attempt=3, duration=8.5, language="fr", speakers=2)
    await again.reaches(status="completed", result_attempt=3)
    assert (await again.read()).segments[0].text == "Bonjour, Steve."
    assert (await again.edit(1, {"kind": "restore", "revision": 0})).status_code == 201
    assert (await again.read()).segments[0].text == "Good morning, Steve."


async def test_search_finds_the_result_that_is_read(
    again: Again, client: httpx.AsyncClient, resources: Resources
) -> None:
    async def finds(words: str) -> bool:
        await Indexer(resources).index_due()
        answer = await client.get("/api/v1/meetings", params={"q": words})
        return bool(answer.json()["total"])

    assert await finds("morning")
    await again.retry()
    assert await finds("morning")
    await complete(again)
    assert await finds("bonjour")
    assert not await finds("morning")


async def test_minutes_are_read_on_and_marked_once_the_words_have_changed(
    again: Again, factory: Factory, resources: Resources
) -> None:
    kept, changed = [
        EvidenceSegment.of(Segment.model_validate(one), dialogue().speaker_labels()[one.speaker])
        for one in (dialogue().segments[1], dialogue().segments[0])
    ]
    minutes: Minutes = await factory.minutes(again.meeting)
    for text, evidence in (("Katie greets.", changed), ("Somebody answers.", kept)):
        await factory.save(
            MinutesItem(
                minutes_id=minutes.id,
                section="summary",
                position=0,
                state=ItemState(text=text),
                grounds=Grounds(evidence=(evidence,)),
            )
        )

    async def stale() -> set[str]:
        items = (await again.ask("GET", f"/minutes/{minutes.id}")).json()["items"]
        return {one["state"]["text"] if "state" in one else one["text"] for one in items if one["stale"]}

    await again.retry()
    assert await stale() == set()
    await complete(again)
    assert await stale() == {"Katie greets."}


async def test_the_sweep_removes_what_nobody_reads_any_more(
    again: Again, resources: Resources, store: ObjectStore
) -> None:
    async def sweep(before: datetime) -> set[str]:
        await Sweeper(resources).sweep(before)
        prefix = f"processed/{again.meeting.id}/"
        return {key.removeprefix(prefix) for key in store.stored() if key.startswith(prefix)}

    await again.edit(0, EDIT)
    await again.retry()
    again.leave(heard_anew(), 2)
    everything = await sweep(now() + timedelta(minutes=1))
    await again.tell(MeetingStatus.FAILED)
    await again.reaches(attempt_status="failed")
    assert await sweep(now() + timedelta(minutes=1)) == everything  # the failed attempt may be taken up by the next
    await again.retry()
    again.leave(heard_anew(), 3)
    await again.tell(MeetingStatus.COMPLETED, attempt=3, duration=8.5, language="fr", speakers=2)
    await again.reaches(result_attempt=3)
    assert len(await sweep(now() - timedelta(minutes=1))) > len(everything)
    left = await sweep(now() + timedelta(minutes=1))
    own = {key for key in left if key.startswith("attempts/3/")}
    assert len(own) == 5
    assert left - own == {"transcript.json", "revisions/1.json"}
    assert (await again.read("revisions/0")).segments[0].text == "Good morning, Steve."
    assert (await again.read("revisions/1")).segments[0].text == "Good evening, Steve."
    assert (await again.ask("GET", "/audio")).status_code == 200


async def ask_for_passage(again: Again, base: int, *segments: int, language: str = "fr") -> httpx.Response:
    body = {"base": base, "segments": segments, "language": language}
    return await again.ask("POST", "/revisions/passage", json=body)


def with_passage(text: str = "Bonjour, Steve.") -> Transcript:
    first, *others = dialogue().segments
    anew = first.model_copy(update={"text": text, "words": (), "language": "fr"})
    return dialogue().model_copy(update={"segments": (anew, *others)})


async def test_a_passage_in_another_language_becomes_a_revision(again: Again, resources: Resources) -> None:
    before = await again.read()
    answer = await ask_for_passage(again, 0, 0)
    assert (answer.status_code, answer.json()["passage"]) == (202, {"segments": [0], "language": "fr"})
    async with resources.database.transaction() as session:
        (row,) = await session.scalars(select(OutboxJob))
    assert row.job.passage is not None
    assert row.job.passage.transcript == f"{again.meeting.id}/transcript.json"
    assert await again.read() == before
    refused = await ask_for_passage(again, 0, 1)
    assert (refused.status_code, refused.json()["code"]) == (409, "meeting_running")
    await again.edit(0, {"kind": "rename", "speaker": "SPEAKER_01", "name": "Steve"})
    again.leave(with_passage(), 2)
    await again.tell(MeetingStatus.COMPLETED, fraction=1.0, duration=3.0, language="en", speakers=9)
    shown = await again.reaches(attempt_status="completed", passage=None)
    assert (shown["status"], shown["result_attempt"], shown["speakers"], shown["duration"]) == ("completed", 1, 2, 9.0)
    read = await again.read()
    assert (read.segments[0].text, read.segments[0].language, read.speakers[1].name) == (
        "Bonjour, Steve.",
        "fr",
        "Steve",
    )
    assert read.segments[1:] == before.segments[1:]
    newest = (await again.ask("GET", "/revisions")).json()["items"][0]
    assert (newest["number"], newest["deed"]["kind"], newest["deed"]["language"]) == (2, "transcribe", "fr")
    assert newest["author"]["name"] == "Ada"
    assert (await again.ask("GET", "/audio")).content == b"sound of attempt 1"
    assert (await again.edit(2, {"kind": "revert", "revision": 2})).status_code == 201
    assert (await again.read()).segments[0].text == "Good morning, Steve."


async def test_an_edit_of_the_passage_meanwhile_is_kept(again: Again) -> None:
    await ask_for_passage(again, 0, 0)
    await again.edit(0, EDIT)
    again.leave(with_passage(), 2)
    await again.tell(MeetingStatus.COMPLETED, duration=9.0, language="en", speakers=2)
    shown = await again.reaches(attempt_status="failed")
    assert (shown["status"], shown["failure"]["code"]) == ("completed", "passage_edited")
    assert (await again.read()).segments[0].text == "Good evening, Steve."


async def test_a_passage_can_be_cancelled_and_asked_for_again(again: Again) -> None:
    await ask_for_passage(again, 0, 0)
    assert (await again.ask("POST", "/cancel")).json()["attempt_status"] == "cancelled"
    again.leave(with_passage(), 2)
    await again.tell(MeetingStatus.COMPLETED, sequence=9)
    await again.tell(MeetingStatus.FAILED, attempt=1, sequence=99)
    assert (await ask_for_passage(again, 0, 0)).status_code == 202
    assert (await again.read()).segments[0].text == "Good morning, Steve."


@pytest.mark.parametrize(
    ("base", "segments", "language", "refusal"),
    [
        (1, (0,), "fr", (409, "revision_conflict")),
        (0, (77,), "fr", (422, "not_in_transcript")),
        (0, (), "fr", (422, "invalid")),
        (0, (0,), "klingon", (422, "invalid")),
    ],
)
async def test_a_passage_that_makes_no_sense_is_refused(
    again: Again, base: int, segments: tuple[int, ...], language: str, refusal: tuple[int, str]
) -> None:
    answer = await ask_for_passage(again, base, *segments, language=language)
    assert (answer.status_code, answer.json()["code"]) == refusal
    assert (await again.state())["attempt"] == 1
