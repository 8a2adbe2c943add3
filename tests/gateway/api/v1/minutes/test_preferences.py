"""Minutes of each new meeting: a setting of the instance, and what each user wants instead."""

from uuid import UUID, uuid4

import httpx
import pytest
from support.factories import Factory
from support.imports import SRT

from app.core.config import Settings
from app.models import Role, User

PREFERENCES = "/api/v1/minutes-preferences"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.language_url = "http://127.0.0.1:9/v1"
    return settings


@pytest.fixture
async def user(factory: Factory, client: httpx.AsyncClient) -> User:
    made = await factory.user(role=Role.ADMIN)
    client.headers.update(factory.headers(made))
    return made


async def import_meeting(client: httpx.AsyncClient) -> UUID:
    answer = await client.post("/api/v1/imports", files={"transcript": ("call.srt", SRT)})
    assert answer.status_code in (201, 202), answer.text
    return UUID(answer.json()["id"])


async def minutes_of(client: httpx.AsyncClient, meeting_id: UUID) -> list[dict[str, object]]:
    answer = await client.get(f"/api/v1/meetings/{meeting_id}/minutes")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


@pytest.mark.parametrize(
    ("instance", "wanted", "count"),
    [(False, None, 0), (True, None, 1), (True, False, 0), (False, True, 1)],
)
@pytest.mark.usefixtures("user")
async def test_a_user_is_asked_before_the_instance(
    client: httpx.AsyncClient, instance: bool, wanted: bool | None, count: int
) -> None:
    assert (await client.put("/api/v1/admin/settings", json={"minutes_for_all": instance})).status_code == 200
    answer = await client.put(PREFERENCES, json={"each_meeting": wanted, "template": "interview", "language": "fr"})
    assert (answer.status_code, answer.json()["instance"]) == (200, instance)
    made = await minutes_of(client, await import_meeting(client))
    assert [minutes["template"]["name"] for minutes in made] == ["Entretien"] * count  # type: ignore[index]
    await client.put("/api/v1/admin/settings", json={"minutes_for_all": False})


@pytest.mark.usefixtures("user")
async def test_a_template_that_was_deleted_since_is_replaced_by_the_products(client: httpx.AsyncClient) -> None:
    sections = [{"key": "risks", "kind": "list", "title": "Risks"}]
    own = await client.post("/api/v1/minutes-templates", json={"template": {"name": "Risks", "sections": sections}})
    wanted = {"each_meeting": True, "template": own.json()["id"]}
    assert (await client.put(PREFERENCES, json=wanted)).status_code == 200
    [by_own] = await minutes_of(client, await import_meeting(client))
    await client.delete(f"/api/v1/minutes-templates/{own.json()['id']}")
    [by_products] = await minutes_of(client, await import_meeting(client))
    assert by_own["template"]["name"] == "Risks"  # type: ignore[index]
    assert by_products["template"]["name"] in ("Minutes", "Compte rendu")  # type: ignore[index]


@pytest.mark.usefixtures("user")
async def test_a_template_of_another_user_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.put(PREFERENCES, json={"template": str(uuid4())})).status_code == 404
    assert (await client.get(PREFERENCES)).json()["template"] == "compte_rendu"
