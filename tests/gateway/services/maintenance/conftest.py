"""Upkeep at the times of the tests."""

import asyncio

import pytest

from app.services.maintenance.retention import Retention
from app.services.maintenance.sweeper import Sweeper


@pytest.fixture(autouse=True)
def no_round_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the gateway from doing by itself what these tests do: on a busy machine it would come between two lines."""

    async def rest(_: object) -> None:
        await asyncio.Event().wait()

    for upkeep in (Retention, Sweeper):
        monkeypatch.setattr(upkeep, "run", rest)
