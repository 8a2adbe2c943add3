"""Work in a process of its own, so that it does not slow the measurement down."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_NICENESS = 10
"""Others send from machines of their own, whose processors are not the product's."""


@contextmanager
def apart(work: "Callable[..., None]", *arguments: Any) -> "Iterator[Connection[Any, Any]]":
    """Have another process do the work, with one end of a pipe and the arguments, and yield the other end.

    The process is killed at the end of the block.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work_quietly, args=(work, theirs, *arguments), daemon=True)
    process.start()
    # Else the pipe would not end with the process.
    theirs.close()
    try:
        yield ours
    finally:
        process.kill()
        process.join()


def _work_quietly(work: Callable[..., None], connection: "Connection[Any, Any]", *arguments: Any) -> None:
    # Ctrl+C is for the process that started this one, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    _leave_session()
    work(connection, *arguments)


def _leave_session() -> None:
    """Have the kernel weigh this process against the product's, where it weighs sessions and not processes.

    With autogroups the niceness of a process counts within its session alone, and that of the session is a file.
    """
    os.setsid()
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICENESS), encoding="ascii")
