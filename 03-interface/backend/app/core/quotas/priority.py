"""Priority of threads whose work may wait while requests are answered."""

import os
import sys
import threading
from contextlib import suppress


def step_back(niceness: int) -> None:
    """Lower the priority of the calling thread; elsewhere than on Linux that would be the whole process's."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        # Of a process that has stepped back already, only root could raise it.
        os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))


def step_back_altogether(niceness: int) -> None:
    """Lower the priority of this process, and have it interrupt nobody when it has something to do again.

    The kernel else lets whoever wakes up run at once, also before those with more priority, as often as data arrives.
    """
    os.nice(niceness)
    if sys.platform == "linux":
        # Some containers forbid it.
        with suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
