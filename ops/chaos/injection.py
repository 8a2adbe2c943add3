"""The faults themselves: each lasts as long as the call, and is healed at its end."""

import json
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import psutil
from redis import Redis

from ops.chaos.disks import Disk
from ops.chaos.links import Mode
from ops.chaos.plan import Fault, Kind
from ops.chaos.system import IDLE_SECONDS, System
from scribe_contracts.event_stream import EVENT_FIELD, EVENTS_STREAM
from scribe_contracts.jobs import JOBS_STREAM, ProcessMeeting, TaskName

_MODES = {Kind.CUT: Mode.CUT, Kind.SLOW: Mode.SLOW, Kind.SILENT: Mode.SILENT}
_CUT_BYTES = 37
"""Bytes taken from the append-only file for each second of the plan: they end in the middle of a command."""


class Injector:
    """Injects faults into one system."""

    def __init__(self, system: System, disks: dict[str, Disk], redis: Redis) -> None:
        self._system = system
        self._disks = disks
        self._redis = redis

    def obstacle(self, fault: Fault) -> str | None:
        """Return a sentence that says why this fault cannot be had here; None if it can."""
        if fault.kind is Kind.FULL_DISK and not self._disks:
            return "Disks are not filled: only root may mount small ones."
        if fault.kind is Kind.CLOCK and self._system.clock is None:
            return "Clocks are not moved: libfaketime is not installed."
        return None

    def inject(self, fault: Fault, meeting_id: str | None) -> None:
        """Bring the fault about, wait as long as it lasts, and end it.

        The meeting is that of the recording on its way, if it has one yet.
        """
        actions: dict[Kind, Callable[[], None]] = {
            Kind.KILL: lambda: self._kill(fault.target),
            Kind.FREEZE: lambda: self._freeze(fault.target, IDLE_SECONDS + fault.seconds),
            Kind.FULL_DISK: lambda: self._fill(fault.target, fault.seconds),
            Kind.FLUSH: self._flush,
            Kind.TRUNCATE: lambda: self._truncate(int(_CUT_BYTES * fault.seconds)),
            Kind.DUPLICATE_EVENTS: lambda: self._repeat_events(reverse=False),
            Kind.REORDER_EVENTS: lambda: self._repeat_events(reverse=True),
            Kind.MALFORMED_EVENTS: lambda: self._add(EVENTS_STREAM, _malformed_events()),
            Kind.DUPLICATE_JOBS: lambda: self._add(JOBS_STREAM, [_job(meeting_id)] * 2 if meeting_id else []),
            Kind.MALFORMED_JOBS: lambda: self._add(JOBS_STREAM, _malformed_jobs()),
            Kind.CLOCK: lambda: self._move_clock(fault.jump_seconds, fault.seconds),
        }
        if fault.kind in _MODES:
            self._disturb(fault.target, _MODES[fault.kind], fault.seconds)
        else:
            actions[fault.kind]()

    def _kill(self, service: str) -> None:
        pid = self._system.pid(service)
        if pid:
            os.kill(pid, signal.SIGKILL)

    def _freeze(self, service: str, seconds: float) -> None:
        pid = self._system.pid(service)
        if not pid:
            return
        head = psutil.Process(pid)
        frozen = [head, *head.children(recursive=True)]
        _signal(frozen, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            _signal(frozen, signal.SIGCONT)

    def _disturb(self, link: str, mode: Mode, seconds: float) -> None:
        self._system.links[link].set(mode)
        try:
            time.sleep(seconds)
        finally:
            self._system.links[link].set(Mode.OPEN)

    def _fill(self, disk: str, seconds: float) -> None:
        try:
            self._disks[disk].fill()
            time.sleep(seconds)
        finally:
            self._disks[disk].free()

    def _flush(self) -> None:
        self._redis.flushall()

    def _truncate(self, cut: int) -> None:
        supervisor = self._system.stack.supervisor
        supervisor.stop("redis")
        files = sorted(self._system.data.glob("redis/appendonlydir/*.incr.aof"))
        if files:
            size = files[-1].stat().st_size
            os.truncate(files[-1], max(0, size - cut))
        supervisor.start("redis")

    def _repeat_events(self, *, reverse: bool) -> None:
        entries: Any = self._redis.xrevrange(EVENTS_STREAM, count=40)
        fields = [entry[1] for entry in entries]
        self._add(EVENTS_STREAM, fields if reverse else fields[::-1])

    def _add(self, stream: str, entries: list[dict[Any, Any]]) -> None:
        for fields in entries:
            self._redis.xadd(stream, fields)

    def _move_clock(self, jump: int, seconds: float) -> None:
        clock = self._system.clock
        if clock is None:
            return
        clock.write_text(f"{jump:+d}\n")
        try:
            # The library looks at the file once a second.
            time.sleep(1 + seconds)
        finally:
            clock.write_text("+0\n")


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def _job(meeting_id: str, changes: Mapping[str, Any] = MappingProxyType({})) -> dict[Any, Any]:
    """Return the message by which a gateway asks for the meeting's first attempt."""
    job = ProcessMeeting.model_validate({"meeting_id": meeting_id, "attempt": 1, "request_id": "chaos"})
    message: dict[str, Any] = {
        "task_id": f"{meeting_id}:1",
        "task_name": TaskName.PROCESS_MEETING,
        "labels": {},
        "labels_types": None,
        "args": [job.model_dump(mode="json") | dict(changes)],
        "kwargs": {},
    }
    return {"data": json.dumps(message)}


def _malformed_jobs() -> list[dict[Any, Any]]:
    stranger = str(uuid4())
    return [
        {"data": b"\xff\xfe\x00"},
        {"data": "{}"},
        {"nothing": "here"},
        _job(stranger),
        _job(stranger, {"attempt": "often"}),
        _job(stranger, {"meeting_id": "nobody"}),
        _job(stranger, {"surprise": True}),
        {"data": json.dumps({"task_id": "x", "task_name": "no_such_task", "labels": {}, "args": [], "kwargs": {}})},
    ]


def _malformed_events() -> list[dict[Any, Any]]:
    event = {"meeting_id": str(uuid4()), "attempt": 1, "sequence": 1, "at": "2026-01-01T00:00:00Z", "status": "queued"}
    return [
        {EVENT_FIELD: b"\xff\xfe\x00"},
        {EVENT_FIELD: "{}"},
        {"nothing": "here"},
        {EVENT_FIELD: json.dumps(event)},
        {EVENT_FIELD: json.dumps(event | {"sequence": -1})},
        {EVENT_FIELD: json.dumps(event | {"status": "sideways"})},
        {EVENT_FIELD: json.dumps(event | {"attempt": 2**40, "sequence": 2**70})},
    ]
