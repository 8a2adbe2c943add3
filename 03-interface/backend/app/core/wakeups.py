"""Wakes a background loop when a transaction that leaves work to it commits."""

import asyncio
from contextlib import suppress
from enum import StrEnum

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.core.db import Database


class Work(StrEnum):
    """Work that a transaction may leave to a background loop; also the mark in the session's `info`."""

    SEND_JOB = "send_job"
    INDEX_MEETING = "index_meeting"
    SEND_MINUTES = "send_minutes"
    PURGE = "purge"
    CHAIN_AUDIT = "chain_audit"
    SEND_WEBHOOK = "send_webhook"
    SEND_MAIL = "send_mail"


def announce(session: AsyncSession | Session, work: Work) -> None:
    """Wake the loop that does this work once the session commits. A rollback wakes nobody."""
    session.info[work] = True


def wake(database: Database, work: Work) -> None:
    """Wake the loops of this process that do this work."""
    for announced in database.wakeups[work]:
        announced.set()


class Wakeup:
    """The sleep of one background loop, which announced work ends."""

    def __init__(self, database: Database, work: Work) -> None:
        self._work = work
        self._announced = asyncio.Event()
        database.wakeups[work].append(self._announced)
        event.listen(database.sync_sessions, "after_commit", self._after_commit)

    def clear(self) -> None:
        """Forget earlier announcements. Call it before looking for work, or some may be missed."""
        self._announced.clear()

    async def wait(self, seconds: float) -> None:
        """Return when work is announced, after `seconds` at the latest."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._announced.wait()

    def _after_commit(self, session: Session) -> None:
        if session.info.pop(self._work, False):
            self._announced.set()
