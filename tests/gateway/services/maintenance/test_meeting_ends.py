"""Recordings and meetings are removed when they were kept for long enough, after notice, and never under a hold."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from support.factories import PASSWORD, Factory
from support.object_store import ObjectStore
from support.waiting import wait_until

from app.models import Deleted, Meeting, Role, Tombstone, User, Voice
from app.models.audit.log import AuditPending
from app.models.base import now
from app.resources import Resources
from app.schemas.administration import InstanceChange
from app.services.accounts import instance
from app.services.maintenance import meeting_ends
from app.services.maintenance.retention import Retention
from app.services.retention.dates import NOTICE, OWN_NOTICE
from app.services.storage.purge import Purger
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

pytestmark = pytest.mark.usefixtures("no_upkeep")

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


async def choose(resources: Resources, **days: int) -> None:
    async with resources.database.transaction() as session:
        await instance.change(session, resources.settings, InstanceChange.model_validate(days))


@pytest.fixture
def retention(resources: Resources) -> Retention:
    return Retention(resources)


async def old(factory: Factory, owner: User, **fields: Any) -> Meeting:
    """Make a meeting that was completed forty days ago."""
    at = now() - 40 * DAY
    done = {"status": MeetingStatus.COMPLETED, "result_attempt": 2, "attempt": 2, "created_at": at, "finished_at": at}
    return await factory.meeting(owner, **done | fields)


def fill(store: ObjectStore, meeting: Meeting) -> set[str]:
    """Put everything of a meeting into storage; return what is left of it without its recording."""
    store.put_at(storage.source(meeting.id))
    for attempt in (1, 2):
        for name in (Artefact.AUDIO, Artefact.PEAKS, Artefact.TRANSCRIPT):
            store.put(meeting.id, name, b"x", attempt)
    return {f"processed/{meeting.id}/transcript.json", f"processed/{meeting.id}/attempts/2/transcript.json"}


async def test_the_recording_goes_and_the_transcript_stays(
    retention: Retention, resources: Resources, store: ObjectStore, factory: Factory, user: User
) -> None:
    meeting, young = await old(factory, user), await factory.meeting(user, status=MeetingStatus.COMPLETED)
    running = await old(factory, user, status=MeetingStatus.PROCESSING)
    voice = await factory.voice(user, meeting_id=meeting.id)
    store.put_at(storage.voice_sample(voice.id, 0))
    left = fill(store, meeting)
    others = fill(store, young) and {key for key in store.stored() if str(young.id) in key}
    await choose(resources, recording_days=30)
    await retention.apply(now() + NOTICE - MINUTE)
    assert len(store.stored()) == 15
    await retention.apply(now() + NOTICE + MINUTE)
    assert store.stored() == left | others
    async with factory.database.look() as session:
        rows = {row.id: row.has_recording for row in await session.scalars(select(Meeting))}
        told = [entry for entries in await session.scalars(select(AuditPending.entries)) for entry in entries]
        assert rows == {meeting.id: False, young.id: True, running.id: True}
        assert await session.get(Tombstone, (Deleted.RECORDING, meeting.id)) is not None
        assert await session.get(Voice, voice.id) is None
    assert [(each["action"], each["via"], each["subject_id"]) for each in told] == [
        ("recording_expire", "product", str(meeting.id))
    ]


async def test_a_removed_recording_is_told_of_and_served_no_more_while_storage_is_away(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    *,
    retention: Retention,
    resources: Resources,
    factory: Factory,
    user: User,
    store: ObjectStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting = await old(factory, user, recording_days=10)
    fill(store, meeting)
    link = await factory.guest_link(meeting)
    own, shared = f"/api/v1/meetings/{meeting.id}", f"/api/v1/shared/{link.id}"
    asked = {
        path: headers if path.startswith(own) else factory.guest_headers(link.id)
        for path in (f"{own}/audio", f"{own}/audio/m4a", f"{own}/peaks", f"{shared}/audio", f"{shared}/peaks")
    }

    async def statuses() -> set[int]:
        return {(await client.get(path, headers=sent)).status_code for path, sent in asked.items()}

    async def postpone(*_: object) -> None:
        """Leave the objects, as the purger does while storage does not answer."""

    assert await statuses() == {200}
    monkeypatch.setattr(Purger, "purge", postpone)
    heard: list[str] = []
    async with factory.database.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.add_listener("scribe_meeting_changed", lambda *told: heard.append(told[-1]))
        await retention.apply(now())
        await wait_until(lambda: str(meeting.id) in heard)
    assert f"processed/{meeting.id}/attempts/2/audio.m4a" in store.stored()
    assert await statuses() == {404}


async def test_what_is_within_a_notice_keeps_nothing_younger_waiting(
    retention: Retention, resources: Resources, factory: Factory, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting_ends, "_BATCH", 2)
    at = now() - 50 * DAY
    noticed = {(await old(factory, user, created_at=at)).id for _ in range(5)}
    due = {(await old(factory, user, recording_days=10)).id for _ in range(3)}
    await choose(resources, recording_days=30)

    async def kept() -> set[UUID]:
        async with factory.database.look() as session:
            return set(await session.scalars(select(Meeting.id).where(Meeting.has_recording)))

    await retention.apply(now())
    assert noticed < await kept()
    assert len(await kept() & due) == 1
    await retention.apply(now())
    assert await kept() == noticed


async def test_the_meeting_goes_with_its_transcript(
    retention: Retention, resources: Resources, store: ObjectStore, factory: Factory, user: User
) -> None:
    meeting = await old(factory, user, recording_days=0)
    fill(store, meeting)
    await choose(resources, transcript_days=30)
    await retention.apply(now())
    await retention.apply(now() + NOTICE + MINUTE)
    assert store.stored() == set()
    async with factory.database.look() as session:
        assert await session.get(Meeting, meeting.id) is None
        assert await session.get(Tombstone, (Deleted.MEETING, meeting.id)) is not None


async def test_its_owner_chooses_within_what_is_allowed(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    *,
    retention: Retention,
    resources: Resources,
    factory: Factory,
    user: User,
) -> None:
    meeting = await old(factory, user)
    path = f"/api/v1/meetings/{meeting.id}/retention"
    await choose(resources, recording_days=90, max_recording_days=100)
    await retention.apply(now())
    shown = (await client.get(path, headers=headers)).json()
    assert (shown["recording_days"], shown["usual_recording_days"], shown["max_recording_days"]) == (None, 90, 100)
    assert shown["recording_until"].startswith(f"{meeting.created_at + 90 * DAY:%Y-%m-%d}")
    assert shown["transcript_until"] is None
    for days in (101, 0):
        refused = await client.patch(path, json={"recording_days": days}, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (409, "retention_not_allowed")
    changed = await client.patch(path, json={"recording_days": 10, "transcript_days": 0}, headers=headers)
    assert changed.json()["recording_until"].startswith(f"{now() + OWN_NOTICE:%Y-%m-%d}")
    await retention.apply(now() + OWN_NOTICE - MINUTE)
    assert (await client.get(f"/api/v1/meetings/{meeting.id}", headers=headers)).json()["has_recording"] is True
    await retention.apply(now() + OWN_NOTICE + MINUTE)
    assert (await client.get(f"/api/v1/meetings/{meeting.id}", headers=headers)).json()["has_recording"] is False
    again = await client.post(f"/api/v1/meetings/{meeting.id}/retry", headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "no_recording")


async def test_a_hold_stops_retention_and_deletion(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    *,
    retention: Retention,
    resources: Resources,
    factory: Factory,
    user: User,
    admin: User,
) -> None:
    meeting = await old(factory, user)
    path, own = f"/api/v1/admin/meetings/{meeting.id}/hold", f"/api/v1/meetings/{meeting.id}"
    by_admin = factory.headers(admin)
    await choose(resources, transcript_days=30)
    await retention.apply(now())
    held = await client.put(path, json={"reason": "A lawsuit"}, headers=by_admin)
    assert (held.json()["reason"], held.json()["by"], held.json()["owner_name"]) == ("A lawsuit", "Grace", "Ada")
    assert [each["meeting_id"] for each in (await client.get("/api/v1/admin/holds", headers=by_admin)).json()] == [
        str(meeting.id)
    ]
    other = factory.headers(await factory.user(role=Role.ADMIN, name="Joan"))
    again = (await client.put(path, json={"reason": "Two lawsuits"}, headers=other)).json()
    assert (again["reason"], again["by"], again["at"]) == ("Two lawsuits", "Grace", held.json()["at"])
    shown = (await client.get(f"{own}/retention", headers=headers)).json()
    assert (shown["hold"]["reason"], shown["transcript_until"]) == ("Two lawsuits", None)
    assert (await client.get(own, headers=headers)).json()["on_hold"] is True
    await retention.apply(now() + NOTICE + MINUTE)
    refusals = [
        await client.delete(own, headers=headers),
        await client.patch(f"{own}/retention", json={"transcript_days": 1}, headers=headers),
        await client.post("/api/v1/auth/me/delete", json={"current_password": PASSWORD}, headers=headers),
        await client.delete(f"/api/v1/admin/users/{user.id}", params={"meetings": "delete"}, headers=by_admin),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in refusals] == [(409, "legal_hold")] * 4
    assert (await client.delete(path, headers=by_admin)).status_code == 204
    assert (await client.delete(path, headers=by_admin)).status_code == 404
    await retention.apply(now() + OWN_NOTICE - MINUTE)
    assert (await client.get(own, headers=headers)).json()["on_hold"] is False
    assert (await client.delete(own, headers=headers)).status_code == 204
