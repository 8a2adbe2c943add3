"""Preparation of the next job's recording while a job computes.

The next job is only looked at, never claimed: it stays in the queue for the worker that is free first.
"""

import os
import sys
import threading
from collections.abc import Callable

from app.services.pipeline.preparation import Preparation
from scribe_contracts.jobs import ProcessMeeting

Peek = Callable[[], ProcessMeeting | None]
"""Return the job that has waited longest and that no worker holds, or None. Does not raise."""

LOOK_SECONDS = 1.0
"""Interval between two looks at the queue. This worker takes up a job that it is given within one interval."""

_LOWEST_PRIORITY = 19


class Lookahead:
    """Holds at most one preparation. Does nothing without `peek`."""

    def __init__(self, peek: Peek | None, prepare: Callable[[ProcessMeeting], Preparation]) -> None:
        self._peek = peek
        self._prepare = prepare
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._current: Preparation | None = None
        self._misses = 0
        self._allowed = False
        self._stopped = False

    def begin(self) -> None:
        """Allow preparations: the running job no longer needs the network and the processor."""
        with self._lock:
            if self._peek is None or self._stopped:
                return
            self._allowed = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="lookahead", daemon=True)
                self._thread.start()
        self._wake.set()

    def pause(self) -> None:
        """Allow no further preparation. Keep the current one: its job may be the next."""
        with self._lock:
            self._allowed = False

    def take(self, job: ProcessMeeting) -> Preparation | None:
        """Return the preparation for `job`, perhaps in progress, for the caller to discard. Discard any other."""
        with self._lock:
            self._allowed = False
            current, self._current = self._current, None
        if current is None or current.is_for(job):
            return current
        current.discard()
        return None

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Stop the preparation in progress and begin no other; wait at most `wait_seconds`."""
        with self._lock:
            self._stopped = True
            current, self._current = self._current, None
            thread = self._thread
        if current is not None:
            current.discard()
        self._wake.set()
        if thread is not None and wait_seconds:
            thread.join(wait_seconds)

    def _watch(self) -> None:
        if sys.platform == "linux":
            # On Linux a thread has a priority of its own, and FFmpeg inherits it.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_PRIORITY)
        while not self._stopped:
            self._wake.clear()
            busy = self._allowed or self._current is not None
            if busy and (preparation := self._look()) is not None:
                preparation.run()
            else:
                self._wake.wait(LOOK_SECONDS if busy else None)

    def _look(self) -> Preparation | None:
        """Return a new preparation to run, or None. Discard the preparation for a job that no longer waits."""
        waiting = self._peek() if self._peek is not None else None
        with self._lock:
            current = self._current
            if current is not None:
                # This worker may have been given the job just now, and is about to take the preparation.
                self._misses = 0 if current.job == waiting else self._misses + 1
                if self._misses < 2:  # noqa: PLR2004 - seen missing, and still missing later
                    return None
                current.discard()
                self._current = None
            if waiting is None or not self._allowed or self._stopped:
                return None
            self._misses = 0
            self._current = self._prepare(waiting)
            return self._current
