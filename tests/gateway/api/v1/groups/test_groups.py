"""Groups as administrators keep them, and what sharing with one gives and takes, over HTTP."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select
from support.audit.reader import AuditReader
from support.factories import Factory
from support.object_store import ObjectStore
from support.transcripts import dialogue

from app.models import Group, GroupMember, GroupShare, Meeting, MeetingShare, Permission, TokenScope, User
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

GROUPS = "/api/v1/admin/groups"


@dataclass
class Office:
    """An administrator, an owner, and a group of the owner and of `member`."""

    client: httpx.AsyncClient
    factory: Factory
    admin: User
    owner: User
    member: User
    group: Group
    meeting: Meeting

    async def ask(self, user: User, method: str, path: str, body: Any = None, *, expect: int | None = None) -> Any:
        headers = self.factory.headers(user)
        answer = await self.client.request(method, f"/api/v1/{path}", json=body, headers=headers)
        assert answer.status_code == expect if expect else answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def share(self, permission: str = "read") -> Any:
        path = f"meetings/{self.meeting.id}/shares/groups/{self.group.id}"
        return await self.ask(self.owner, "PUT", path, {"permission": permission})

    async def right(self, user: User) -> str | None:
        """Return the right that the user has now, as the list and the meeting itself say it; None without any."""
        listed = {item["id"]: item["permission"] for item in (await self.ask(user, "GET", "meetings"))["items"]}
        answer = await self.client.get(f"/api/v1/meetings/{self.meeting.id}", headers=self.factory.headers(user))
        seen = answer.json()["permission"] if answer.is_success else None
        assert listed.get(str(self.meeting.id)) == seen
        return seen


@pytest.fixture
async def office(client: httpx.AsyncClient, factory: Factory, user: User, admin: User, store: ObjectStore) -> Office:
    member = await factory.user(name="Katie")
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    return Office(client, factory, admin, user, member, await factory.group(user, member, name="Finance"), meeting)


async def count(factory: Factory, table: Any) -> int:
    async with factory.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_an_administrator_keeps_groups(office: Office) -> None:
    made = await office.ask(office.admin, "POST", "admin/groups", {"name": "  Legal "}, expect=201)
    assert made == {"id": made["id"], "name": "Legal", "members": 0, "sign_on_group": None, "meetings": 0}
    for name, status in (("LEGAL", 409), ("", 422), ("x" * 51, 422), ("a\nb", 422)):
        await office.ask(office.admin, "POST", "admin/groups", {"name": name}, expect=status)
    path = f"admin/groups/{made['id']}"
    assert (await office.ask(office.admin, "PATCH", path, {"name": "legal"}))["name"] == "legal"
    taken = await office.ask(office.admin, "PATCH", path, {"name": "finance"}, expect=409)
    assert taken["code"] == "group_exists"
    await office.ask(office.admin, "PATCH", path, {}, expect=422)
    for _ in range(2):
        await office.ask(office.admin, "PUT", f"{path}/members/{office.member.id}", expect=204)
    members = await office.ask(office.admin, "GET", f"{path}/members")
    assert (members["total"], [(each["name"], each["by_sign_on"]) for each in members["items"]]) == (
        1,
        [("Katie", False)],
    )
    await office.ask(office.admin, "PUT", f"{path}/members/{uuid4()}", expect=404)
    await office.ask(office.admin, "PUT", f"admin/groups/{uuid4()}/members/{office.member.id}", expect=404)
    listed = await office.ask(office.admin, "GET", "admin/groups")
    assert [(each["name"], each["members"]) for each in listed] == [("Finance", 2), ("legal", 1)]
    own = await office.ask(office.member, "GET", "groups")
    assert [(each["name"], each["members"]) for each in own] == [("Finance", 2), ("legal", 1)]
    assert await office.ask(office.admin, "GET", "groups") == []
    await office.ask(office.admin, "DELETE", f"{path}/members/{office.member.id}", expect=204)
    await office.ask(office.admin, "DELETE", f"{path}/members/{office.member.id}", expect=404)
    await office.ask(office.admin, "DELETE", path, expect=204)
    await office.ask(office.admin, "GET", f"{path}/members", expect=404)


async def test_two_groups_of_one_name_are_not_made_at_once(office: Office) -> None:
    headers = office.factory.headers(office.admin)
    answers = await asyncio.gather(
        *(office.client.post(GROUPS, json={"name": "Board"}, headers=headers) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_no_key_keeps_groups(office: Office) -> None:
    """A lost key would let its owner in where it has ended."""
    keys = await office.factory.key_headers(office.admin, TokenScope.ADMIN)
    assert (await office.client.get(GROUPS, headers=keys)).status_code == 200
    member = f"{GROUPS}/{office.group.id}/members/{office.admin.id}"
    assert (await office.client.put(member, headers=keys)).json()["code"] == "insufficient_scope"


async def test_members_have_what_is_shared_with_their_group(office: Office) -> None:
    assert await office.right(office.member) is None
    given = await office.share()
    assert given == {"group_id": str(office.group.id), "name": "Finance", "members": 2, "permission": "read"}
    assert await office.right(office.member) == "read"
    assert await office.right(office.owner) == "owner"
    seen = await office.ask(office.member, "GET", f"meetings/{office.meeting.id}")
    assert (seen["shares"], seen["groups"]) == (0, ["Finance"])
    sharing = await office.ask(office.member, "GET", f"meetings/{office.meeting.id}/shares")
    assert (sharing["shares"], sharing["groups"]) == ([], [given])
    rename = f"meetings/{office.meeting.id}"
    await office.ask(office.member, "PATCH", rename, {"title": "Ours"}, expect=403)
    assert (await office.share("edit"))["permission"] == "edit"
    await office.ask(office.member, "PATCH", rename, {"title": "Ours"})
    for method, path, body in (
        ("DELETE", f"/shares/groups/{office.group.id}", None),
        ("PUT", f"/shares/groups/{office.group.id}", {"permission": "read"}),
        ("POST", "/shares", {"email": office.admin.email}),
        ("DELETE", "", None),
    ):
        await office.ask(office.member, method, rename + path, body, expect=403)
    kept = await office.ask(office.member, "DELETE", f"{rename}/shares/{office.member.id}", expect=409)
    assert kept["code"] == "shared_by_group"


@pytest.mark.parametrize(("own", "of_group"), [("read", "edit"), ("edit", "read"), ("read", "read")])
async def test_the_greater_right_counts(office: Office, own: str, of_group: str) -> None:
    await office.ask(
        office.owner,
        "POST",
        f"meetings/{office.meeting.id}/shares",
        {"email": office.member.email, "permission": own},
    )
    await office.share(of_group)
    other = await office.factory.group(office.member)
    await office.factory.save(GroupShare(meeting_id=office.meeting.id, group_id=other.id, permission=Permission.READ))
    assert await office.right(office.member) == min(own, of_group)  # "edit" stands before "read"
    for filters, total in (({}, 1), ({"owner": "others"}, 1), ({"owner": "me"}, 0)):
        answer = await office.client.get(
            "/api/v1/meetings", params=filters, headers=office.factory.headers(office.member)
        )
        assert (answer.json()["total"], len(answer.json()["items"])) == (total, total)
    mine = await office.client.get(
        "/api/v1/meetings", params={"owner": "others"}, headers=office.factory.headers(office.owner)
    )
    assert mine.json()["total"] == 0


@pytest.mark.parametrize("end", ["leave", "unshare", "delete group"])
async def test_what_a_group_gives_ends_at_once(office: Office, end: str) -> None:
    await office.share("edit")
    assert await office.right(office.member) == "edit"
    method, who, path = {
        "leave": ("DELETE", office.admin, f"admin/groups/{office.group.id}/members/{office.member.id}"),
        "unshare": ("DELETE", office.owner, f"meetings/{office.meeting.id}/shares/groups/{office.group.id}"),
        "delete group": ("DELETE", office.admin, f"admin/groups/{office.group.id}"),
    }[end]
    await office.ask(who, method, path, expect=204)
    assert await office.right(office.member) is None
    assert await office.right(office.owner) == "owner"
    await office.ask(who, method, path, expect=404)
    assert await count(office.factory, GroupShare) == (1 if end == "leave" else 0)
    assert await count(office.factory, Meeting) == 1


async def test_an_owner_shares_with_groups_that_they_are_in(office: Office) -> None:
    strange = await office.factory.group(office.member)
    path = f"meetings/{office.meeting.id}/shares/groups/"
    for id_ in (strange.id, uuid4()):
        refused = await office.ask(office.owner, "PUT", f"{path}{id_}", {"permission": "read"}, expect=404)
        assert refused["code"] == "no_such_group"
    await office.share()
    await office.ask(office.admin, "DELETE", f"admin/groups/{office.group.id}/members/{office.owner.id}")
    # Having left, they still decide about their meeting.
    assert (await office.share("edit"))["permission"] == "edit"
    await office.ask(office.owner, "DELETE", f"{path}{office.group.id}", expect=204)
    await office.ask(office.owner, "PUT", f"{path}{office.group.id}", {"permission": "read"}, expect=404)


async def test_rows_go_with_either_side(office: Office) -> None:
    await office.share()
    async with office.factory.database.transaction() as session:
        await session.delete(await session.get_one(User, office.member.id))
    assert await count(office.factory, GroupMember) == 1
    await office.ask(office.owner, "DELETE", f"meetings/{office.meeting.id}")
    assert await count(office.factory, GroupShare) == 0
    assert await count(office.factory, Group) == 1


async def test_a_meeting_that_is_handed_over_stays_shared(office: Office) -> None:
    await office.share()
    await office.factory.save(
        MeetingShare(meeting_id=office.meeting.id, user_id=office.admin.id, permission=Permission.READ)
    )
    answer = await office.client.delete(
        f"/api/v1/admin/users/{office.owner.id}",
        params={"meetings": "transfer", "heir_id": str(office.member.id)},
        headers=office.factory.headers(office.admin),
    )
    assert answer.status_code == 204
    assert await office.right(office.member) == "owner"
    assert await office.right(office.admin) == "read"


async def test_the_log_tells_of_groups(office: Office) -> None:
    audit = AuditReader(office.client, office.factory.headers(office.admin))
    path = f"admin/groups/{office.group.id}"
    await office.ask(office.admin, "PUT", f"{path}/members/{office.admin.id}")
    await office.share("edit")
    await office.ask(office.admin, "DELETE", f"{path}/members/{office.admin.id}")
    await office.ask(office.admin, "PATCH", path, {"name": "Money"})
    await office.ask(office.admin, "DELETE", path)
    told = {
        entry["action"]: entry
        for entry in await audit.wait(count=5, where=lambda line: line["subject_kind"] in {"group", "account"})
    }
    group = str(office.group.id)
    for action in ("group_join", "group_leave"):
        assert (told[action]["subject_id"], told[action]["details"]) == (str(office.admin.id), {"group_id": group})
    for action in ("group_change", "group_delete", "share_add"):
        assert (told[action]["subject_kind"], told[action]["subject_id"]) == ("group", group)
    assert (told["share_add"]["meeting_id"], told["share_add"]["details"]) == (
        str(office.meeting.id),
        {"permission": "edit"},
    )
    assert "Money" not in str(told)


async def test_a_stream_ends_when_its_viewer_leaves_the_group(office: Office, server: str) -> None:
    waiting = await office.factory.meeting(office.owner, status=MeetingStatus.PROCESSING)
    await office.factory.save(GroupShare(meeting_id=waiting.id, group_id=office.group.id, permission=Permission.READ))
    async with (
        httpx.AsyncClient(base_url=server, timeout=10, headers=office.factory.headers(office.member)) as viewer,
        viewer.stream("GET", f"/api/v1/meetings/{waiting.id}/events") as stream,
    ):
        assert stream.status_code == 200
        lines = stream.aiter_lines()
        assert await anext(lines)
        async with httpx.AsyncClient(base_url=server, headers=office.factory.headers(office.admin)) as admin:
            gone = await admin.delete(f"{GROUPS}/{office.group.id}/members/{office.member.id}")
            assert gone.status_code == 204
        # Long before it would look again by itself.
        async with asyncio.timeout(8):
            async for _ in lines:
                pass
