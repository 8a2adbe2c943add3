"""A voice is destroyed on its day, and where nobody is recognised no embedding is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore

from app.core.configuration.voices import IdentificationPolicy
from app.models import Deleted, Tombstone, User, Voice
from app.models.audit.log import AuditPending
from app.models.base import now
from app.resources import Resources
from app.schemas.administration import InstanceChange
from app.services.accounts import instance
from app.services.maintenance.retention import Retention
from scribe_contracts.storage import voice_embedding, voice_sample

pytestmark = pytest.mark.usefixtures("no_upkeep")

DAY = timedelta(days=1)


async def test_a_voice_goes_on_its_day(resources: Resources, store: ObjectStore, factory: Factory, user: User) -> None:
    ends = now() + DAY
    due, later, kept = [await factory.voice(user, destroy_at=at) for at in (ends, ends + DAY, None)]
    for voice in (due, later, kept):
        store.put_at(voice_sample(voice.id, 0))
        store.put_at(voice_embedding(voice.id, "model"))
    await Retention(resources).apply(ends - timedelta(seconds=1))
    assert len(store.stored()) == 6
    await Retention(resources).apply(ends)
    assert store.stored() == {
        f"voices/{voice.id}/{name}" for voice in (later, kept) for name in ("samples/0", "model.npy")
    }
    async with factory.database.look() as session:
        assert set(await session.scalars(select(Voice.id))) == {later.id, kept.id}
        assert await session.get(Tombstone, (Deleted.VOICE, due.id)) is not None
        told = [entry for entries in await session.scalars(select(AuditPending.entries)) for entry in entries]
    assert [(each["action"], each["via"], each["subject_id"]) for each in told] == [
        ("voice_destroy", "product", str(due.id))
    ]


async def test_embeddings_go_where_nobody_is_recognised(
    resources: Resources, store: ObjectStore, factory: Factory, user: User
) -> None:
    voice = await factory.voice(user)
    for location in (voice_sample(voice.id, 0), voice_embedding(voice.id, "model")):
        store.put_at(location)
    await Retention(resources).apply(now())
    assert len(store.stored()) == 2
    async with factory.database.transaction() as session:
        await instance.change(session, resources.settings, InstanceChange(identification=IdentificationPolicy.NEVER))
    await Retention(resources).apply(now())
    assert store.stored() == {f"voices/{voice.id}/samples/0"}
