"""Following a meeting through dropped connections, silent proxies and restarts."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest

from cli.client.follow import MAX_SILENCE_SECONDS, MAX_SILENT_STREAMS, follow
from cli.client.schemas import Meeting
from cli.errors import RefusedError, UnreachableError
from scribe_contracts.events import MeetingStatus

MEETING_ID = uuid4()
GONE = UnreachableError("gone")


def state(status: MeetingStatus, fraction: float = 0.0) -> Meeting:
    return Meeting(id=MEETING_ID, title="A meeting", status=status, fraction=fraction)


RUNNING = state(MeetingStatus.PROCESSING, 0.5)
DONE = state(MeetingStatus.COMPLETED, 1.0)


class ScriptedSource:
    """Plays one list for each stream that is opened; an exception in it is raised."""

    def __init__(self, *streams: list[Meeting | Exception], polled: list[Meeting | Exception] | None = None) -> None:
        self.streams = list(streams)
        self.polled = polled or []
        self.opened = 0
        self.asked = 0

    def events(self, _: UUID) -> Iterator[Meeting]:
        self.opened += 1
        for step in self.streams.pop(0) if len(self.streams) > 1 else self.streams[0]:
            yield _play(step)

    def meeting(self, _: UUID) -> Meeting:
        self.asked += 1
        return _play(self.polled.pop(0) if len(self.polled) > 1 else self.polled[0])


def _play(step: Meeting | Exception) -> Meeting:
    if isinstance(step, Exception):
        raise step
    return step


def ticking(step: float = 0.0) -> Callable[[], float]:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += step
        return now

    return clock


def states(script: ScriptedSource, step: float = 0.0) -> list[Meeting]:
    return list(follow(script, MEETING_ID, pause=lambda _: None, clock=ticking(step)))


def test_it_ends_with_the_final_state() -> None:
    assert states(ScriptedSource([RUNNING, DONE, RUNNING])) == [RUNNING, DONE]


def test_a_dropped_stream_is_opened_again() -> None:
    script = ScriptedSource([RUNNING, GONE], [RUNNING], [GONE], [DONE])
    assert states(script)[-1] == DONE
    assert (script.opened, script.asked) == (4, 0)


def test_streams_without_events_give_way_to_polling() -> None:
    script = ScriptedSource([], polled=[RUNNING, GONE, DONE])
    assert states(script) == [RUNNING, DONE]
    assert (script.opened, script.asked) == (MAX_SILENT_STREAMS, 3)


def test_short_streams_with_events_do_not_lead_to_polling() -> None:
    script = ScriptedSource(*([[RUNNING]] * 10), [DONE])
    assert states(script)[-1] == DONE
    assert script.asked == 0


def test_a_server_error_is_temporary() -> None:
    restarting = RefusedError("restarting", status=503)
    assert states(ScriptedSource([restarting], [RUNNING, restarting], [DONE])) == [RUNNING, DONE]


def test_a_refusal_is_final() -> None:
    with pytest.raises(RefusedError, match="no such meeting"):
        states(ScriptedSource([RUNNING, RefusedError("no such meeting", status=404)]))


def test_it_gives_up_after_a_long_silence() -> None:
    script = ScriptedSource([RUNNING, GONE], [GONE], polled=[GONE])
    with pytest.raises(UnreachableError):
        states(script, step=MAX_SILENCE_SECONDS / 10)
    assert script.opened + script.asked > 5
