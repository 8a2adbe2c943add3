"""Memory that goes back to the system."""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of glibc's mallopt(3)."""

_LARGE_BYTES = 2**20
_HEAPS = 2


def bound_heaps() -> None:
    """Have the memory of each large buffer returned when it is freed, and threads share two heaps.

    glibc else keeps buffers of parts once one has been freed, in a heap for each thread. Nothing happens elsewhere.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_TRIM_THRESHOLD, _LARGE_BYTES)
        mallopt(_ARENA_MAX, _HEAPS)
