"""Follow a meeting to its end, through dropped connections and restarts of the gateway."""

import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Protocol
from uuid import UUID

from cli.client.schemas import Meeting
from cli.errors import RefusedError, UnreachableError

MAX_SILENCE_SECONDS = 120.0
"""Time without an answer after which the command gives up; the job itself goes on."""

PAUSE_SECONDS = 1.0

MAX_SILENT_STREAMS = 3
"""Event streams in a row that end without an event before the state is polled, as behind some proxies."""


class MeetingSource(Protocol):
    """The calls of the API that following needs."""

    def meeting(self, meeting_id: UUID, /) -> Meeting: ...

    def events(self, meeting_id: UUID, /) -> Iterator[Meeting]: ...


def follow(
    api: MeetingSource,
    meeting_id: UUID,
    *,
    pause: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Meeting]:
    """Yield every state of the meeting that is seen, the last one final.

    Raises UnreachableError after MAX_SILENCE_SECONDS without an answer, and RefusedError where the API refuses.
    """
    last_answer = clock()
    silent_streams = 0
    while True:
        streaming = silent_streams < MAX_SILENT_STREAMS
        silent = True
        try:
            for meeting in api.events(meeting_id) if streaming else [api.meeting(meeting_id)]:
                last_answer = clock()
                silent = False
                yield meeting
                if meeting.status.is_final:
                    return
        except (UnreachableError, RefusedError) as error:
            if not _is_temporary(error) or clock() - last_answer > MAX_SILENCE_SECONDS:
                raise
        if streaming:
            silent_streams = silent_streams + 1 if silent else 0
        pause(PAUSE_SECONDS)


def _is_temporary(error: UnreachableError | RefusedError) -> bool:
    """Return whether the same request may be answered later."""
    return isinstance(error, UnreachableError) or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
