"""Processes of a stack whose supervisord has crashed or hangs."""

from itertools import pairwise
from pathlib import Path

import psutil

from ops.local.supervision import STACK_ID_VARIABLE, stack_id

TERMINATION_SECONDS = 20


def stop_leftovers(data: Path) -> int:
    """End every process that belongs to the stack in `data`, and return how many programs there were.

    Call it only when no supervisord of that stack answers: it would start them again.
    """
    processes = [process for process in psutil.process_iter() if _belongs(process, data)]
    ids = {process.pid for process in processes}
    # Parents end their children; ending PostgreSQL's one by one would look like crashes to it.
    heads = [process for process in processes if _parent_id(process) not in ids]
    for process in heads:
        try:
            process.terminate()
        except psutil.NoSuchProcess:
            continue
    _, alive = psutil.wait_procs(processes, timeout=TERMINATION_SECONDS)
    for process in alive:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(alive, timeout=TERMINATION_SECONDS)
    return len(heads)


def _belongs(process: psutil.Process, data: Path) -> bool:
    try:
        words = process.cmdline()
        # In some containers the environment of another user's process cannot be read: look at its command.
        if ("-D", str(data / "postgres" / "cluster")) in pairwise(words):
            return True
        if ("-c", str(data / "supervisord.conf")) in pairwise(words):
            return True
        return process.environ().get(STACK_ID_VARIABLE) == stack_id(data)
    except psutil.Error:
        return False


def _parent_id(process: psutil.Process) -> int | None:
    try:
        return process.ppid()
    except psutil.NoSuchProcess:
        return None
