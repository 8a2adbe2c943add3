"""Takes entries in: with the change that they tell of, in one transaction, or soon after the answer.

What changes something is written by the transaction that changes it. Reads, and requests that were refused, wait in
memory for a fraction of a second and are written together, so that reading is not slowed down.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import event, insert
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from app.core import wakeups
from app.core.database_errors import describe
from app.core.db import Database
from app.core.wakeups import Work, wake
from app.models.audit.actions import Action, Result, Via, result_of
from app.models.audit.log import AuditPending
from app.services.audit.entry import Entry, current

MAX_WAITING = 20_000
"""Entries in memory while PostgreSQL is away. With so many, requests are refused rather than go unrecorded."""

ONCE_SECONDS = 600.0
"""Time in which the same again is part of the same, for actions that come in many requests."""

_MAX_REMEMBERED = 50_000
_GATHER_SECONDS = 0.2
_AGAIN_SECONDS = 1.0
_LAST_SECONDS = 5.0
_MAX_BATCH = 200
_WROTE = "audit_wrote"
_NOTHING_DONE = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY})
_SIGNING_IN = frozenset({Action.LOGIN, Action.SESSION_REFRESH, Action.PASSWORD_LINK_USE, Action.ACCOUNT_REGISTER})


class Recorder:
    """One in each process that answers requests."""

    def __init__(self, database: Database, *, announce: Callable[[], None] | None = None) -> None:
        self._database = database
        self._announce = announce or (lambda: wake(database, Work.CHAIN_AUDIT))
        self._waiting: list[dict[str, Any]] = []
        self._some = asyncio.Event()
        self._seen: OrderedDict[tuple[Any, ...], float] = OrderedDict()

    @property
    def is_full(self) -> bool:
        """Return whether there is no room for entries until PostgreSQL is back."""
        return len(self._waiting) >= MAX_WAITING

    def finish(self, entry: Entry, status: int) -> None:
        """Take the entry of a request that was answered with this status, if it tells anything that is not written."""
        if entry.rule is None:
            return
        result = result_of(status)
        if (entry.is_written or entry.rule.refusals_only) and result is Result.DONE:
            return
        if entry.via is Via.NOBODY and entry.actor_id is None and _is_noise(entry, status):
            return
        if (entry.rule.once or status == HTTPStatus.TOO_MANY_REQUESTS) and self._was_just_seen(entry, result):
            return
        self._wait(entry, result, status)

    def note(self, entry: Entry, status: HTTPStatus) -> None:
        """Take the entry of one of the things that a request is about, as if it had been answered with this status."""
        self._wait(entry, result_of(status), status)

    async def run(self) -> None:
        """Write what waits, for ever; entries stay until they are written."""
        while True:
            await self._some.wait()
            await asyncio.sleep(_GATHER_SECONDS)
            try:
                await self.flush()
            except Exception as error:  # noqa: BLE001 - whatever it is, the entries must not be lost
                structlog.get_logger().warning("audit_waits", entries=len(self._waiting), error=describe(error))
                await asyncio.sleep(_AGAIN_SECONDS)

    @asynccontextmanager
    async def recording(self) -> AsyncIterator[None]:
        """Write what still waits at the end of the block."""
        try:
            yield
        finally:
            try:
                async with asyncio.timeout(_LAST_SECONDS):
                    await self.flush()
            except Exception as error:  # noqa: BLE001 - the process ends all the same
                structlog.get_logger().error("audit_lost", entries=len(self._waiting), error=describe(error))

    async def flush(self) -> None:
        """Write what waits by now."""
        while self._waiting:
            batch = self._waiting[:_MAX_BATCH]
            async with self._database.engine.begin() as connection:
                # One row for all: a row of its own for each would cost a read more than everything else here.
                await connection.execute(insert(AuditPending).values(entries=batch))
            # Others may have been added meanwhile, behind these.
            del self._waiting[: len(batch)]
            self._announce()
        self._some.clear()

    def _wait(self, entry: Entry, result: Result, status: int) -> None:
        self._waiting.append(entry.fields(result, status))
        self._some.set()

    def _was_just_seen(self, entry: Entry, result: Result) -> bool:
        rule = entry.rule
        who: UUID | str = entry.credential_id or entry.actor_id or entry.address
        details = tuple(sorted(entry.details.items()))
        key = (rule.action if rule else None, who, entry.subject_id, entry.meeting_id, details, result)
        at = monotonic()
        seen = self._seen.get(key)
        if seen is not None and at - seen < ONCE_SECONDS:
            return True
        self._seen[key] = at
        self._seen.move_to_end(key)
        if len(self._seen) > _MAX_REMEMBERED:
            self._seen.popitem(last=False)
        return False


def open_recorder(database: Database, *, announce: Callable[[], None] | None = None) -> Recorder:
    """Return a recorder, and have each transaction that changes something in a request write its entry too."""
    write_with_changes(database)
    return Recorder(database, announce=announce)


def write_with_changes(database: Database) -> None:
    """Have each transaction that changes something write the entry of its request, or command, too."""
    sessions = database.sync_sessions
    event.listen(sessions, "after_flush", _note_flush)
    event.listen(sessions, "do_orm_execute", _note_statement)
    event.listen(sessions, "before_commit", _write)
    event.listen(sessions, "after_rollback", _forget)


def _note_flush(session: Session, _: UOWTransaction) -> None:
    session.info[_WROTE] = True


def _note_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info[_WROTE] = True


def _write(session: Session) -> None:
    entry = current.get()
    if entry is None or entry.is_written:
        return
    entry.look_at_route()
    if entry.rule is None or not entry.rule.changes:
        return
    if session.new or session.dirty or session.deleted:
        session.flush()
    if not session.info.pop(_WROTE, False) or not entry.is_complete:
        return
    session.execute(insert(AuditPending).values(entries=[entry.fields(Result.DONE, 0)]))
    wakeups.announce(session, Work.CHAIN_AUDIT)
    entry.is_written = True


def _forget(session: Session) -> None:
    session.info.pop(_WROTE, None)


def _is_noise(entry: Entry, status: int) -> bool:
    """Return whether nobody in particular asked for what nobody may have, as browsers do when a session has ended."""
    return status in _NOTHING_DONE and entry.rule is not None and entry.rule.action not in _SIGNING_IN
