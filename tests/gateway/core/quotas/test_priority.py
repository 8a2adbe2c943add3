"""Threads and processes that step back behind others."""

import os
import subprocess
import sys

from support.processes import BACKEND

STEPS = """
import os
from concurrent.futures import ThreadPoolExecutor
from app.core.quotas.priority import step_back
if os.getuid() == 0:
    os.setuid(65534)
os.nice({process})
with ThreadPoolExecutor(1, initializer=step_back, initargs=({thread},)) as threads:
    print(threads.submit(os.getpriority, os.PRIO_PROCESS, 0).result())
"""


OURS = os.getpriority(os.PRIO_PROCESS, 0)


def niceness(*, process: int, thread: int) -> int:
    """Return the niceness of a thread that stepped back, in a process that did too and has no rights of root."""
    code = STEPS.format(process=process, thread=thread)
    done = subprocess.run([sys.executable, "-c", code], cwd=BACKEND, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_a_thread_steps_back() -> None:
    assert niceness(process=0, thread=OURS + 7) == OURS + 7


def test_a_thread_of_a_process_that_has_stepped_back_further_stays_there() -> None:
    """Only root may raise a priority; anybody else would get an error in place of a thread."""
    assert niceness(process=9, thread=OURS + 7) == OURS + 9
