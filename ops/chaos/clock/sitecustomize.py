"""Let Python sleep under libfaketime 0.9, where `clock_nanosleep` on the true monotonic clock fails with EINVAL.

Python imports this module at start from a folder in PYTHONPATH; only processes with a movable clock have it there.
"""

# ruff: noqa: INP001 - Python finds it by its name alone

import select
import time
from typing import SupportsIndex


def _sleep(seconds: float | SupportsIndex) -> None:
    seconds = float(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = _sleep
