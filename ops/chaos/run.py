"""One run: fault after fault, each with a recording on its way and the audit after it."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple

from redis import Redis
from redis.exceptions import RedisError

from ops.chaos.audit import Audit, State
from ops.chaos.injection import Injector
from ops.chaos.plan import Fault, Moment, Upload, faults
from ops.chaos.recordings import padded
from ops.chaos.report import Row
from ops.chaos.sender import Gate, NotAcceptedError, Sender
from ops.chaos.system import System
from scribe_contracts.event_stream import EVENTS_STREAM, decode_event
from scribe_contracts.events import Stage

MOMENT_SECONDS = 25.0
"""A fault is injected after so long even if its moment has not come: short recordings hurry through some stages."""

HEALTH_SECONDS = 120.0
KEPT = 6
"""Meetings that stay, so that a late message would change one that has ended."""


class Subject(NamedTuple):
    """The recording on its way while a fault is injected."""

    title: str
    gate: Gate
    meeting: "Future[str]"


class Run:
    """Injects faults into a running system, one after the other."""

    def __init__(self, system: System, injector: Injector, sender: Sender, redis: Redis, speech: bytes) -> None:
        self._system = system
        self._injector = injector
        self._sender = sender
        self._redis = redis
        self._audit = Audit(system, redis)
        self._recordings = {False: speech, True: padded(speech)}
        self._accepted: dict[str, str] = {}
        self.obstacles: list[str] = []

    def faults(self, seed: int, *, minutes: float, most: int, skip: int = 0) -> list[Row]:
        """Inject the faults of the seed until the time is up or there were enough; return a row for each."""
        until = time.monotonic() + 60 * minutes
        rows: list[Row] = []
        for fault in islice(faults(seed), skip, None):
            if time.monotonic() >= until or (most and len(rows) >= most):
                break
            obstacle = self._injector.obstacle(fault)
            if obstacle is not None:
                if obstacle not in self.obstacles:
                    self.obstacles.append(obstacle)
                    print(obstacle, flush=True)
                continue
            rows.append(self._inject(fault))
            print(rows[-1].line(), flush=True)
        return rows

    def _inject(self, fault: Fault) -> Row:
        with ThreadPoolExecutor(2) as pool:
            subject = self._send(pool, fault)
            bystander = pool.submit(
                self._sender.send, self._recordings[False], f"beside-{fault.number}", Upload.ONE_SHOT, Gate("")
            )
            meeting_id = self._wait_for_moment(fault, subject)
            with suppress(RedisError):
                self._injector.inject(fault, meeting_id)
            subject.gate.opened.set()
            began = time.monotonic()
            problems = [
                problem
                for title, sent in ((subject.title, subject.meeting), (f"beside-{fault.number}", bystander))
                if (problem := self._note(title, sent)) is not None
            ]
        problems += self._wait_for_health()
        finding = self._audit.examine(self._accepted)
        problems += finding.problems
        own = next((state for state in finding.states.values() if state.title == subject.title), None)
        self._delete_old(finding.states)
        seconds = time.monotonic() - began
        return Row(fault, str(own) if own else "not accepted", seconds, finding.swept, tuple(problems))

    def _send(self, pool: ThreadPoolExecutor, fault: Fault) -> Subject:
        gate = Gate(fault.moment)
        title = f"fault-{fault.number}"
        # A recording of several parts, where the fault comes while it is sent.
        recording = self._recordings[fault.moment in tuple(Moment)]
        return Subject(title, gate, pool.submit(self._sender.send, recording, title, fault.upload, gate))

    def _note(self, title: str, sent: "Future[str]") -> str | None:
        """Note the meeting as accepted; return what is wrong if it was not."""
        try:
            self._accepted[sent.result()] = title
        except NotAcceptedError as error:
            return f"{title} was not accepted: {error}"
        return None

    def _wait_for_moment(self, fault: Fault, subject: Subject) -> str | None:
        """Wait until the subject is where the fault is to strike; return the id of its meeting, if it has one."""
        if fault.moment in tuple(Moment):
            subject.gate.reached.wait(MOMENT_SECONDS)
            return None
        deadline = time.monotonic() + MOMENT_SECONDS
        meeting_id: str | None = None
        with suppress(NotAcceptedError, TimeoutError):
            meeting_id = subject.meeting.result(MOMENT_SECONDS)
        stages = list(Stage)
        wanted = stages.index(Stage(fault.moment))
        while meeting_id is not None and time.monotonic() < deadline:
            stage, ended = self._stage(meeting_id)
            if ended or (stage is not None and stages.index(stage) >= wanted):
                break
            threading.Event().wait(0.02)
        return meeting_id

    def _stage(self, meeting_id: str) -> tuple[Stage | None, bool]:
        """Return the stage of the meeting's last event, and whether it has ended."""
        entries: Any = self._redis.xrevrange(EVENTS_STREAM, count=50)
        for _, fields in entries:
            with suppress(ValueError):
                event = decode_event(fields)
                if str(event.meeting_id) == meeting_id:
                    return event.stage, event.status.is_final
        return None, False

    def _wait_for_health(self) -> list[str]:
        deadline = time.monotonic() + HEALTH_SECONDS
        while down := self._system.down():
            if time.monotonic() > deadline:
                return [f"{', '.join(down)} did not come back"]
            time.sleep(0.2)
        return []

    def _delete_old(self, states: dict[str, State]) -> None:
        for meeting_id in list(self._accepted)[:-KEPT]:
            if meeting_id in states:
                self._sender.delete(meeting_id)
                self._audit.forget(meeting_id)
                del self._accepted[meeting_id]
