"""Tags over HTTP: whose they are, who sees them, and what they find."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue

from app.core.errors import NotFoundError
from app.models import Meeting, MeetingShare, MeetingTag, Permission, Tag, User
from app.resources import Resources
from app.schemas.answers.conversation import Scope
from app.services.answers.scope import conditions
from app.services.tags import tags
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact


@dataclass
class Tagged:
    """A meeting of `owner` that `reader` may read, and one that only `owner` sees."""

    client: httpx.AsyncClient
    factory: Factory
    owner: User
    reader: User
    meeting: Meeting
    other: Meeting

    async def ask(self, user: User, method: str, path: str, **more: Any) -> httpx.Response:
        return await self.client.request(method, f"/api/v1{path}", headers=self.factory.headers(user), **more)

    async def make(self, user: User, name: str, **fields: Any) -> dict[str, Any]:
        answer = await self.ask(user, "POST", "/tags", json={"name": name, **fields})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def attach(self, user: User, tag: dict[str, Any], meeting: Meeting) -> int:
        return (await self.ask(user, "PUT", f"/meetings/{meeting.id}/tags/{tag['id']}")).status_code

    async def seen(self, user: User) -> dict[str, list[str]]:
        """Return the names of the tags on each listed meeting."""
        items = (await self.ask(user, "GET", "/meetings")).json()["items"]
        return {item["title"]: [tag["name"] for tag in item["tags"]] for item in items}

    async def found(self, user: User, *tags: dict[str, Any]) -> set[str]:
        answer = await self.ask(user, "GET", "/meetings", params={"tags": [tag["id"] for tag in tags]})
        assert answer.status_code == 200, answer.text
        return {item["title"] for item in answer.json()["items"]}


@pytest.fixture
async def tagged(client: httpx.AsyncClient, factory: Factory, user: User, store: ObjectStore) -> Tagged:
    meeting = await factory.meeting(user, title="Budget", status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    other = await factory.meeting(user, title="Salaries", status=MeetingStatus.COMPLETED)
    reader = await factory.user(name="Grace")
    await factory.save(MeetingShare(meeting_id=meeting.id, user_id=reader.id, permission=Permission.READ))
    return Tagged(client, factory, user, reader, meeting, other)


async def test_a_tag_is_made_renamed_recolored_and_deleted(tagged: Tagged) -> None:
    made = await tagged.make(tagged.owner, "  Clients ", color="teal")
    assert {**made, "id": None} == {
        "id": None,
        "name": "Clients",
        "color": "teal",
        "own": True,
        "shared": False,
        "owner_name": "Ada",
        "meetings": 0,
    }
    assert await tagged.attach(tagged.owner, made, tagged.meeting) == 204
    path = f"/tags/{made['id']}"
    changed = (await tagged.ask(tagged.owner, "PATCH", path, json={"name": "Kunden", "color": "red"})).json()
    assert (changed["name"], changed["color"], changed["meetings"]) == ("Kunden", "red", 1)
    assert await tagged.seen(tagged.owner) == {"Budget": ["Kunden"], "Salaries": []}
    assert (await tagged.ask(tagged.owner, "DELETE", path)).status_code == 204
    assert await tagged.seen(tagged.owner) == {"Budget": [], "Salaries": []}
    assert (await tagged.ask(tagged.owner, "GET", "/tags")).json() == []


@pytest.mark.parametrize("same", ["clients", "CLIENTS", " Clients  ", "Ｃlients"])
async def test_two_tags_of_one_user_do_not_read_alike(tagged: Tagged, same: str) -> None:
    await tagged.make(tagged.owner, "Clients")
    refused = await tagged.ask(tagged.owner, "POST", "/tags", json={"name": same})
    assert (refused.status_code, refused.json()["code"]) == (409, "tag_exists")
    risks = await tagged.make(tagged.owner, "Risks")
    refused = await tagged.ask(tagged.owner, "PATCH", f"/tags/{risks['id']}", json={"name": same})
    assert (refused.status_code, refused.json()["code"]) == (409, "tag_exists")
    await tagged.make(tagged.reader, "Clients")


async def test_a_tag_keeps_its_own_name_in_other_letters(tagged: Tagged) -> None:
    made = await tagged.make(tagged.owner, "clients")
    changed = await tagged.ask(tagged.owner, "PATCH", f"/tags/{made['id']}", json={"name": "Clients"})
    assert (changed.status_code, changed.json()["name"]) == (200, "Clients")


async def test_of_two_requests_at_once_one_makes_the_tag(tagged: Tagged) -> None:
    answers = await asyncio.gather(
        *(tagged.ask(tagged.owner, "POST", "/tags", json={"name": "Clients"}) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": " "},
        {"name": "x" * 51},
        {"name": "a\nb"},
        {"name": "a\u202eb"},
        {"name": "Ok", "color": "plaid"},
        {"name": "Ok", "owner_id": "0" * 32},
    ],
)
async def test_what_is_no_tag_is_refused(tagged: Tagged, body: dict[str, str]) -> None:
    assert (await tagged.ask(tagged.owner, "POST", "/tags", json=body)).status_code == 422


async def test_a_user_has_a_limited_number_of_tags(tagged: Tagged) -> None:
    for number in range(200):
        await tagged.factory.tag(tagged.owner, name=f"Tag {number}")
    refused = await tagged.ask(tagged.owner, "POST", "/tags", json={"name": "One more"})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_tags")


async def test_only_the_owner_changes_puts_on_and_takes_off_a_tag(tagged: Tagged) -> None:
    made = await tagged.make(tagged.owner, "Clients", shared=True)
    await tagged.attach(tagged.owner, made, tagged.meeting)
    for method, path, body in (
        ("PATCH", f"/tags/{made['id']}", {"name": "Mine"}),
        ("DELETE", f"/tags/{made['id']}", None),
        ("PUT", f"/meetings/{tagged.meeting.id}/tags/{made['id']}", None),
        ("DELETE", f"/meetings/{tagged.meeting.id}/tags/{made['id']}", None),
    ):
        assert (await tagged.ask(tagged.reader, method, path, json=body)).status_code == 404
    assert await tagged.seen(tagged.owner) == {"Budget": ["Clients"], "Salaries": []}


async def test_nobody_tags_a_meeting_that_they_may_not_read(tagged: Tagged) -> None:
    made = await tagged.make(tagged.reader, "Mine")
    assert await tagged.attach(tagged.reader, made, tagged.meeting) == 204
    assert await tagged.attach(tagged.reader, made, tagged.other) == 404


async def test_a_tag_is_taken_off_and_put_on_twice_without_harm(tagged: Tagged) -> None:
    made = await tagged.make(tagged.owner, "Clients")
    assert [await tagged.attach(tagged.owner, made, tagged.meeting) for _ in range(2)] == [204, 204]
    path = f"/meetings/{tagged.meeting.id}/tags/{made['id']}"
    assert [(await tagged.ask(tagged.owner, "DELETE", path)).status_code for _ in range(2)] == [204, 204]
    assert await tagged.seen(tagged.owner) == {"Budget": [], "Salaries": []}


async def test_others_see_the_tags_that_the_owner_of_a_meeting_shows(tagged: Tagged) -> None:
    shown = await tagged.make(tagged.owner, "Clients", shared=True)
    hidden = await tagged.make(tagged.owner, "Difficult")
    for tag in (shown, hidden):
        await tagged.attach(tagged.owner, tag, tagged.meeting)
        await tagged.attach(tagged.owner, tag, tagged.other)
    assert await tagged.seen(tagged.reader) == {"Budget": ["Clients"]}
    listed = (await tagged.ask(tagged.reader, "GET", "/tags")).json()
    assert [(tag["name"], tag["own"], tag["meetings"]) for tag in listed] == [("Clients", False, 1)]
    assert await tagged.found(tagged.reader, shown) == {"Budget"}
    assert await tagged.found(tagged.reader, hidden) == set()
    one = (await tagged.ask(tagged.reader, "GET", f"/meetings/{tagged.meeting.id}")).json()
    assert [tag["name"] for tag in one["tags"]] == ["Clients"]
    await tagged.ask(tagged.owner, "PATCH", f"/tags/{shown['id']}", json={"shared": False})
    assert await tagged.seen(tagged.reader) == {"Budget": []}
    assert await tagged.found(tagged.reader, shown) == set()
    assert (await tagged.ask(tagged.reader, "GET", "/tags")).json() == []


async def test_tags_of_a_reader_are_nobody_elses(tagged: Tagged) -> None:
    mine = await tagged.make(tagged.reader, "Boring", shared=True)
    await tagged.attach(tagged.reader, mine, tagged.meeting)
    assert await tagged.seen(tagged.reader) == {"Budget": ["Boring"]}
    assert await tagged.seen(tagged.owner) == {"Budget": [], "Salaries": []}
    assert (await tagged.ask(tagged.owner, "GET", "/tags")).json() == []
    assert await tagged.found(tagged.owner, mine) == set()


async def test_nothing_is_counted_or_found_after_a_share_has_ended(tagged: Tagged) -> None:
    mine = await tagged.make(tagged.reader, "Mine")
    await tagged.attach(tagged.reader, mine, tagged.meeting)
    await tagged.ask(tagged.owner, "DELETE", f"/meetings/{tagged.meeting.id}/shares/{tagged.reader.id}")
    assert await tagged.found(tagged.reader, mine) == set()
    assert [tag["meetings"] for tag in (await tagged.ask(tagged.reader, "GET", "/tags")).json()] == [0]


async def test_meetings_are_found_that_bear_all_the_tags(tagged: Tagged) -> None:
    clients, risks = await tagged.make(tagged.owner, "Clients"), await tagged.make(tagged.owner, "Risks")
    await tagged.attach(tagged.owner, clients, tagged.meeting)
    await tagged.attach(tagged.owner, clients, tagged.other)
    await tagged.attach(tagged.owner, risks, tagged.other)
    assert await tagged.found(tagged.owner, clients) == {"Budget", "Salaries"}
    assert await tagged.found(tagged.owner, clients, risks) == {"Salaries"}
    too_many = await tagged.ask(tagged.owner, "GET", "/meetings", params={"tags": [clients["id"]] * 21})
    assert too_many.status_code == 422


async def test_a_scope_of_tags_asks_no_other_meeting(tagged: Tagged) -> None:
    clients = await tagged.make(tagged.owner, "Clients")
    made = await tagged.ask(tagged.owner, "POST", "/conversations", json={"scope": {"tags": [clients["id"]]}})
    scope = Scope.model_validate(made.json()["scope"])

    async def asked(user: User) -> set[str]:
        async with tagged.factory.database.transaction() as session:
            return set(await session.scalars(select(Meeting.title).where(*await conditions(session, user, scope))))

    assert await asked(tagged.owner) == set()
    await tagged.attach(tagged.owner, clients, tagged.meeting)
    assert await asked(tagged.owner) == {"Budget"}
    assert await asked(tagged.reader) == set()
    await tagged.ask(tagged.owner, "DELETE", f"/tags/{clients['id']}")
    assert await asked(tagged.owner) == set()


async def test_tags_go_with_the_meeting_and_with_the_account(tagged: Tagged) -> None:
    mine, theirs = await tagged.make(tagged.owner, "Mine"), await tagged.make(tagged.reader, "Theirs")
    await tagged.attach(tagged.owner, mine, tagged.meeting)
    await tagged.attach(tagged.reader, theirs, tagged.meeting)
    await tagged.attach(tagged.owner, mine, tagged.other)
    await tagged.ask(tagged.owner, "DELETE", f"/meetings/{tagged.meeting.id}")
    assert await rows(tagged) == ({"Mine", "Theirs"}, 1)
    leave = {"current_password": "correct horse battery"}
    assert (await tagged.ask(tagged.owner, "POST", "/auth/me/delete", json=leave)).status_code == 204
    assert await rows(tagged) == ({"Theirs"}, 0)


async def rows(tagged: Tagged) -> tuple[set[str], int]:
    """Return the names of all tags, and the number of places where one is put on."""
    async with tagged.factory.database.transaction() as session:
        names = set(await session.scalars(select(Tag.name)))
        return names, len((await session.scalars(select(MeetingTag))).all())


async def test_a_name_that_grows_when_it_is_compared_is_refused(tagged: Tagged) -> None:
    # One letter that stands for eighteen.
    for name, status in (("\ufdfa" * 11, 201), ("\ufdfa" * 12, 422), ("\ufdfa" * 50, 422)):
        answer = await tagged.ask(tagged.owner, "POST", "/tags", json={"name": name})
        assert answer.status_code == status, answer.text
    made = await tagged.make(tagged.owner, "Short")
    changed = await tagged.ask(tagged.owner, "PATCH", f"/tags/{made['id']}", json={"name": "\ufdfa" * 50})
    assert changed.json()["errors"][0]["field"] == "name"


@pytest.mark.parametrize("deleted", ["tag", "meeting"])
async def test_what_is_deleted_meanwhile_is_not_tagged(tagged: Tagged, resources: Resources, deleted: str) -> None:
    made = await tagged.make(tagged.owner, "Urgent")
    async with resources.database.sessions() as session:
        meeting = await session.get_one(Meeting, tagged.meeting.id)
        tag = await session.get_one(Tag, UUID(made["id"]))
        path = f"/tags/{tag.id}" if deleted == "tag" else f"/meetings/{meeting.id}"
        assert (await tagged.ask(tagged.owner, "DELETE", path)).status_code == 204
        with pytest.raises(NotFoundError):
            await tags.attach(session, tagged.owner, meeting, tag.id)
