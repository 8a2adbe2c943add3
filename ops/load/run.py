"""One load run: everybody signs in, then all is done at once for the given time."""

import asyncio
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ops.load import attackers, usage, visitors
from ops.load.apart import apart
from ops.load.site import Site
from ops.load.tally import Tally

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

BEGINNING = "All are there: the load begins."

_MEMORY_SECONDS = 0.25
_LAG_SECONDS = 0.02
_OPENING_SECONDS = 60.0


@dataclass(frozen=True)
class Load:
    """The number of participants, and the time in which all of them are at it."""

    seconds: float
    uploads: int
    streams: int
    attacked: bool


async def run(site: Site, tally: Tally, load: Load) -> None:
    """Fill the tally. The last person is the attacker; the others do nothing wrong."""
    tokens = await visitors.sign_in(site, tally)
    *people, attacker = [person for person in site.people if person.email in tokens]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_watch(site, tally))]
        for number in range(load.streams):
            person = people[number % len(people)]
            tasks.append(group.create_task(visitors.follow(site, person, tokens[person.email], tally)))
        await _until(lambda: tally.counts["event streams"] + tally.errors.total() >= load.streams)
        tasks.append(group.create_task(_note_lags(tally)))
        tasks += [group.create_task(visitors.read(site.port, person, tokens[person.email], tally)) for person in people]
        senders = [tokens[people[number % len(people)].email] for number in range(load.uploads)]
        token = tokens[attacker.email]
        print(BEGINNING, flush=True)
        before, began = usage.processor_seconds(site.programs()), time.monotonic()
        try:
            with attackers.attacked(site.target, attacker, token, tally) if load.attacked else nullcontext():
                await asyncio.gather(asyncio.sleep(load.seconds), _upload(site.port, senders, tally))
        finally:
            tally.seconds = time.monotonic() - began
            after = usage.processor_seconds(site.programs())
            tally.processor_seconds = {name: spent - before.get(name, 0.0) for name, spent in after.items()}
        for task in tasks:
            task.cancel()


async def _upload(port: int, tokens: list[str], tally: Tally) -> None:
    """Send all recordings at once."""
    began = time.monotonic()
    with apart(_send_all, port, tokens) as connection:
        # In a thread, which ends with the process: reading its answer blocks.
        sent: Tally = await asyncio.to_thread(connection.recv)
    tally.counts.update(sent.counts)
    tally.errors.update(sent.errors)
    tally.counts["seconds until all was uploaded"] = round(time.monotonic() - began)


def _send_all(connection: "Connection[Any, Any]", port: int, tokens: list[str]) -> None:
    tally = Tally()

    async def send() -> None:
        await asyncio.gather(*(visitors.upload(port, token, tally) for token in tokens))

    asyncio.run(send())
    connection.send(tally)


async def _watch(site: Site, tally: Tally) -> None:
    """Note the gateway's memory for ever."""
    process = site.programs()["gateway"]
    while True:
        tally.gateway_bytes = max(tally.gateway_bytes, usage.memory(process))
        await asyncio.sleep(_MEMORY_SECONDS)


async def _note_lags(tally: Tally) -> None:
    """Note how much later this process goes on than it wanted: what it measures of others contains that."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_LAG_SECONDS)
        tally.lags.append(time.perf_counter() - began - _LAG_SECONDS)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(_OPENING_SECONDS):
        while not condition():  # noqa: ASYNC110 - counted by many tasks
            await asyncio.sleep(0.05)
