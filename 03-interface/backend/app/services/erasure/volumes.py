"""The volumes of storage without the bytes of deleted objects.

The product speaks S3 only, which has no word for this. It leaves a wish as an object: the product's own store finds it,
shows that it is at it, compacts, and leaves the same word as its answer. Others are left alone, as they remove files or
compact by themselves. What stands there from before counts for nothing: it may have come with a copy of the buckets.
"""

import asyncio
import time
from uuid import uuid4

from app.core.errors import UnavailableError
from app.models.erasure.receipt import Step
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts import storage
from scribe_contracts.storage import S3Location

_PATIENCE_SECONDS = 60.0
"""Time that a store has for its first sign and for each after it; the product's own takes some seconds."""

_LOOK_SECONDS = 1.0


async def compact(objects: Objects, patience: float = _PATIENCE_SECONDS) -> Step:
    """Ask the store to compact, and wait while it is at it; raise UnavailableError where it gives up."""
    before = sign = await _stands_in(objects, storage.compaction_seen())
    word = uuid4().hex.encode()
    await objects.put(storage.compaction_wanted(), word, "text/plain")
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if await _stands_in(objects, storage.compaction_done()) == word:
            return Step.DONE
        await asyncio.sleep(_LOOK_SECONDS)
        last, sign = sign, await _stands_in(objects, storage.compaction_seen())
        if sign != last:
            until = time.monotonic() + patience
    if sign != before:
        raise UnavailableError("The storage of recordings has not compacted its volumes.")
    return Step.UNANSWERED


async def _stands_in(objects: Objects, place: S3Location) -> bytes | None:
    try:
        return await objects.read(place)
    except ObjectMissingError:
        return None
