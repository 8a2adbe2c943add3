"""The account after each fault: what became of every recording, and what lies about that belongs to nobody."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import boto3
from redis import Redis
from redis.exceptions import RedisError, ResponseError

from ops.chaos.system import System
from ops.project import GATEWAY
from scribe_contracts.event_stream import EVENTS_GROUP, EVENTS_STREAM
from scribe_contracts.jobs import JOBS_GROUP, JOBS_STREAM
from scribe_contracts.storage import Bucket, probe
from servers.program import ServerError

END_SECONDS = 150.0
"""Time in which every recording that was accepted has to end after a fault."""

QUIET_SECONDS = 60.0
"""Time in which messages and temporary files have to be gone after that."""

_DELIVERED = ("transcript.json", "manifest.json", "audio.m4a", "peaks.json")
_POLL_SECONDS = 0.2


class State(NamedTuple):
    """The end of a meeting, or where it is."""

    title: str
    status: str
    reason: str
    """Code of the failure; empty without one."""

    @property
    def is_final(self) -> bool:
        return self.status in {"completed", "failed", "cancelled"}

    def __str__(self) -> str:
        return f"{self.status}: {self.reason}" if self.reason else self.status


@dataclass
class Finding:
    """The findings of one audit."""

    states: dict[str, State] = field(default_factory=dict)
    """Meetings by id."""

    swept: int = 0
    """Leftovers of interrupted uploads that the sweeper removed."""

    problems: list[str] = field(default_factory=list)


class Audit:
    """Compares PostgreSQL, Redis, S3 and the disk with each other, past the links."""

    def __init__(self, system: System, redis: Redis) -> None:
        self._system = system
        self._redis = redis
        self._ended: dict[str, State] = {}
        endpoints = system.endpoints
        self._s3: Any = boto3.client(
            "s3",
            endpoint_url=endpoints.s3_endpoint_url,
            region_name="us-east-1",
            aws_access_key_id=endpoints.s3_access_key,
            aws_secret_access_key=endpoints.s3_secret_key,
        )

    def examine(self, accepted: dict[str, str]) -> Finding:
        """Wait until everything has come to rest and return what there is. `accepted` has titles by meeting id."""
        finding = Finding()
        _wait(lambda: not self._unfinished(accepted), END_SECONDS)
        finding.states = self._states()
        finding.problems += self._lost_or_doubled(accepted, finding.states)
        finding.problems += self._changed_after_the_end(finding.states)
        for name, is_quiet in (
            ("an unsent job", self._outbox_is_empty),
            ("a message in the queue", lambda: self._is_read(JOBS_STREAM, JOBS_GROUP)),
            ("an unread event", lambda: self._is_read(EVENTS_STREAM, EVENTS_GROUP)),
            ("a temporary file", self._work_is_clean),
        ):
            if not _wait(is_quiet, QUIET_SECONDS):
                finding.problems.append(f"{name} is left")
        finding.problems += self._undelivered(finding.states)
        if leftovers := self._leftovers(finding.states):
            finding.swept = len(leftovers)
            self._sweep()
            finding.problems += [f"the sweeper leaves {name}" for name in self._leftovers(finding.states)]
        return finding

    def forget(self, meeting_id: str) -> None:
        """Expect the meeting no more: it has been deleted."""
        self._ended.pop(meeting_id, None)

    def _states(self) -> dict[str, State]:
        rows = self._rows("SELECT id, title, status, coalesce(failure->>'code', '') FROM meetings")
        return {id_: State(title, status, reason) for id_, title, status, reason in rows}

    def _unfinished(self, accepted: Iterable[str]) -> list[str]:
        try:
            states = self._states()
        except ServerError:
            return list(accepted)
        return [id_ for id_ in accepted if id_ not in states or not states[id_].is_final]

    def _lost_or_doubled(self, accepted: dict[str, str], states: dict[str, State]) -> list[str]:
        problems = [f"{title}: lost" for id_, title in accepted.items() if id_ not in states]
        for id_, state in states.items():
            if id_ not in accepted:
                problems.append(f"{state.title}: there twice")
            elif not state.is_final:
                problems.append(f"{state.title}: still {state.status}")
            elif state.status == "failed" and not state.reason:
                problems.append(f"{state.title}: failed without a reason")
            elif state.status == "cancelled":
                problems.append(f"{state.title}: cancelled, which nobody asked for")
        return problems

    def _changed_after_the_end(self, states: dict[str, State]) -> list[str]:
        changed = [id_ for id_, before in self._ended.items() if states.get(id_) != before]
        problems = [f"{self._ended[id_]} became {states.get(id_)} after its end" for id_ in changed]
        self._ended |= {id_: state for id_, state in states.items() if state.is_final}
        return problems

    def _undelivered(self, states: dict[str, State]) -> list[str]:
        keys = self._keys(Bucket.PROCESSED)
        return [
            f"{state.title}: completed without {name}"
            for id_, state in states.items()
            if state.status == "completed"
            for name in _DELIVERED
            if f"{id_}/{name}" not in keys
        ]

    def _leftovers(self, states: dict[str, State]) -> list[str]:
        """Return what lies in storage or among the unfinished uploads and belongs to no meeting."""
        objects = [
            f"{bucket}/{key}"
            for bucket in (Bucket.UPLOADS, Bucket.PROCESSED)
            for key in self._keys(bucket)
            if key.partition("/")[0] not in states and key != probe().key
        ]
        parts = [
            f"a multipart upload of {upload['Key']}"
            for upload in self._s3.list_multipart_uploads(Bucket=Bucket.UPLOADS).get("Uploads", [])
        ]
        rows = [f"the row of an upload of {title}" for (title,) in self._rows("SELECT title FROM uploads")]
        return objects + parts + rows

    def _sweep(self) -> None:
        """Let the sweeper of the gateway's code run as if what is left were old enough."""
        settings = self._system.stack.state.gateway(self._system.data).settings
        command = [sys.executable, "-m", "app.manage", "sweep", "--hours", "0"]
        done = subprocess.run(
            command, cwd=GATEWAY, env=os.environ | settings, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise ServerError(f"The sweeper failed: {done.stderr[-500:]}")

    def _outbox_is_empty(self) -> bool:
        return self._rows("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == [["0"]]

    def _is_read(self, stream: str, group: str) -> bool:
        """Return whether every entry of the stream was delivered to the group and acknowledged."""
        try:
            found: Any = self._redis.xinfo_groups(stream)
            last = self._redis.xinfo_stream(stream)["last-generated-id"]
        except ResponseError:
            return True  # there is no such stream
        except RedisError:
            return False
        return any(
            one["name"] == group.encode() and one["pending"] == 0 and one["last-delivered-id"] == last for one in found
        )

    def _work_is_clean(self) -> bool:
        return not [
            path for path in self._system.data.joinpath("work").rglob("*") if path.is_file() and path.name != ".lock"
        ]

    def _keys(self, bucket: Bucket) -> set[str]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return {item["Key"] for page in pages for item in page.get("Contents", [])}

    def _rows(self, query: str) -> list[list[str]]:
        return self._system.stack.state.postgres(self._system.data).query(query)


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    """Return whether the condition comes true in time; a server that does not answer yet is no answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return True
        except ServerError:
            pass
        time.sleep(_POLL_SECONDS)
    return False
