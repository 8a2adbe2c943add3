"""Register of where a voice named somebody, its date of destruction, and consent that is withdrawn."""

from uuid import UUID, uuid4

import httpx
from sqlalchemy import func, select
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import make_segment, transcript

from app.models import Meeting, MeetingShare, Permission, User, Voice, VoiceUse
from app.resources import Resources
from app.services.search.indexer import Indexer
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact, voice_embedding, voice_sample
from scribe_contracts.transcript import Speaker

VOICES = "/api/v1/voices"
DATE = "2030-01-31T00:00:00Z"


async def heard(factory: Factory, store: ObjectStore, owner: User, voice_id: UUID, title: str) -> Meeting:
    """Make a meeting in which the voice names Katie."""
    meeting = await factory.meeting(owner, title=title, status=MeetingStatus.COMPLETED, result_attempt=1)
    speakers = (Speaker(id="SPEAKER_00", name="Katie", voice_id=voice_id, similarity=0.9, speech_seconds=1.0),)
    store.put(meeting.id, Artefact.TRANSCRIPT, transcript((make_segment(0, "SPEAKER_00", 0.0, "Hi."),), speakers))
    return meeting


async def test_the_register_lists_what_one_may_see_and_counts_all(
    *, client: httpx.AsyncClient, factory: Factory, store: ObjectStore, resources: Resources, user: User, admin: User
) -> None:
    voice = await factory.voice(admin, shared=True)
    own = await heard(factory, store, admin, voice.id, "Own")
    shared = await heard(factory, store, user, voice.id, "Shared")
    await heard(factory, store, user, voice.id, "Hidden")
    await factory.save(MeetingShare(meeting_id=shared.id, user_id=admin.id, permission=Permission.READ))
    await Indexer(resources).index_due()
    headers = factory.headers(admin)
    answer = (await client.get(f"{VOICES}/{voice.id}/meetings", headers=headers)).json()
    assert {item["title"] for item in answer["items"]} == {"Own", "Shared"}
    assert (answer["total"], answer["everywhere"]) == (2, 3)
    refused = await client.get(f"{VOICES}/{voice.id}/meetings", headers=factory.headers(user))
    assert refused.status_code == 403
    renamed = {
        "base": 0,
        "edit_id": str(uuid4()),
        "operation": {"kind": "rename", "speaker": "SPEAKER_00", "name": "Kate"},
    }
    edited = await client.post(f"/api/v1/meetings/{own.id}/revisions", json=renamed, headers=headers)
    assert edited.is_success, edited.text
    await Indexer(resources).index_due()
    answer = (await client.get(f"{VOICES}/{voice.id}/meetings", headers=headers)).json()
    assert ([item["title"] for item in answer["items"]], answer["everywhere"]) == (["Shared"], 2)


async def test_withdrawn_consent_takes_the_voice_and_leaves_the_name(
    *,
    client: httpx.AsyncClient,
    headers: dict[str, str],
    factory: Factory,
    store: ObjectStore,
    resources: Resources,
    user: User,
) -> None:
    voice = await factory.voice(user, consent="By e-mail")
    meeting = await heard(factory, store, user, voice.id, "Weekly")
    store.put_at(voice_sample(voice.id, 0))
    store.put_at(voice_embedding(voice.id, "model"))
    await Indexer(resources).index_due()
    assert (await client.delete(f"{VOICES}/{voice.id}/consent", headers=headers)).status_code == 204
    assert not [key for key in store.stored() if key.startswith("voices/")]
    async with factory.database.look() as session:
        assert await session.get(Voice, voice.id) is None
        assert await session.scalar(select(func.count()).select_from(VoiceUse)) == 0
    shown = (await client.get(f"/api/v1/meetings/{meeting.id}/transcript", headers=headers)).json()
    assert [each["name"] for each in shown["speakers"]] == ["Katie"]
    assert (await client.delete(f"{VOICES}/{voice.id}/consent", headers=headers)).status_code == 404
    bank = await factory.voice(None, shared=True, bank_sha256="0" * 64)
    admin = factory.headers(await factory.user(role="admin"))
    refused = await client.delete(f"{VOICES}/{bank.id}/consent", headers=admin)
    assert (refused.status_code, refused.json()["code"]) == (409, "voice_in_bank")


async def test_a_date_of_destruction_is_set_shown_and_taken_back(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, user: User
) -> None:
    voice = await factory.voice(user)
    path = f"{VOICES}/{voice.id}"
    changed = await client.patch(path, json={"destroy_at": DATE}, headers=headers)
    assert (changed.status_code, changed.json()["destroy_at"]) == (200, DATE)
    assert (await client.patch(path, json={"name": "Kate"}, headers=headers)).json()["destroy_at"] == DATE
    assert (await client.patch(path, json={"destroy_at": None}, headers=headers)).json()["destroy_at"] is None
    assert (await client.patch(path, json={"destroy_at": "2030-01-31"}, headers=headers)).status_code == 422
