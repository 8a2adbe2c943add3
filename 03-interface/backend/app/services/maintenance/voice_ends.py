"""Destroys voices whose day has come, and what was computed of voices where nobody is recognised by them."""

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select

from app.core.configuration.voices import IdentificationPolicy
from app.models import Deleted, Tombstone, Voice
from app.models.audit.actions import Action, Subject
from app.resources import Resources
from app.services.accounts.instance import find_identification
from app.services.audit import by_product
from app.services.storage.objects import Objects
from app.services.storage.purge import Purger, add_tombstones
from scribe_contracts import storage
from scribe_contracts.storage import Bucket, S3Location


async def destroy_due(resources: Resources, at: datetime) -> None:
    """Delete the voices that end by then, as a person would."""
    async with resources.database.look() as session:
        due = list(await session.scalars(select(Voice.id).where(Voice.destroy_at <= at).order_by(Voice.destroy_at)))
    for voice_id in due:
        tombstones = await _destroy(resources, voice_id, at)
        await Purger(resources).purge(tombstones)


async def _destroy(resources: Resources, voice_id: UUID, at: datetime) -> list[Tombstone]:
    async with resources.database.transaction() as session:
        # Another gateway may be at it, or its owner may have given it more time.
        voice = await session.get(Voice, voice_id, with_for_update=True)
        if voice is None or voice.destroy_at is None or voice.destroy_at > at:
            return []
        details = {"destroy_at": voice.destroy_at.isoformat()}
        await by_product.record(session, Action.VOICE_DESTROY, Subject.VOICE, voice_id, details)
        tombstones = await add_tombstones(session, Deleted.VOICE, [voice_id])
        await session.delete(voice)
    structlog.get_logger().info("voice_destroyed", voice_id=str(voice_id))
    return tombstones


async def forget_embeddings(resources: Resources) -> None:
    """Delete every embedding of an enrolled voice if the instance compares none."""
    async with resources.database.look() as session:
        if await find_identification(session, resources.settings) is not IdentificationPolicy.NEVER:
            return
    objects = Objects(resources)
    keys = filter(storage.is_voice_embedding, await objects.keys(S3Location(Bucket.VOICES, "")))
    await objects.delete(*(S3Location(Bucket.VOICES, key) for key in keys))
