"""Watching meetings live.

Every replica reads the whole stream, since any replica may hold the connection of somebody who watches. Watchers are
always sent the row: the stream only says that the row has changed.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from redis.asyncio import Redis
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from app.core.database_errors import is_outage
from app.core.db import Database
from app.core.security import Bearer
from app.services.jobs.events import Entry, parse
from app.services.meetings.glances import Glances, State
from app.services.meetings.views import Sight, see_signed_in
from scribe_contracts.event_stream import EVENTS_STREAM
from scribe_contracts.events import JobEvent
from scribe_contracts.minutes.events import MinutesEvent

T = TypeVar("T")

_BATCH = 500
_BLOCK_MS = 2000
_REDIS_TIMEOUT_SECONDS = 15.0
_CATCH_UP_SECONDS = 5.0
_CATCH_UP_POLL_SECONDS = 0.05
_MAX_POLL_SECONDS = 1.0
_OUTAGE_SECONDS = 1.0
_MAX_READS = 4
"""Rows that watchers read at once. There may be hundreds of watchers, and twenty connections for everybody."""

_LOOK_AGAIN_SECONDS = 15.0
"""For changes without an event or a nudge, such as a new title, and for those lost with Redis."""


class EventPosition(NamedTuple):
    """Position of an event among those of its meeting."""

    attempt: int
    sequence: int


class Watch:
    """The next reason of one watcher to read the row.

    Only the latest is kept, so that a slow client costs no memory.
    """

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self.latest = EventPosition(0, 0)
        """Position of the latest news."""

    def notify(self, position: EventPosition) -> None:
        self.latest = max(self.latest, position)
        self._news.set()

    async def next(self, seconds: float) -> EventPosition:
        """Return the position of the latest news as soon as there is some; after `seconds` the last known one."""
        await self.hears(seconds)
        return self.latest

    async def hears(self, seconds: float) -> bool:
        """Return True as soon as there is news, and False after `seconds` without."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return False
        self._news.clear()
        return True


class LiveEvents:
    """Reads the stream for all watchers; one in each gateway."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._watches: dict[UUID, set[Watch]] = defaultdict(set)
        self._position = "0"
        self.reads = asyncio.Semaphore(_MAX_READS)
        """Held by a watcher while it has a connection to the database."""

        self.glances = Glances(self.reads)
        self.partings: set[asyncio.Task[None]] = set()
        """Visitors who are leaving a transcript; they outlive the connection that was closed."""

    async def begin(self) -> None:
        """Start at the stream's present end; await it before the first watch."""
        last: Any = await self._redis.xrevrange(EVENTS_STREAM, count=1)
        self._position = last[0][0].decode() if last else "0"

    @contextmanager
    def watch(self, *ids: UUID) -> Iterator[Watch]:
        """Watch for news of a meeting, or of minutes by their id, and of what a user may see, by the user's.

        Begin before the first look at the row, or changes in between are missed.
        """
        watch = Watch()
        for each in ids:
            self._watches[each].add(watch)
        try:
            yield watch
        finally:
            for each in ids:
                self._watches[each].discard(watch)
                if not self._watches[each]:
                    del self._watches[each]

    def notify(self, event: JobEvent | MinutesEvent) -> None:
        subject = event.minutes_id if isinstance(event, MinutesEvent) else event.meeting_id
        for watch in self._watches.get(subject, ()):
            watch.notify(EventPosition(event.attempt, event.sequence))

    def nudge(self, id_: UUID) -> None:
        """Have the watchers of a meeting or of a user look again, for a change that is no event of a job."""
        for watch in self._watches.get(id_, ()):
            watch.notify(EventPosition(0, 0))

    async def run(self) -> None:
        """Read the stream; after an outage, from where it stopped."""
        while True:
            async with asyncio.timeout(_REDIS_TIMEOUT_SECONDS):
                answer: Any = await self._redis.xread({EVENTS_STREAM: self._position}, count=_BATCH, block=_BLOCK_MS)
            for _, entries in answer:
                for entry in map(Entry._make, entries):
                    self._position = entry.id.decode()
                    event = parse(entry)
                    if event is not None:
                        self.notify(event)


async def follow(
    database: Database,
    live: LiveEvents,
    viewer: Bearer,
    meeting_id: UUID,
    *,
    look_again_seconds: float = _LOOK_AGAIN_SECONDS,
) -> AsyncGenerator[Sight]:
    """Yield the meeting, and again after each change, until its job has ended or the viewer may not see it any more."""
    shown: State | None = None
    with live.watch(meeting_id, viewer.user_id) as watch:
        while (sight := await patiently(partial(_read, database, live, watch, viewer, meeting_id))) is not None:
            state = State.of(sight.meeting)
            if state != shown:
                yield sight
                shown = state
            if sight.meeting.status.is_final:
                return
            glance = partial(live.glances.state, database, viewer, meeting_id)
            await watch.hears(look_again_seconds)
            while watch.latest <= shown[1:] and await patiently(glance) == shown:
                await watch.hears(look_again_seconds)


async def patiently(read: Callable[[], Awaitable[T]]) -> T:
    """Return what is read, once the database answers.

    A stream that broke off meanwhile would make its client connect again, and ask for more.
    """
    while True:
        try:
            return await read()
        except (SQLAlchemyError, OSError) as error:
            answered = isinstance(error, DBAPIError) and not isinstance(error, OperationalError | InterfaceError)
            if answered and not is_outage(error):
                raise
        await asyncio.sleep(_OUTAGE_SECONDS)


async def _read(database: Database, live: LiveEvents, watch: Watch, viewer: Bearer, meeting_id: UUID) -> Sight | None:
    """Return the row once it has reached the latest news, which another replica may be writing just now."""
    deadline = asyncio.get_running_loop().time() + _CATCH_UP_SECONDS
    pause = _CATCH_UP_POLL_SECONDS
    while True:
        async with live.reads, database.look() as session:
            sight = await see_signed_in(session, viewer, meeting_id)
        late = sight is not None and State.of(sight.meeting)[1:] < watch.latest
        if not late or asyncio.get_running_loop().time() > deadline:
            return sight
        # The last event of a job is told once it is written.
        await watch.hears(pause)
        pause = min(2 * pause, _MAX_POLL_SECONDS)
