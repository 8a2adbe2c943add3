"""Completion of names: whom somebody may find, and that nobody else's account shows."""

from typing import Any

import httpx
import pytest
from support.factories import Factory

from app.models import GroupMember, GroupShare, MeetingShare, Permission, User
from app.models.base import now


@pytest.fixture
async def me(factory: Factory) -> User:
    return await factory.user(name="Ada Lovelace", email="ada@example.org")


async def find(client: httpx.AsyncClient, factory: Factory, user: User, q: str = "", **query: Any) -> dict[str, Any]:
    answer = await client.get("/api/v1/contacts", params={"q": q, **query}, headers=factory.headers(user))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def people(found: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["name"], each["email"]) for each in found["people"]]


async def test_only_people_whom_one_knows_are_found(client: httpx.AsyncClient, factory: Factory, me: User) -> None:
    given, giver, colleague, by_group = [
        await factory.user(name=name, email=f"{name.lower()}@example.org")
        for name in ("Given", "Giver", "Colleague", "Manager")
    ]
    await factory.user(name="Stranger", email="stranger@example.org")
    gone = await factory.user(name="Gone", disabled_at=now())
    mine, theirs, managers = [await factory.meeting(owner) for owner in (me, giver, by_group)]
    for meeting, user in ((mine, given), (mine, gone), (theirs, me)):
        await factory.save(MeetingShare(meeting_id=meeting.id, user_id=user.id, permission=Permission.READ))
    group = await factory.group(me, colleague, name="Finance")
    await factory.group(colleague, await factory.user(name="Far"), name="Board")
    await factory.save(GroupShare(meeting_id=managers.id, group_id=group.id, permission=Permission.READ))

    found = await find(client, factory, me)

    # Whoever shares with one is seen by name alone, there as here.
    assert people(found) == [
        ("Colleague", "colleague@example.org"),
        ("Given", "given@example.org"),
        ("Giver", None),
        ("Manager", None),
    ]
    assert [(each["name"], each["members"]) for each in found["groups"]] == [("Finance", 2)]
    assert (await find(client, factory, me, "giver@example.org"))["people"] == []
    # Nobody else is found by a name, the beginning of an address, or a pattern.
    for typed in ("stranger", "Str", "stranger@example.org", "far", "gone", "board", "%", "_", "*", "ada", "\\"):
        found = await find(client, factory, me, typed)
        assert (typed, found) == (typed, {"people": [], "groups": []})


async def test_what_gave_a_name_away_ends_at_once(client: httpx.AsyncClient, factory: Factory, me: User) -> None:
    colleague = await factory.user(name="Katie")
    group = await factory.group(me, colleague, name="Finance")
    assert len((await find(client, factory, me, "kat"))["people"]) == 1
    async with factory.database.transaction() as session:
        await session.delete(await session.get_one(GroupMember, (group.id, me.id)))
    assert await find(client, factory, me, "") == {"people": [], "groups": []}


async def test_names_are_found_as_they_are_typed(client: httpx.AsyncClient, factory: Factory, me: User) -> None:
    names = (
        *("Jean-Noël Lefèvre", "Élodie O’Brien", "Zoë van Dam", "Aude Lebœuf", "Uwe Strauß"),
        *("Андрей Чехов", "田中 太郎"),
    )
    await factory.group(
        me, *[await factory.user(name=name, email=f"{at}@example.org") for at, name in enumerate(names)]
    )
    for typed, expected in (
        ("jean", 0), ("noel", 0), ("LEFEV", 0), ("lefèvre jean", 0), ("elo", 1), ("Élo", 1), ("bri", 1), ("dam zo", 2),
        ("lebœuf", 3), ("Leboeuf", 3), ("strauß", 4), ("STRAUSS", 4), ("андрей", 5), ("ЧЕХ", 5), ("太郎 田中", 6),
        ("2@ex", 2), ("fevre", None), ("jean dam", None), ("中", None), ("@example", None), ("-", None),
    ):  # fmt: skip
        found = [name for name, _ in people(await find(client, factory, me, typed))]
        assert (typed, found) == (typed, [] if expected is None else [names[expected]])
    assert len((await find(client, factory, me, " ", size=2))["people"]) == 2


async def test_ids_share_with_nobody_else(client: httpx.AsyncClient, factory: Factory, me: User) -> None:
    stranger, giver = await factory.user(), await factory.user(name="Giver")
    meeting, theirs = await factory.meeting(me), await factory.meeting(giver)
    await factory.save(MeetingShare(meeting_id=theirs.id, user_id=me.id, permission=Permission.READ))
    headers, path = factory.headers(me), f"/api/v1/meetings/{meeting.id}/shares"

    async def share(**body: str) -> tuple[int, str | None]:
        answer = await client.post(path, json=body, headers=headers)
        return answer.status_code, answer.json().get("code")

    assert await share(user_id=str(stranger.id)) == (404, "no_such_account")
    assert await share(user_id=str(me.id)) == (409, "already_owner")
    assert (await share(user_id=str(giver.id)))[0] == 201
    assert (await share())[0] == (await share(user_id=str(giver.id), email=giver.email))[0] == 422
