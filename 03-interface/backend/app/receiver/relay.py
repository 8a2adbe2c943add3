"""News from the receiver: what it has counted, and work that its transactions leave to loops of the other process."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core import metrics
from app.core.db import Database
from app.core.wakeups import Work, wake
from app.receiver.channel import Channel, ChannelClosedError, News

MAX_SILENT_SECONDS = 10.0
"""A receiver that has not been heard of for so long stands still; on a busy machine it has to wait for its turns."""

_BEAT_SECONDS = 1.0


class Heartbeat:
    """Lets the other process hear of this one."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def run(self) -> None:
        """Say so for ever, every second."""
        while True:
            self._channel.tell({"alive": 1})
            await asyncio.sleep(_BEAT_SECONDS)


class Pulse:
    """The life of the receiver, as the other process hears of it."""

    def __init__(self) -> None:
        self._heard = monotonic()

    def note(self) -> None:
        """Note that the receiver has been heard of."""
        self._heard = monotonic()

    async def require(self) -> None:
        """Raise TimeoutError if the receiver has been silent for long."""
        if monotonic() - self._heard > MAX_SILENT_SECONDS:
            raise TimeoutError


@contextmanager
def relaying(channel: Channel, database: Database) -> Iterator[None]:
    """Tell the other process what is counted and announced here while the block runs."""

    def after_commit(session: Session) -> None:
        for work in Work:
            if session.info.pop(work, False):
                channel.tell({"work": work.value})

    event.listen(database.sync_sessions, "after_commit", after_commit)
    with metrics.counted_elsewhere(
        lambda request: channel.tell(request._asdict()),
        lambda size: channel.tell({"uploaded": size}),
    ):
        yield


@contextmanager
def listening(channel: Channel, database: Database) -> Iterator[Pulse]:
    """Take the receiver's news while the block runs, and yield its pulse.

    Where the receiver ends, this process ends too: whatever supervises it starts both anew.
    """
    loop = asyncio.get_running_loop()
    pulse = Pulse()

    def hear() -> None:
        try:
            while news := channel.hear():
                pulse.note()
                _take(news, database)
        except ChannelClosedError:
            loop.remove_reader(channel.fileno())
            if not channel.is_ended:
                structlog.get_logger().error("receiver_ended")
                signal.raise_signal(signal.SIGTERM)

    loop.add_reader(channel.fileno(), hear)
    try:
        yield pulse
    finally:
        loop.remove_reader(channel.fileno())


def _take(news: News, database: Database) -> None:
    match news:
        case {"work": str(work)}:
            wake(database, Work(work))
        case {"uploaded": int(size)}:
            metrics.count_upload(size)
        case {"route": str(route), "method": str(method), "status": int(status), "seconds": float(seconds)}:
            metrics.count_request(metrics.Request(route, method, status, seconds))
