"""Priority of threads whose work may wait while requests are answered."""

import os
import sys
import threading


def step_back(niceness: int) -> None:
    """Lower the priority of the calling thread; elsewhere than on Linux that would be the whole process's."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
