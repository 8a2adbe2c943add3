"""A voice's recordings over HTTP: listened to, added and removed."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone, wav

from app.models import Meeting, OutboxJob, User, Voice
from app.models.base import now
from app.resources import Resources
from app.services.jobs import outbox
from app.services.voices import samples as voice_samples
from app.services.voices.enrolment import MAX_SAMPLES
from scribe_contracts import storage

VOICES = "/api/v1/voices"
SAMPLE = wav(tone(2.0))
OTHER = wav(tone(3.5, 300.0))


@pytest.fixture
def api(client: httpx.AsyncClient, headers: dict[str, str]) -> httpx.AsyncClient:
    client.headers.update(headers)
    return client


@pytest.fixture
async def voice(api: httpx.AsyncClient) -> dict[str, Any]:
    """Return a voice of two recordings."""
    answer = await api.post(VOICES, data={"name": "Zoé"}, files=[("sample", SAMPLE), ("sample", m4a(tone(2.0)))])
    made: dict[str, Any] = answer.json()
    return made


async def add(api: httpx.AsyncClient, voice: dict[str, Any], *samples: bytes, **more: Any) -> httpx.Response:
    files = [("sample", (f"{number}.wav", sample)) for number, sample in enumerate(samples)]
    return await api.post(f"{VOICES}/{voice['id']}/samples", files=files or {"other": b""}, **more)


def numbers(voice: dict[str, Any]) -> list[int]:
    return [sample["number"] for sample in voice["samples"]]


async def test_a_sample_is_heard_whole_and_in_parts(api: httpx.AsyncClient, voice: dict[str, Any]) -> None:
    path = f"{VOICES}/{voice['id']}/samples"
    whole = await api.get(f"{path}/0")
    assert (whole.status_code, whole.content) == (200, SAMPLE)
    assert whole.headers["Content-Type"] == "audio/x-wav"
    assert whole.headers["Cache-Control"] == "no-store"
    part = await api.get(f"{path}/0", headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.content) == (206, SAMPLE[4:10])
    assert (await api.head(f"{path}/1")).headers["Content-Type"] in {"audio/mp4", "video/mp4"}
    assert (await api.get(f"{path}/2")).status_code == 404


async def test_only_the_owner_or_an_administrator_may_listen(
    api: httpx.AsyncClient, factory: Factory, admin: User, voice: dict[str, Any]
) -> None:
    path = f"{VOICES}/{voice['id']}/samples/0"
    other, admin_headers = factory.headers(await factory.user()), factory.headers(admin)
    assert (await api.get(path, headers=other)).status_code == 404
    assert (await api.get(path, headers=admin_headers)).status_code == 404
    async with factory.database.transaction() as session:
        (await session.get_one(Voice, voice["id"])).shared = True
    assert (await api.get(path, headers=other)).status_code == 403
    assert (await api.get(path, headers=admin_headers)).status_code == 200


async def test_more_samples_take_the_embedding_of_fewer_along(
    api: httpx.AsyncClient, voice: dict[str, Any], store: ObjectStore
) -> None:
    store.put_at(storage.voice_embedding(voice["id"], "campplus"))
    added = await add(api, voice, OTHER, SAMPLE)
    assert added.status_code == 201
    assert [sample["duration"] for sample in added.json()["samples"]][-2:] == [3.5, 2.0]
    assert (await api.get(VOICES)).json() == [added.json()]
    stored = {f"voices/{voice['id']}/samples/{number}" for number in numbers(added.json())}
    assert len(stored) == 4
    assert store.stored() == stored
    last = numbers(added.json())[-1]
    assert (await api.get(f"{VOICES}/{voice['id']}/samples/{last}")).content == SAMPLE


async def test_a_sample_that_is_removed_is_gone_with_what_was_computed_from_it(
    api: httpx.AsyncClient, voice: dict[str, Any], store: ObjectStore
) -> None:
    path = f"{VOICES}/{voice['id']}/samples"
    store.put_at(storage.voice_embedding(voice["id"], "campplus"))
    assert (await api.delete(f"{path}/1")).status_code == 204
    assert store.stored() == {f"voices/{voice['id']}/samples/0"}
    assert (await api.get(f"{path}/1")).status_code == 404
    assert (await api.delete(f"{path}/1")).status_code == 404
    last = await api.delete(f"{path}/0")
    assert (last.status_code, last.json()["code"]) == (409, "last_sample")


async def test_no_number_is_used_twice(api: httpx.AsyncClient, voice: dict[str, Any]) -> None:
    """By the numbers a worker knows whether its embedding is of these recordings."""
    used = set(numbers(voice))
    for _ in range(3):
        [fresh] = set(numbers((await add(api, voice, SAMPLE)).json())) - used
        assert fresh > max(used)
        used.add(fresh)
        assert (await api.delete(f"{VOICES}/{voice['id']}/samples/{fresh}")).status_code == 204


async def test_the_next_job_is_told_of_the_new_samples(
    api: httpx.AsyncClient, voice: dict[str, Any], factory: Factory, user: User, resources: Resources
) -> None:
    meeting = await factory.meeting(user)
    added = (await add(api, voice, OTHER)).json()
    async with resources.database.transaction() as session:
        await outbox.enqueue(session, await session.get_one(Meeting, meeting.id), request_id="test")
        [job] = await session.scalars(select(OutboxJob.job))
    assert [key.rpartition("/")[2] for key in job.voices[0].samples] == [str(number) for number in numbers(added)]


async def test_rejected_samples_leave_nothing(
    api: httpx.AsyncClient, voice: dict[str, Any], store: ObjectStore
) -> None:
    before = store.stored()
    for samples, code in (
        ((SAMPLE, b"no audio"), "sample_unreadable"),
        ((SAMPLE, wav(tone(1.0))), "sample_too_short"),
        ((), "invalid"),
        ((SAMPLE,) * (MAX_SAMPLES - 1), "invalid"),
    ):
        answer = await add(api, voice, *samples)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await add(api, voice, SAMPLE, data={"name": "x"})).status_code == 422
    assert store.stored() == before
    assert (await api.get(VOICES)).json() == [voice]


async def test_there_are_ten_at_most_also_when_they_come_at_once(
    api: httpx.AsyncClient, voice: dict[str, Any], store: ObjectStore
) -> None:
    answers = await asyncio.gather(*(add(api, voice, *[SAMPLE] * 4) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 422]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 422} == {"too_many_samples"}
    [whole] = (await api.get(VOICES)).json()
    assert len(whole["samples"]) == MAX_SAMPLES == len(store.stored())
    assert (await add(api, voice, SAMPLE)).json()["code"] == "too_many_samples"


async def test_others_change_nothing(
    api: httpx.AsyncClient, voice: dict[str, Any], factory: Factory, admin: User
) -> None:
    path = f"{VOICES}/{voice['id']}/samples"
    for headers in (factory.headers(await factory.user()), factory.headers(admin)):
        assert (await add(api, voice, SAMPLE, headers=headers)).status_code == 404
        assert (await api.delete(f"{path}/0", headers=headers)).status_code == 404


async def test_a_voice_deleted_during_an_upload_leaves_nothing(
    api: httpx.AsyncClient, voice: dict[str, Any], store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = voice_samples.receive_samples

    async def receive_then_delete(*arguments: Any) -> None:
        await receive(*arguments)
        assert (await api.delete(f"{VOICES}/{voice['id']}")).status_code == 204

    monkeypatch.setattr(voice_samples, "receive_samples", receive_then_delete)
    assert (await add(api, voice, SAMPLE)).status_code == 404
    assert store.stored() == set()


async def test_a_voice_of_the_voice_bank_is_changed_only_in_its_folder(
    api: httpx.AsyncClient, factory: Factory, admin: User
) -> None:
    banked = await factory.voice(None, samples=2, shared=True, bank_sha256="0" * 64, created_at=now())
    admin_headers = factory.headers(admin)
    for answer in (
        await add(api, {"id": banked.id}, SAMPLE, headers=admin_headers),
        await api.delete(f"{VOICES}/{banked.id}/samples/0", headers=admin_headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "voice_in_bank")
    assert (await api.get(VOICES)).json()[0]["in_bank"] is True
