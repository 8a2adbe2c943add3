"""One load run: everybody signs in, then all is done at once for the given time."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context

import httpx

from ops.load import attackers, visitors
from ops.load.site import Site
from ops.load.tally import Tally

_MEMORY_SECONDS = 0.25
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
    limits = httpx.Limits(max_connections=len(people), max_keepalive_connections=len(people))
    async with (
        httpx.AsyncClient(base_url=f"{site.url}/api/v1/", timeout=60, trust_env=False, limits=limits) as client,
        asyncio.TaskGroup() as group,
    ):
        tasks = [group.create_task(_watch(site, tally))]
        for number in range(load.streams):
            person = people[number % len(people)]
            tasks.append(group.create_task(visitors.follow(site, person, tokens[person.email], tally)))
        await _until(lambda: tally.counts["event streams"] + tally.errors.total() >= load.streams)
        tasks += [group.create_task(visitors.read(client, person, tokens[person.email], tally)) for person in people]
        senders = [tokens[people[number % len(people)].email] for number in range(load.uploads)]
        token = tokens[attacker.email]
        with attackers.attacked(site.target, attacker, token, tally) if load.attacked else nullcontext():
            await asyncio.gather(asyncio.sleep(load.seconds), _upload(site.port, senders, tally))
        for task in tasks:
            task.cancel()


async def _upload(port: int, tokens: list[str], tally: Tally) -> None:
    """Send all recordings at once, from a process of its own: its work would else count as the gateway's slowness."""
    began = time.monotonic()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        sent = await asyncio.get_running_loop().run_in_executor(pool, _send_all, port, tokens)
    tally.counts.update(sent.counts)
    tally.errors.update(sent.errors)
    tally.counts["seconds until all was uploaded"] = round(time.monotonic() - began)


def _send_all(port: int, tokens: list[str]) -> Tally:
    tally = Tally()

    async def send() -> None:
        await asyncio.gather(*(visitors.upload(port, token, tally) for token in tokens))

    asyncio.run(send())
    return tally


async def _watch(site: Site, tally: Tally) -> None:
    """Note the gateway's memory for ever."""
    process = site.gateway()
    while True:
        tally.gateway_bytes = max(tally.gateway_bytes, process.memory_info().rss)
        await asyncio.sleep(_MEMORY_SECONDS)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(_OPENING_SECONDS):
        while not condition():  # noqa: ASYNC110 - counted by many tasks
            await asyncio.sleep(0.05)
