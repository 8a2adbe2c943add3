"""Start of FFmpeg with limits, as a program of its own: it limits itself, then becomes FFmpeg.

Limits are set here rather than between fork and exec of the worker, where a process with threads may do very little.
Run as `python -I -S launcher.py LIMITS PROGRAM ARGUMENTS…`; LIMITS is JSON, from the name of an RLIMIT to its value.
"""

import ctypes
import json
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_GRACE_SECONDS = 5


def main() -> None:
    """Set the limits and run the program in place of this one."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        # FFmpeg must not outlive a worker that is killed.
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    for name, value in json.loads(sys.argv[1]).items():
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # At the hard limit of CPU time the kernel kills without saying why.
        highest = limit + _GRACE_SECONDS if name == "RLIMIT_CPU" and hard == resource.RLIM_INFINITY else limit
        resource.setrlimit(kind, (limit, highest))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606


if __name__ == "__main__":
    main()
