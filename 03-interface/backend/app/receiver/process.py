"""The receiver as a process: forked before anything runs, so that both share the memory of the code."""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, sleep

from app.core.quotas.priority import step_back_altogether
from app.receiver.channel import Channel

NICENESS = 12
"""Of the receiver: whoever reads goes first, and recordings take what is left, a fifteenth of a processor at least."""

_STOP_SECONDS = 10.0
_LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Receiver:
    """The receiver, as the process sees it that has started it."""

    pid: int
    channel: Channel

    def stop(self) -> None:
        """Let the receiver end as a gateway does; kill it where it does not."""
        self.channel.end()
        deadline = monotonic() + _STOP_SECONDS
        while not self._has_ended():
            if monotonic() > deadline:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
            sleep(_LOOK_SECONDS)

    def _has_ended(self) -> bool:
        try:
            return os.waitpid(self.pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True


def start(ours: Channel, theirs: Channel, serve: Callable[[], None]) -> Receiver:
    """Fork, and have the new process, which keeps its end of the channel only, serve and exit.

    Call it before there are threads and event loops.
    """
    # What exists by now lives for ever: a collection would write into its pages, and each process would have its own.
    gc.collect()
    gc.freeze()
    pid = os.fork()
    if pid:
        theirs.close()
        return Receiver(pid, ours)
    ours.close()
    # Python's own exit would run what the other process has registered.
    status = 1
    try:
        step_back_altogether(NICENESS)
        serve()
        status = 0
    except Exception:  # noqa: BLE001 - the last place where it can be told
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)
