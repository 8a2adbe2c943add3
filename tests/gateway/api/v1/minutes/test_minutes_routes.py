"""Minutes through the API: written by a stand-in for the writer, that speaks its contract on the real Redis and S3."""

import io
import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import docx
import httpx
import pytest
from pypdf import PdfReader
from redis import Redis
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue
from support.waiting import wait_until

from app.core.config import Settings
from app.models import Meeting, MeetingShare, Minutes, Permission, User
from app.models.base import now
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.minutes.document import EvidenceSegment, MinutesDocument, MinutesItem
from scribe_contracts.minutes.events import (
    MinutesEvent,
    MinutesFailure,
    MinutesStage,
    minutes_cancel_key,
    publish_minutes_event,
)
from scribe_contracts.minutes.jobs import MINUTES_STREAM, WriteMinutes
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Segment

FRIDAY = date(2026, 3, 6)
LABELS = dialogue().speaker_labels()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.language_url = "http://127.0.0.1:9/v1"
    return settings


@pytest.fixture
async def owner(factory: Factory) -> User:
    return await factory.user()


@pytest.fixture
async def meeting(factory: Factory, store: ObjectStore, owner: User) -> Meeting:
    made = await factory.meeting(owner, status=MeetingStatus.COMPLETED, title="Point Delta", language="en")
    store.put(made.id, Artefact.TRANSCRIPT, dialogue())
    return made


@pytest.fixture
def api(client: httpx.AsyncClient, factory: Factory, owner: User, meeting: Meeting) -> httpx.AsyncClient:
    client.headers.update(factory.headers(owner))
    client.base_url = client.base_url.join(f"/api/v1/meetings/{meeting.id}/")
    return client


def item(section: str, text: str, *segments: int, **fields: object) -> MinutesItem:
    said = {segment.id: segment for segment in dialogue().segments}
    evidence = tuple(EvidenceSegment.of(said[id_], LABELS[said[id_].speaker]) for id_ in segments)
    return MinutesItem.model_validate({"section": section, "text": text, "evidence": evidence, **fields})


class Writer:
    """Does what a writer does, as far as the gateway sees it."""

    def __init__(self, redis: Redis, store: ObjectStore) -> None:
        self._redis, self._store = redis, store

    def finish(self, job: WriteMinutes, *items: MinutesItem, sequence: int = 5) -> None:
        document = MinutesDocument(
            minutes_id=job.minutes_id,
            meeting_id=job.meeting_id,
            attempt=job.attempt,
            revision=job.revision,
            language="en",
            model="tiny",
            template=job.template,
            items=items,
        )
        place = storage.minutes(job.meeting_id, job.minutes_id, job.attempt)
        self._store.put_at(place, document.model_dump_json().encode())
        self.say(job, MeetingStatus.COMPLETED, sequence=sequence, fraction=1.0, model="tiny")

    def say(self, job: WriteMinutes, status: MeetingStatus, **fields: object) -> None:
        event = MinutesEvent.model_validate(
            {"minutes_id": job.minutes_id, "meeting_id": job.meeting_id, "attempt": job.attempt, "at": now()}
            | {"status": status, "sequence": 1}
            | fields
        )
        publish_minutes_event(self._redis, event)

    def jobs(self) -> list[WriteMinutes]:
        entries = self._redis.xrange(MINUTES_STREAM)
        return [WriteMinutes.model_validate(json.loads(fields[b"data"])["args"][0]) for _, fields in entries]


@pytest.fixture
def writer(api: httpx.AsyncClient, settings: Settings, store: ObjectStore) -> Writer:
    return Writer(Redis.from_url(settings.redis_url.get_secret_value()), store)


async def ask_for_minutes(api: httpx.AsyncClient, writer: Writer, **wanted: object) -> WriteMinutes:
    answer = await api.post("minutes", json=wanted)
    assert answer.status_code == 202, answer.text
    made = UUID(answer.json()["id"])
    await wait_until(lambda: made in {job.minutes_id for job in writer.jobs()})
    return next(job for job in reversed(writer.jobs()) if job.minutes_id == made)


async def read(api: httpx.AsyncClient, job: WriteMinutes) -> dict[str, Any]:
    answer = await api.get(f"minutes/{job.minutes_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def written(
    api: httpx.AsyncClient, writer: Writer, *items: MinutesItem
) -> tuple[WriteMinutes, list[dict[str, Any]]]:
    job = await ask_for_minutes(api, writer)
    writer.finish(job, *items)

    async def is_done() -> bool:
        return (await read(api, job))["status"] == "completed"

    await wait_until(is_done)
    return job, (await read(api, job))["items"]


async def rename(api: httpx.AsyncClient, base: int, **operation: object) -> None:
    answer = await api.post("revisions", json={"base": base, "edit_id": uuid4().hex, "operation": operation})
    assert answer.status_code == 201, answer.text


async def test_minutes_go_through_the_queue_and_come_back_with_their_evidence(
    api: httpx.AsyncClient, writer: Writer, meeting: Meeting
) -> None:
    job = await ask_for_minutes(api, writer, template="releve_de_decisions", language="fr")
    assert (job.title, job.language, job.revision, job.held_on) == (
        "Point Delta",
        "fr",
        None,
        meeting.created_at.date(),
    )
    assert [section.title for section in job.template.sections] == ["Décisions", "Actions"]
    writer.say(job, MeetingStatus.PROCESSING, stage=MinutesStage.WRITE, fraction=0.25, eta_seconds=12.0)

    async def is_at_a_quarter() -> bool:
        return (await read(api, job))["fraction"] == 0.25

    await wait_until(is_at_a_quarter)
    writer.finish(
        job,
        item("decisions", "Katie greets.", 0),
        item(
            "actions", "Call.", 1, owner="Katie", due="Friday", due_date=date(2026, 3, 6), doubts=[Doubt.LITTLE_SHARED]
        ),
    )

    async def is_done() -> bool:
        return (await read(api, job))["status"] == "completed"

    await wait_until(is_done)
    found = await read(api, job)
    assert (found["model"], found["language"]) == ("tiny", "en")
    first, second = found["items"]
    assert (first["text"], first["checked"], first["stale"], first["start"]) == ("Katie greets.", True, False, 0.5)
    assert first["evidence"] == [
        {"segment": 0, "start": 0.5, "end": first["evidence"][0]["end"], "speaker": LABELS["SPEAKER_00"]}
    ]
    assert (second["owner"], second["due"], second["due_date"], second["doubts"]) == (
        "Katie",
        "Friday",
        "2026-03-06",
        ["little_shared"],
    )
    assert [row["id"] for row in (await api.get("minutes")).json()] == [str(job.minutes_id)]


async def test_late_and_repeated_events_change_nothing(api: httpx.AsyncClient, writer: Writer) -> None:
    job, _ = await written(api, writer, item("summary", "Hello.", 0))
    writer.say(job, MeetingStatus.PROCESSING, sequence=2, fraction=0.1)
    writer.say(job, MeetingStatus.FAILED, sequence=9, failure=MinutesFailure.INTERNAL)
    other, _ = await written(api, writer)
    assert (await read(api, job))["status"] == "completed", f"the events before those of {other.minutes_id} were read"


async def test_without_a_language_service_nothing_is_queued(api: httpx.AsyncClient, settings: Settings) -> None:
    settings.language_url = None
    answer = await api.post("minutes", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "language_off")


async def test_what_a_person_writes_is_theirs_and_has_a_history(
    api: httpx.AsyncClient, writer: Writer, owner: User
) -> None:
    job, (first,) = await written(api, writer, item("actions", "Call Steve.", 0, doubts=[Doubt.NAME_NOT_SAID]))
    place = f"minutes/{job.minutes_id}/items/{first['id']}"
    ticked = (await api.patch(place, json={"done": True})).json()
    assert (ticked["done"], ticked["written_by"], ticked["doubts"]) == (True, None, ["name_not_said"])
    edited = (await api.patch(place, json={"text": "Call Steve today.", "due_date": "2026-03-04"})).json()
    assert (edited["text"], edited["written_by"], edited["doubts"]) == (
        "Call Steve today.",
        {"id": str(owner.id), "name": owner.name},
        [],
    )
    history = (await api.get(f"{place}/history")).json()
    assert [(change["kind"], change["after"]["text"]) for change in history] == [
        ("edited", "Call Steve today."),
        ("done", "Call Steve."),
    ]
    assert history[0]["before"]["done"] is True
    assert (await api.delete(place)).status_code == 204
    assert (await read(api, job))["items"] == []


async def test_a_person_adds_an_item_at_a_second(api: httpx.AsyncClient, writer: Writer) -> None:
    job, _ = await written(api, writer, item("summary", "Hello.", 0))
    place = f"minutes/{job.minutes_id}/items"
    added = (await api.post(place, json={"section": "questions", "text": "Why?", "start": 5.1})).json()
    assert (added["section"], added["start"]) == ("questions", 5.0)
    refused = await api.post(place, json={"section": "jokes", "text": "Why?"})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_such_section")


async def test_only_what_rests_on_changed_segments_is_stale_and_written_again(
    api: httpx.AsyncClient, writer: Writer
) -> None:
    job, items = await written(
        api,
        writer,
        item("summary", "Katie greets.", 0),
        item("summary", "Somebody answers.", 1),
        item("decisions", "All say hello.", 1),
    )
    theirs = f"minutes/{job.minutes_id}/items/{items[2]['id']}"
    await api.patch(theirs, json={"text": "Everybody says hello."})
    await rename(api, 0, kind="edit", segments=[1], text="Hello, good evening.")
    marked = (await read(api, job))["items"]
    assert [one["stale"] for one in marked] == [False, True, True]
    answer = await api.post(f"minutes/{job.minutes_id}/rewrite")
    assert answer.status_code == 202, answer.text
    await wait_until(lambda: writer.jobs()[-1].attempt == 2)
    again = writer.jobs()[-1]
    assert [(one.section, one.text, one.start) for one in again.rewrite] == [("summary", "Somebody answers.", 2.0)]
    assert [stretch.start for stretch in again.rewrite[0].stretches] == [2.0]
    assert again.revision == 1
    changed = (await api.get("transcript")).json()["segments"][1]
    evidence = EvidenceSegment.of(Segment.model_validate(changed), LABELS["SPEAKER_01"])
    writer.finish(again, MinutesItem(section="summary", text="Somebody says good evening.", evidence=(evidence,)))

    async def is_done() -> bool:
        return (await read(api, job))["status"] == "completed"

    await wait_until(is_done)
    texts = [(one["text"], one["stale"]) for one in (await read(api, job))["items"]]
    assert texts == [("Katie greets.", False), ("Somebody says good evening.", False), ("Everybody says hello.", True)]
    none_left = await api.post(f"minutes/{job.minutes_id}/rewrite")
    assert none_left.json()["code"] == "nothing_stale", "what a person wrote is never written again"


async def test_a_new_name_makes_stale_only_what_names_the_old_one(api: httpx.AsyncClient, writer: Writer) -> None:
    name = LABELS["SPEAKER_00"]
    job, _ = await written(api, writer, item("summary", f"{name} greets.", 0), item("summary", "All are fine.", 2))
    await rename(api, 0, kind="rename", speaker="SPEAKER_00", name="Kate")
    assert [one["stale"] for one in (await read(api, job))["items"]] == [True, False]


async def test_people_without_a_name_are_shown_by_a_number(api: httpx.AsyncClient, writer: Writer) -> None:
    job, _ = await written(api, writer, item("actions", "SPEAKER_01 calls.", 1, owner="SPEAKER_01"))

    (shown,) = (await read(api, job))["items"]
    exported = [
        (await api.get(f"minutes/{job.minutes_id}/export/md", headers={"Accept-Language": language})).text
        for language in ("en", "fr")
    ]

    assert (shown["text"], shown["owner"], shown["evidence"][0]["speaker"]) == (
        "Speaker 2 calls.",
        "Speaker 2",
        "Speaker 2",
    )
    assert ["SPEAKER_" in text for text in exported] == [False, False]
    assert "by Speaker 2" in exported[0]
    assert "par Locuteur 2" in exported[1]


async def test_cancelling_ends_a_waiting_job_at_once_and_asks_a_running_one(
    api: httpx.AsyncClient, writer: Writer, settings: Settings
) -> None:
    job = await ask_for_minutes(api, writer)
    assert (await api.post(f"minutes/{job.minutes_id}/cancel")).json()["status"] == "cancelled"
    ended = await api.post(f"minutes/{job.minutes_id}/cancel")
    assert (ended.status_code, ended.json()["code"]) == (409, "minutes_ended")
    assert (await api.post(f"minutes/{job.minutes_id}/retry")).json()["attempt"] == 2
    await wait_until(lambda: writer.jobs()[-1].attempt == 2)
    again = writer.jobs()[-1]
    writer.say(again, MeetingStatus.PROCESSING)

    async def runs() -> bool:
        return (await read(api, job))["status"] == "processing"

    await wait_until(runs)
    assert (await api.post(f"minutes/{job.minutes_id}/cancel")).json()["status"] == "processing"
    with Redis.from_url(settings.redis_url.get_secret_value()) as redis:
        assert redis.exists(minutes_cancel_key(job.minutes_id, 2))


async def test_a_lost_job_is_sent_again(api: httpx.AsyncClient, writer: Writer, factory: Factory) -> None:
    job = await ask_for_minutes(api, writer)
    writer._redis.delete(MINUTES_STREAM)
    async with factory.database.transaction() as session:
        row = await session.get_one(Minutes, job.minutes_id)
        row.sent_at = row.updated_at = now() - timedelta(minutes=2)
    await wait_until(lambda: len(writer.jobs()) == 1)


@pytest.mark.parametrize("export_format", ["txt", "md", "docx", "pdf"])
async def test_exports_lead_to_the_second_and_mark_what_is_unchecked(
    api: httpx.AsyncClient, writer: Writer, meeting: Meeting, export_format: str
) -> None:
    job, _ = await written(
        api, writer, item("summary", "Katie greets.", 0), item("actions", "Call.", 1, doubts=[Doubt.LITTLE_SHARED])
    )
    place = f"minutes/{job.minutes_id}/export/{export_format}"
    answer = await api.get(place, headers={"Accept-Language": "fr"})
    assert answer.status_code == 200
    link = f"http://scribe.test/meetings/{meeting.id}?t=0.5"
    if export_format == "docx":
        word = docx.Document(io.BytesIO(answer.content))
        text = "\n".join(paragraph.text for paragraph in word.paragraphs)
        links = [relation.target_ref for relation in word.part.rels.values() if relation.is_external]
    elif export_format == "pdf":
        pages = PdfReader(io.BytesIO(answer.content)).pages
        text = "\n".join(page.extract_text() for page in pages)
        links = [note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", [])]
    else:
        text = answer.text
        links = [text[text.index("http") : text.index("t=0.5") + 5]]
    assert link in links
    assert "Katie greets." in text
    assert "à vérifier" in text
    assert "Good morning" not in text, "the transcript was not asked for"
    whole = await api.get(place, params={"transcript": True})
    assert len(whole.content) > len(answer.content)


async def test_a_format_without_minutes_is_refused(api: httpx.AsyncClient, writer: Writer) -> None:
    job, _ = await written(api, writer)
    answer = await api.get(f"minutes/{job.minutes_id}/export/srt")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_for_minutes")


async def test_events_are_streamed_until_the_end(api: httpx.AsyncClient, writer: Writer) -> None:
    job, _ = await written(api, writer, item("summary", "Hello.", 0))
    answer = await api.get(f"minutes/{job.minutes_id}/events")
    assert "event: minutes" in answer.text
    assert '"status":"completed"' in answer.text.replace(" ", "")


async def test_minutes_are_gone_with_the_share_and_with_the_meeting(
    api: httpx.AsyncClient, writer: Writer, factory: Factory, meeting: Meeting, store: ObjectStore
) -> None:
    job, _ = await written(api, writer, item("summary", "Hello.", 0))
    reader = await factory.user()
    share = await factory.save(MeetingShare(meeting_id=meeting.id, user_id=reader.id, permission=Permission.READ))
    headers = factory.headers(reader)
    assert (await api.get(f"minutes/{job.minutes_id}", headers=headers)).status_code == 200
    async with factory.database.transaction() as session:
        await session.delete(share)
    assert (await api.get(f"minutes/{job.minutes_id}", headers=headers)).status_code == 404
    await api.delete(f"http://scribe.test/api/v1/meetings/{meeting.id}")
    async with factory.database.transaction() as session:
        assert await session.get(Minutes, job.minutes_id) is None
    assert not [key for key in store.stored() if str(job.minutes_id) in key]


async def test_templates_of_ones_own_are_used_and_shared_with_everybody_here(
    api: httpx.AsyncClient, writer: Writer, factory: Factory
) -> None:
    section = {"key": "risks", "kind": "list", "title": "Risks", "instructions": "What may go wrong."}
    body = {"template": {"name": "Risks", "sections": [section]}}
    made = (await api.post("http://scribe.test/api/v1/minutes-templates", json=body)).json()
    job = await ask_for_minutes(api, writer, template=made["id"])
    assert [one.key for one in job.template.sections] == ["risks"]
    other = factory.headers(await factory.user())
    listed = "http://scribe.test/api/v1/minutes-templates"
    assert len((await api.get(listed, headers=other)).json()) == 4
    assert (await api.put(f"{listed}/{made['id']}", json=body | {"shared": True})).status_code == 200
    assert (await api.get(listed, headers=other)).json()[-1]["own"] is False
    assert (await api.delete(f"{listed}/{made['id']}", headers=other)).status_code == 404


async def test_the_state_of_the_language_service_is_told(
    client: httpx.AsyncClient, factory: Factory, owner: User
) -> None:
    answer = await client.get("/api/v1/language", headers=factory.headers(owner))
    assert answer.json() == {"state": "unreachable", "model": None, "writers": 0}


async def history(api: httpx.AsyncClient, job: WriteMinutes, item_id: str) -> list[dict[str, Any]]:
    answer = await api.get(f"minutes/{job.minutes_id}/items/{item_id}/history")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


async def test_an_item_returns_to_what_it_was_before_a_change(api: httpx.AsyncClient, writer: Writer) -> None:
    job, [made] = await written(api, writer, item("summary", "Delta goes on.", 1, doubts=[Doubt.LITTLE_SHARED]))
    place = f"minutes/{job.minutes_id}/items/{made['id']}"
    await api.patch(place, json={"text": "Delta goes on until March."})
    [edited] = await history(api, job, made["id"])
    restored = await api.post(f"{place}/restore", json={"change": edited["id"]})
    assert restored.json()["text"] == "Delta goes on."
    assert [change["kind"] for change in await history(api, job, made["id"])] == ["restored", "edited"]
    other = await api.post(f"{place}/restore", json={"change": edited["id"] + 1000})
    assert other.status_code == 404


async def test_a_deleted_item_can_be_found_and_brought_back_as_it_was(api: httpx.AsyncClient, writer: Writer) -> None:
    job, [made] = await written(api, writer, item("summary", "Delta goes on.", 1, doubts=[Doubt.LITTLE_SHARED]))
    place = f"minutes/{job.minutes_id}/items/{made['id']}"
    assert (await api.delete(place)).status_code == 204
    assert [gone["text"] for gone in (await api.get(f"minutes/{job.minutes_id}/deleted-items")).json()] == [
        "Delta goes on."
    ]
    [deleted] = await history(api, job, made["id"])
    back = await api.post(f"{place}/restore", json={"change": deleted["id"]})
    assert (back.json()["doubts"], back.json()["written_by"]) == (["little_shared"], None)
    assert [kept["id"] for kept in (await read(api, job))["items"]] == [made["id"]]
    assert (await api.get(f"minutes/{job.minutes_id}/deleted-items")).json() == []
