"""Following a meeting to its end, through dropped connections and restarts of the gateway."""

import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Protocol
from uuid import UUID

from cli.client.schemas import Meeting
from cli.errors import RefusedError, UnreachableError

PATIENCE_SECONDS = 120.0
"""How long the gateway may be gone before the command gives up; the job itself goes on."""

PAUSE_SECONDS = 1.0

STREAM_TRIES = 3
"""Event streams in a row that end without a word before plain questions take over, as behind some proxies."""


class Source(Protocol):
    """What of the API is needed here."""

    def meeting(self, meeting_id: UUID, /) -> Meeting: ...

    def events(self, meeting_id: UUID, /) -> Iterator[Meeting]: ...


def follow(
    api: Source,
    meeting_id: UUID,
    *,
    pause: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Meeting]:
    """Every state that is seen, the last one final. UnreachableError after PATIENCE_SECONDS without an answer."""
    heard = clock()
    silent_streams = 0
    while True:
        streaming = silent_streams < STREAM_TRIES
        try:
            for meeting in api.events(meeting_id) if streaming else [api.meeting(meeting_id)]:
                heard = clock()
                if streaming:
                    silent_streams = -1
                yield meeting
                if meeting.status.is_final:
                    return
        except (UnreachableError, RefusedError) as error:
            if not _passes(error) or clock() - heard > PATIENCE_SECONDS:
                raise
        silent_streams += 1
        pause(PAUSE_SECONDS)


def _passes(error: UnreachableError | RefusedError) -> bool:
    """Whether the same question may be answered later."""
    return isinstance(error, UnreachableError) or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
