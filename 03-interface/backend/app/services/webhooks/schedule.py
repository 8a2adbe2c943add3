"""Times at which a delivery that failed is tried again."""

import random
from datetime import timedelta

_DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=9),
)
"""They add up to almost a day."""

MAX_ATTEMPTS = len(_DELAYS) + 1
_JITTER = 0.2


def delay_after(attempts: int) -> timedelta | None:
    """Return the time until the next attempt, give or take a fifth; None after the last."""
    if attempts >= MAX_ATTEMPTS:
        return None
    return _DELAYS[attempts - 1] * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311
