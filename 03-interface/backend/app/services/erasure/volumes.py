"""The volumes of storage without the bytes of deleted objects.

The product speaks S3 only, which has no word for this. It leaves a wish as an object: the product's own store finds it,
compacts, and leaves the same word as its answer. Others are left alone, as they remove files or compact by themselves.
"""

import asyncio
import time
from uuid import uuid4

from app.core.errors import UnavailableError
from app.models.erasure.receipt import Step
from app.services.storage.objects import ObjectMissingError, Objects
from scribe_contracts import storage

_STRANGER_SECONDS = 30.0
"""Time that a store has for its first answer ever; the product's own takes a few seconds."""

_SECONDS = 1800.0
_LOOK_SECONDS = 1.0


async def compact(objects: Objects) -> Step:
    """Ask the store to compact, and wait; raise UnavailableError where it has answered before and does not now."""
    is_ours = await _answer(objects) is not None
    word = uuid4().hex.encode()
    await objects.put(storage.compaction_wanted(), word, "text/plain")
    until = time.monotonic() + (_SECONDS if is_ours else _STRANGER_SECONDS)
    while time.monotonic() < until:
        if await _answer(objects) == word:
            return Step.DONE
        await asyncio.sleep(_LOOK_SECONDS)
    if is_ours:
        raise UnavailableError("The storage of recordings has not compacted its volumes.")
    return Step.UNANSWERED


async def _answer(objects: Objects) -> bytes | None:
    place = storage.compaction_done()
    try:
        return await objects.read(place)
    except ObjectMissingError:
        return None
