"""Accounts that go, and what becomes of their meetings."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs
from support.factories import PASSWORD, Factory
from support.object_store import ObjectStore
from support.waiting import wait_until

from app.models import Deed, DeedKind, GuestLink, Meeting, MeetingShare, Permission, Revision, Role, User
from app.resources import Resources
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus, cancel_key
from scribe_contracts.storage import Artefact

ADMIN = "/api/v1/admin/users"
AUTH = "/api/v1/auth"
MEETINGS = "/api/v1/meetings"


@pytest.fixture
def desk(client: httpx.AsyncClient, factory: Factory, admin: User) -> httpx.AsyncClient:
    client.headers.update(factory.headers(admin))
    return client


async def delete(desk: httpx.AsyncClient, user: User, **choice: Any) -> httpx.Response:
    return await desk.delete(f"{ADMIN}/{user.id}", params=choice)


async def titles(client: httpx.AsyncClient, factory: Factory, user: User) -> list[str]:
    answer = await client.get(MEETINGS, headers=factory.headers(user))
    return [meeting["title"] for meeting in answer.json()["items"]]


async def usage_of(client: httpx.AsyncClient, factory: Factory, user: User) -> Any:
    return (await client.get(f"{AUTH}/me/usage", headers=factory.headers(user))).json()


async def leave(client: httpx.AsyncClient, headers: dict[str, str], password: str) -> httpx.Response:
    return await client.post(f"{AUTH}/me/delete", json={"current_password": password}, headers=headers)


async def test_an_address_does_not_stand_for_a_password(
    client: httpx.AsyncClient, user: User, factory: Factory
) -> None:
    answer = await client.post(f"{AUTH}/me/delete", json={"email": user.email}, headers=factory.headers(user))
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_password")


async def test_a_deleted_account_takes_its_meetings_files_and_voices_along(
    desk: httpx.AsyncClient, user: User, factory: Factory, store: ObjectStore
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    running = await factory.meeting(user)
    voice, kept = await factory.voice(user), await factory.voice(None)
    store.put(meeting.id, Artefact.TRANSCRIPT, b"{}")
    store.put_at(storage.source(running.id))
    store.put_at(storage.voice_sample(voice.id, 0))
    store.put_at(storage.voice_sample(kept.id, 0))
    theirs = factory.headers(user)

    assert (await delete(desk, user, meetings="delete")).status_code == 204
    await wait_until(lambda: store.stored() == {f"voices/{kept.id}/samples/0"})
    assert (await desk.get(f"{AUTH}/me", headers=theirs)).status_code == 401
    assert (await desk.get(ADMIN, params={"search": user.email})).json()["total"] == 0
    assert (await delete(desk, user, meetings="delete")).status_code == 404


async def test_meetings_are_handed_to_somebody_with_their_shares(
    desk: httpx.AsyncClient, user: User, factory: Factory, store: ObjectStore
) -> None:
    heir, reader = await factory.user(), await factory.user()
    meeting = await factory.meeting(user, title="Board", status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, b"{}")
    for other in (heir, reader):
        await factory.save(MeetingShare(meeting_id=meeting.id, user_id=other.id, permission=Permission.READ))

    assert (await delete(desk, user, meetings="transfer", heir_id=str(heir.id))).status_code == 204
    assert await titles(desk, factory, heir) == await titles(desk, factory, reader) == ["Board"]
    owned = await desk.get(f"{MEETINGS}/{meeting.id}", headers=factory.headers(heir))
    assert owned.json()["permission"] == "owner"
    assert len(store.stored()) == 1


@pytest.mark.parametrize(
    "choice", [{"meetings": "transfer"}, {"heir_id": str(uuid4())}, {"meetings": "delete", "heir_id": str(uuid4())}]
)
async def test_the_choice_is_made_by_whoever_deletes(
    desk: httpx.AsyncClient, user: User, choice: dict[str, Any]
) -> None:
    assert (await delete(desk, user, **choice)).status_code == 422
    assert (await desk.get(ADMIN, params={"search": user.email})).json()["total"] == 1


async def test_without_a_choice_only_an_account_without_meetings_goes(
    desk: httpx.AsyncClient, user: User, factory: Factory
) -> None:
    await factory.meeting(user)
    refused = await delete(desk, user)
    assert (refused.status_code, refused.json()["code"]) == (409, "owns_meetings")
    unsure = await desk.patch(f"{ADMIN}/{user.id}", json={"disabled": True, "belongings": {}})
    assert (unsure.status_code, unsure.json()["code"]) == (409, "owns_meetings")
    assert await titles(desk, factory, user) == ["Stand-up"]

    newcomer, idle = await factory.user(), await factory.user()
    assert (await delete(desk, newcomer)).status_code == 204
    disabled = await desk.patch(f"{ADMIN}/{idle.id}", json={"disabled": True, "belongings": {}})
    assert disabled.json()["disabled_at"] is not None


async def test_nobody_inherits_who_cannot_sign_in(
    desk: httpx.AsyncClient, user: User, admin: User, factory: Factory
) -> None:
    await factory.meeting(user)
    gone = await factory.user()
    await desk.patch(f"{ADMIN}/{gone.id}", json={"disabled": True})
    for heir in (str(gone.id), str(user.id), str(uuid4())):
        refused = await delete(desk, user, meetings="transfer", heir_id=heir)
        assert (refused.status_code, refused.json()["code"]) == (409, "no_heir")
    assert await titles(desk, factory, user) == ["Stand-up"]


async def test_a_disabled_account_keeps_its_meetings_unless_told(
    desk: httpx.AsyncClient, user: User, admin: User, factory: Factory
) -> None:
    await factory.guest_link(await factory.meeting(user))
    kept = await desk.patch(f"{ADMIN}/{user.id}", json={"disabled": True})
    assert kept.json()["meetings"] == 1
    choice = {"meetings": "transfer", "heir_id": str(admin.id)}
    with capture_logs() as logged:
        handed = await desk.patch(f"{ADMIN}/{user.id}", json={"disabled": True, "belongings": choice})
    told = next(entry for entry in logged if entry["event"] == "account_disposed_of")
    assert (told["user_id"], told["by"], told["heir_id"]) == (str(user.id), str(admin.id), str(admin.id))
    assert handed.json()["meetings"] == 0
    async with factory.database.look() as session:
        assert await session.scalar(select(GuestLink.id)) is None
    assert await titles(desk, factory, admin) == ["Stand-up"]
    other = await factory.user()
    await factory.meeting(other)
    emptied = await desk.patch(f"{ADMIN}/{other.id}", json={"disabled": True, "belongings": {"meetings": "delete"}})
    assert emptied.json()["meetings"] == 0
    odd = await desk.patch(f"{ADMIN}/{user.id}", json={"belongings": choice})
    assert odd.status_code == 422


async def test_users_delete_their_own_account_with_their_password(
    client: httpx.AsyncClient, user: User, headers: dict[str, str], factory: Factory, store: ObjectStore
) -> None:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, b"{}")
    assert (await leave(client, headers, "a wrong guess")).json()["code"] == "wrong_password"
    assert len(store.stored()) == 1
    assert (await leave(client, headers, PASSWORD)).status_code == 204
    await wait_until(lambda: store.stored() == set())
    assert (await client.get(f"{AUTH}/me", headers=headers)).status_code == 401
    again = await client.post(f"{AUTH}/login", data={"username": user.email, "password": PASSWORD})
    assert again.json()["code"] == "wrong_credentials"


async def test_what_is_refused_stops_no_job(
    desk: httpx.AsyncClient, admin: User, user: User, factory: Factory, resources: Resources
) -> None:
    own, theirs = await factory.meeting(admin), await factory.meeting(user)
    used = await usage_of(desk, factory, admin)
    assert (await leave(desk, factory.headers(admin), PASSWORD)).json()["code"] == "last_administrator"
    demoted = await desk.patch(
        f"{ADMIN}/{admin.id}", json={"role": "user", "disabled": True, "belongings": {"meetings": "delete"}}
    )
    assert demoted.json()["code"] == "last_administrator"
    assert not await resources.redis.exists(cancel_key(own.id, own.attempt))
    assert await usage_of(desk, factory, admin) == used
    assert (await delete(desk, user, meetings="delete")).status_code == 204
    assert await resources.redis.exists(cancel_key(theirs.id, theirs.attempt))


@pytest.mark.parametrize("deletes", [True, False], ids=["deletes", "hands over"])
async def test_an_edit_is_saved_while_the_account_waits_for_its_meeting(
    desk: httpx.AsyncClient, user: User, factory: Factory, resources: Resources, deletes: bool
) -> None:
    heir = await factory.user()
    author = user if deletes else heir
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    belongings = {"meetings": "delete"} if deletes else {"meetings": "transfer", "heir_id": str(heir.id)}
    async with resources.database.transaction() as edit:
        await edit.get(Meeting, meeting.id, with_for_update=True)
        going = asyncio.create_task(
            desk.patch(f"{ADMIN}/{user.id}", json={"disabled": True, "belongings": belongings})
            if deletes
            else delete(desk, user, **belongings)
        )
        await wait_until(lambda: is_waiting(resources))
        edit.add(
            Revision(meeting_id=meeting.id, number=1, author_id=author.id, attempt=1, deed=Deed(kind=DeedKind.EDIT))
        )
        async with asyncio.timeout(5):
            await edit.flush()
    assert (await going).status_code == (200 if deletes else 204)


async def is_waiting(resources: Resources) -> bool:
    """Return whether a statement waits for a row."""
    async with resources.database.look() as session:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event <> 'advisory'"
        return bool(await session.scalar(text(waiting)))


async def test_the_last_administrator_stays(desk: httpx.AsyncClient, admin: User, factory: Factory) -> None:
    headers = factory.headers(admin)
    refused = await leave(desk, headers, PASSWORD)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    assert (await delete(desk, admin, meetings="delete")).json()["code"] == "own_account"
    other = await factory.user(role=Role.ADMIN)
    assert (await delete(desk, other, meetings="delete")).status_code == 204
    another = await factory.user(role=Role.ADMIN)
    assert (await leave(desk, headers, PASSWORD)).status_code == 204
    assert (await desk.get(ADMIN, headers=factory.headers(another))).json()["total"] == 1
