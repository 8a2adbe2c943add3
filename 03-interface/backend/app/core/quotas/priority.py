"""Priority of threads whose work may wait while requests are answered."""

import os
import sys
import threading


def step_back(niceness: int) -> None:
    """Lower the priority of the calling thread; elsewhere than on Linux that would be the whole process's."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        # Of a process that has stepped back already, only root could raise it.
        os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))
