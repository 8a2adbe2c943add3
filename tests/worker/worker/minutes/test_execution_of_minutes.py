"""Jobs of minutes on real Redis and S3, with a language server that can be taken away."""

import threading
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from language_server import LanguageServer, Request, refuse, say
from redis import Redis

from app.core.config import WorkerSettings
from app.services.storage.storage import Storage
from app.worker.minutes import execution as execution_module
from app.worker.minutes.execution import MinutesExecution
from app.worker.serving import Outcome
from scribe_contracts import s3, storage
from scribe_contracts.event_stream import EVENTS_STREAM
from scribe_contracts.events import MeetingStatus
from scribe_contracts.language.client import Address
from scribe_contracts.minutes.document import MinutesDocument
from scribe_contracts.minutes.events import (
    MinutesEvent,
    MinutesFailure,
    MinutesStage,
    decode_minutes_event,
    minutes_cancel_key,
)
from scribe_contracts.minutes.jobs import WriteMinutes
from scribe_contracts.minutes.templates import BuiltIn, built_in
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript

WRITTEN = say('{"decisions": [{"text": "The budget is 12 euros.", "turns": [1]}], "actions": []}')


class Desk:
    """A writer without its process."""

    def __init__(self, redis: Redis, settings: WorkerSettings) -> None:
        self.redis, self.storage = redis, Storage(s3.connect(settings))
        self.server = LanguageServer([WRITTEN])
        self.interrupted = threading.Event()
        self.job = WriteMinutes(
            minutes_id=uuid4(),
            meeting_id=uuid4(),
            attempt=1,
            request_id="test",
            template=built_in(BuiltIn.RELEVE_DE_DECISIONS, "en"),
            title="Budget",
            held_on=date(2026, 3, 4),
        )

    def store_transcript(self, text: str = "The budget is twelve euros.") -> None:
        segment = Segment(id=0, speaker="S", start=1.0, end=2.0, text=text, words=())
        document = Transcript(
            meeting_id=self.job.meeting_id,
            language="en",
            language_probability=1.0,
            duration=3.0,
            models=Models(diarization="d", identification="i", transcription="t"),
            speakers=(Speaker(id="S", name="Katie", speech_seconds=1.0),),
            segments=(segment,),
        )
        self.storage.save(self.job.meeting_id, Artefact.TRANSCRIPT, document)

    def run(self, *, exhausted: bool = False, outage_seconds: float = 60.0) -> Outcome:
        execution = MinutesExecution(self.storage, self.redis, Address(self.server.url), outage_seconds=outage_seconds)
        payload = self.job.model_dump(mode="json")
        return execution.run(payload, delivery=1, exhausted=exhausted, interrupted=self.interrupted)

    def events(self) -> list[MinutesEvent]:
        found = (decode_minutes_event(fields) for _, fields in self.redis.xrange(EVENTS_STREAM))
        return [event for event in found if event is not None]

    def document(self) -> MinutesDocument | None:
        place = storage.minutes(self.job.meeting_id, self.job.minutes_id, self.job.attempt)
        return self.storage.load_document(place, MinutesDocument)


@pytest.fixture
def desk(redis: Redis, s3_settings: WorkerSettings) -> Iterator[Desk]:
    desk = Desk(redis, s3_settings)
    with desk.server.running():
        yield desk


def test_minutes_are_stored_and_every_stage_is_told(desk: Desk) -> None:
    desk.store_transcript()
    assert desk.run() is Outcome.ENDED
    document = desk.document()
    assert document is not None
    (item,) = document.items
    assert (item.text, item.doubts, item.start, document.model) == ("The budget is 12 euros.", (), 1.0, "stub")
    events = desk.events()
    stages = [event.stage for event in events]
    assert stages == [MinutesStage.READ, MinutesStage.WRITE, MinutesStage.MERGE, MinutesStage.STORE, None]
    assert (events[-1].status, events[-1].model) == (MeetingStatus.COMPLETED, "stub")
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "failure"), [("  ", MinutesFailure.NOTHING_SAID), (None, MinutesFailure.TRANSCRIPT_MISSING)]
)
def test_a_meeting_without_words_fails_with_the_reason(desk: Desk, text: str | None, failure: MinutesFailure) -> None:
    if text is not None:
        desk.store_transcript(text)
    desk.run()
    assert (desk.events()[-1].status, desk.events()[-1].failure) == (MeetingStatus.FAILED, failure)


def test_a_service_that_comes_back_is_waited_for_and_the_wait_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution_module, "_OUTAGE_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr("scribe_contracts.language.client.MAX_WAIT_SECONDS", 0.0)
    desk.server.replies = [refuse(503, "Loading model")] * 5 + [WRITTEN]
    desk.store_transcript()
    desk.run()
    assert MinutesStage.WAIT in [event.stage for event in desk.events()]
    assert desk.events()[-1].status is MeetingStatus.COMPLETED


def test_a_service_that_stays_away_fails_the_job(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scribe_contracts.language.client.MAX_WAIT_SECONDS", 0.0)
    desk.server.replies = [refuse(503, "Loading model")]
    desk.store_transcript()
    desk.run(outage_seconds=0.0)
    assert desk.events()[-1].failure is MinutesFailure.LANGUAGE_UNAVAILABLE


def test_a_wrong_key_fails_at_once(desk: Desk) -> None:
    desk.server.key = "another"
    desk.store_transcript()
    desk.run()
    assert desk.events()[-1].failure is MinutesFailure.LANGUAGE_REFUSED


def test_a_job_that_took_writers_down_is_failed(desk: Desk) -> None:
    desk.run(exhausted=True)
    assert desk.events()[-1].failure is MinutesFailure.WRITER_LOST


def test_a_user_stops_the_job_in_the_middle_of_a_request(desk: Desk) -> None:
    def cancel_while_asked(request: Request) -> None:
        desk.redis.set(minutes_cancel_key(desk.job.minutes_id, 1), "1")
        desk.interrupted.wait(20)

    desk.server.replies = [cancel_while_asked]
    desk.store_transcript()
    assert desk.run() is Outcome.ENDED
    assert desk.events()[-1].status is MeetingStatus.CANCELLED
    desk.interrupted.set()


def test_a_writer_that_stops_hands_the_job_back(desk: Desk) -> None:
    desk.server.replies = [lambda _: desk.interrupted.set()]
    desk.store_transcript()
    assert desk.run() is Outcome.INTERRUPTED
    assert all(not event.status.is_final for event in desk.events())


def test_a_payload_that_is_none_is_dropped(desk: Desk) -> None:
    execution = MinutesExecution(desk.storage, desk.redis, Address(desk.server.url))
    assert execution.run({"x": 1}, delivery=1, exhausted=False, interrupted=desk.interrupted) is Outcome.ENDED
    assert desk.events() == []
