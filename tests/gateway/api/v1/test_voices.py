"""Voices over HTTP."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone, wav
from support.transcripts import dialogue, diarization

from app.core.configuration.voices import IdentificationPolicy
from app.models import Meeting, User, Voice, VoiceSample
from app.models.base import now
from app.resources import Resources
from app.schemas.administration import InstanceChange
from app.services.accounts import instance
from app.services.jobs.outbox import usable_voices
from app.services.voices.audio import MAX_SAMPLE_BYTES
from app.services.voices.enrolment import MAX_SAMPLES, Enrolment
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

VOICES = "/api/v1/voices"
SAMPLE = wav(tone(2.0))


@pytest.fixture
def api(client: httpx.AsyncClient, headers: dict[str, str]) -> httpx.AsyncClient:
    client.headers.update(headers)
    return client


async def enrol(api: httpx.AsyncClient, *samples: bytes, **data: Any) -> httpx.Response:
    files = [("sample", (f"{number}.wav", sample, "audio/wav")) for number, sample in enumerate(samples)]
    return await api.post(VOICES, data=data, files=files or {"other": b""})


async def test_enrol_from_several_recordings(api: httpx.AsyncClient, store: ObjectStore) -> None:
    answer = await enrol(api, SAMPLE, wav(tone(3.5)), name=" Zoé ")
    voice = answer.json()
    assert answer.status_code == 201
    assert (voice["name"], voice["shared"], voice["owned"]) == ("Zoé", False, True)
    assert voice["samples"] == [{"number": 0, "duration": 2.0}, {"number": 1, "duration": 3.5}]
    assert store.stored() == {f"voices/{voice['id']}/samples/0", f"voices/{voice['id']}/samples/1"}
    assert (await api.get(VOICES)).json() == [voice]


@pytest.mark.parametrize(
    ("samples", "fields", "status", "code"),
    [
        ([], {"name": "Zoé"}, 422, "invalid"),
        ([SAMPLE], {}, 422, "invalid"),
        ([SAMPLE], {"name": "  "}, 422, "invalid"),
        ([SAMPLE], {"name": "x" * 201}, 422, "invalid"),
        ([SAMPLE], {"name": "Zoé", "shared": "true"}, 422, "invalid"),
        ([SAMPLE, b"no audio"], {"name": "Zoé"}, 422, "sample_unreadable"),
        ([SAMPLE, wav(tone(1.0))], {"name": "Zoé"}, 422, "sample_too_short"),
        ([SAMPLE, bytes(MAX_SAMPLE_BYTES + 1)], {"name": "Zoé"}, 413, "too_large"),
        ([SAMPLE] * (MAX_SAMPLES + 1), {"name": "Zoé"}, 422, "invalid"),
    ],
)
async def test_a_rejected_enrolment_leaves_nothing(  # noqa: PLR0917 - one case a row
    api: httpx.AsyncClient, store: ObjectStore, samples: list[bytes], fields: dict[str, str], status: int, code: str
) -> None:
    answer = await enrol(api, *samples, **fields)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert store.stored() == set()
    assert (await api.get(VOICES)).json() == []


async def test_a_body_that_is_not_a_form_is_rejected(api: httpx.AsyncClient) -> None:
    assert (await api.post(VOICES, json={"name": "Zoé"})).json()["code"] == "not_multipart"


async def test_list_has_ones_own_and_the_shared(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    other = await factory.user()
    meeting = await factory.meeting(user)
    await factory.voice(other, name="hidden")
    await factory.voice(user, name="for one meeting", meeting_id=meeting.id)
    await factory.voice(other, name="bea", shared=True)
    await factory.voice(None, name="Carl", shared=True, bank_sha256="0" * 64)
    await factory.voice(user, name="Ann")
    listed = (await api.get(VOICES)).json()
    assert [(voice["name"], voice["owned"]) for voice in listed] == [("Ann", True), ("bea", False), ("Carl", False)]


async def test_delete_takes_samples_and_embeddings_along(
    api: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore
) -> None:
    gone, kept = await factory.voice(user), await factory.voice(user)
    for voice in (gone, kept):
        store.put_at(storage.voice_sample(voice.id, 0))
        store.put_at(storage.voice_embedding(voice.id, "campplus"))
    assert (await api.delete(f"{VOICES}/{gone.id}")).status_code == 204
    assert store.stored() == {f"voices/{kept.id}/samples/0", f"voices/{kept.id}/campplus.npy"}
    assert (await api.delete(f"{VOICES}/{gone.id}")).status_code == 404


async def test_consent_is_noted_with_who_and_when(api: httpx.AsyncClient, user: User) -> None:
    before = now()
    noted = (await enrol(api, SAMPLE, name="Zoé", consent=" Said yes by e-mail, 3 May ")).json()["consent"]
    assert (noted["text"], noted["by"]) == ("Said yes by e-mail, 3 May", user.name)
    assert before <= datetime.fromisoformat(noted["at"]) <= now()
    silent = (await enrol(api, SAMPLE, name="Bea")).json()
    assert silent["consent"] is None
    later = await api.patch(f"{VOICES}/{silent['id']}", json={"consent": "On the phone"})
    assert (later.json()["consent"]["text"], later.json()["name"]) == ("On the phone", "Bea")
    for consent in ("", "x" * 501, "two\nlines"):
        assert (await enrol(api, SAMPLE, name="Zoé", consent=consent)).status_code == 422
        assert (await api.patch(f"{VOICES}/{silent['id']}", json={"consent": consent})).status_code == 422


async def test_rename(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    voice = await factory.voice(user)
    assert (await api.patch(f"{VOICES}/{voice.id}", json={"name": "Zoé"})).json()["name"] == "Zoé"
    assert (await api.patch(f"{VOICES}/{voice.id}", json={"name": ""})).status_code == 422
    assert (await api.patch(f"{VOICES}/{voice.id}", json={"owned": True})).status_code == 422


async def test_only_an_administrator_shares(api: httpx.AsyncClient, factory: Factory, user: User, admin: User) -> None:
    voice = await factory.voice(user)
    refusal = await api.patch(f"{VOICES}/{voice.id}", json={"shared": True})
    assert (refusal.status_code, refusal.json()["code"]) == (403, "forbidden")
    own = await factory.voice(admin, name="Grace")
    chief = factory.headers(admin)
    early = await api.patch(f"{VOICES}/{own.id}", json={"shared": True}, headers=chief)
    assert (early.status_code, early.json()["code"]) == (409, "consent_missing")
    await api.patch(f"{VOICES}/{own.id}", json={"consent": "In person"}, headers=chief)
    shared = await api.patch(f"{VOICES}/{own.id}", json={"shared": True}, headers=chief)
    assert (shared.status_code, shared.json()["shared"]) == (200, True)
    assert {seen["id"] for seen in (await api.get(VOICES)).json()} == {str(own.id), str(voice.id)}
    for answer in (await api.delete(f"{VOICES}/{own.id}"), await api.patch(f"{VOICES}/{own.id}", json={"name": "x"})):
        assert answer.status_code == 403


async def test_a_voice_names_nobody_elsewhere_once_it_is_taken_back(
    api: httpx.AsyncClient, resources: Resources, factory: Factory, user: User, admin: User
) -> None:
    voice = await factory.voice(admin, name="Grace", consent="In person", consent_at=now())
    meeting = await factory.meeting(user)

    async def compared() -> list[UUID]:
        async with resources.database.transaction() as session:
            return [used.id for used in await usable_voices(session, await session.get_one(Meeting, meeting.id))]

    seen = []
    for shared in (None, True, False):
        if shared is not None:
            change = {"shared": shared}
            await api.patch(f"{VOICES}/{voice.id}", json=change, headers=factory.headers(admin))
        seen.append(await compared())
    assert seen == [[], [voice.id], []]
    assert (await api.get(VOICES)).json() == []


async def test_owners_take_back_what_was_shared(api: httpx.AsyncClient, factory: Factory, user: User) -> None:
    voice = await factory.voice(user, shared=True, consent="In person", consent_at=now())
    assert (await api.patch(f"{VOICES}/{voice.id}", json={"shared": False})).json()["shared"] is False
    assert (await api.patch(f"{VOICES}/{voice.id}", json={"shared": True})).status_code == 403


async def test_administrators_do_not_see_what_is_not_shared(
    api: httpx.AsyncClient, factory: Factory, user: User, admin: User
) -> None:
    voice = await factory.voice(user)
    chief = factory.headers(admin)
    assert (await api.get(VOICES, headers=chief)).json() == []
    assert (await api.delete(f"{VOICES}/{voice.id}", headers=chief)).status_code == 404


async def test_a_sample_of_the_voice_bank_is_changed_only_in_its_folder(
    api: httpx.AsyncClient, factory: Factory, user: User, admin: User
) -> None:
    voice = await factory.voice(None, shared=True, bank_sha256="0" * 64)
    chief = factory.headers(admin)
    refusal = await api.delete(f"{VOICES}/{voice.id}", headers=chief)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "voice_in_bank")
    assert (await api.delete(f"{VOICES}/{voice.id}")).status_code == 403


async def test_enrol_a_speaker_of_a_meeting(
    api: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore, resources: Resources
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(6.0)))
    turns = [("SPEAKER_00", 0.0, 3.0), ("SPEAKER_01", 2.5, 4.0), ("SPEAKER_00", 4.5, 6.0)]
    store.put(meeting.id, Artefact.DIARIZATION, diarization(*turns))
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    speakers = f"/api/v1/meetings/{meeting.id}/speakers"
    answer = await api.post(f"{speakers}/SPEAKER_00/voice", json={"name": "Katie", "consent": "Asked in the meeting"})
    voice = answer.json()
    assert (answer.status_code, voice["name"], voice["owned"]) == (201, "Katie", True)
    assert (voice["consent"]["text"], voice["consent"]["by"]) == ("Asked in the meeting", user.name)
    assert voice["samples"] == [{"number": 0, "duration": pytest.approx(4.0, abs=0.1)}]
    async with resources.database.transaction() as session:
        row = await session.get_one(Voice, UUID(voice["id"]))
    assert (row.meeting_id, row.owner_id) == (None, user.id)
    before = store.stored()
    assert (await api.post(f"{speakers}/SPEAKER_09/voice", json={"name": "X", "consent": "Asked"})).status_code == 404
    hardly = await api.post(f"{speakers}/SPEAKER_01/voice", json={"name": "X", "consent": "Asked"})
    assert (hardly.status_code, hardly.json()["code"]) == (409, "too_little_speech")
    assert store.stored() == before
    assert (await api.get(f"/api/v1/meetings/{meeting.id}/transcript")).content == dialogue().model_dump_json().encode()


@pytest.mark.parametrize("consent", [None, "", "  "])
async def test_nobody_is_enrolled_from_a_meeting_without_consent(
    api: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore, consent: str | None
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(6.0)))
    store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.0, 5.0)))
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    path = f"/api/v1/meetings/{meeting.id}/speakers/SPEAKER_00/voice"

    answer = await api.post(path, json={"name": "Katie"} | ({} if consent is None else {"consent": consent}))

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "consent")
    assert (await api.get("/api/v1/voices")).json() == []


async def test_a_speaker_of_a_meeting_that_is_not_completed(
    api: httpx.AsyncClient, factory: Factory, user: User
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.PROCESSING)
    path = f"/api/v1/meetings/{meeting.id}/speakers/SPEAKER_00/voice"
    answer = await api.post(path, json={"name": "Katie", "consent": "Asked in the meeting"})
    assert (answer.status_code, answer.json()["code"]) == (409, "meeting_not_completed")


@pytest.mark.parametrize("way", ["enrol", "add samples", "enrol a speaker"])
async def test_nobody_is_enrolled_once_that_is_forbidden_meanwhile(
    *,
    api: httpx.AsyncClient,
    resources: Resources,
    factory: Factory,
    user: User,
    store: ObjectStore,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    voice = await factory.voice(user)
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(6.0)))
    store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.0, 5.0)))
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    add, before = Enrolment.add, store.stored()

    async def add_and_forbid(enrolment: Enrolment, sample: bytes) -> None:
        await add(enrolment, sample)
        async with resources.database.transaction() as session:
            never = InstanceChange(identification=IdentificationPolicy.NEVER)
            await instance.change(session, resources.settings, never)

    monkeypatch.setattr(Enrolment, "add", add_and_forbid)
    if way == "enrol a speaker":
        path = f"/api/v1/meetings/{meeting.id}/speakers/SPEAKER_00/voice"
        answer = await api.post(path, json={"name": "Katie", "consent": "Asked"})
    elif way == "enrol":
        answer = await enrol(api, SAMPLE, name="Katie")
    else:
        answer = await api.post(f"{VOICES}/{voice.id}/samples", files=[("sample", ("0.wav", SAMPLE))])
    assert (answer.status_code, answer.json()["code"]) == (403, "identification_off")
    assert store.stored() == before
    async with resources.database.look() as session:
        samples = await session.scalars(select(VoiceSample.voice_id))
        assert list(samples) == [voice.id]


async def test_a_form_that_is_sent_again_with_its_key_makes_one_voice(
    api: httpx.AsyncClient, store: ObjectStore, resources: Resources
) -> None:
    api.headers["Idempotency-Key"] = "enrol-1"
    first = await enrol(api, SAMPLE, name="Zoé", consent="In writing")
    again = await enrol(api, SAMPLE, name="Zoé", consent="In writing")
    at_once = await asyncio.gather(*(enrol(api, SAMPLE, name="Zoé", consent="In writing") for _ in range(3)))

    answers = [first, again, *at_once]
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["id"] for answer in answers} == {first.json()["id"]}
    assert (await api.get(VOICES)).json() == [first.json()]
    assert store.stored() == {f"voices/{first.json()['id']}/samples/0"}


@pytest.mark.parametrize(
    ("samples", "fields"),
    [([SAMPLE, SAMPLE], {"name": "Zoé"}), ([SAMPLE], {"name": "Zoe"}), ([SAMPLE], {"name": "Zoé", "consent": "yes"})],
    ids=["samples", "name", "consent"],
)
async def test_another_voice_with_the_same_key_is_refused(
    api: httpx.AsyncClient, store: ObjectStore, samples: list[bytes], fields: dict[str, str]
) -> None:
    api.headers["Idempotency-Key"] = "enrol-1"
    first = await enrol(api, SAMPLE, name="Zoé")

    answer = await enrol(api, *samples, **fields)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert store.stored() == {f"voices/{first.json()['id']}/samples/0"}


async def test_the_key_of_a_voice_that_is_deleted_is_spent(api: httpx.AsyncClient, store: ObjectStore) -> None:
    api.headers["Idempotency-Key"] = "enrol-1"
    first = await enrol(api, SAMPLE, name="Zoé")
    await api.delete(f"{VOICES}/{first.json()['id']}")

    answer = await enrol(api, SAMPLE, name="Zoé")

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_spent")
    assert store.stored() == set()
