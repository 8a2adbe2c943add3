"""Limits on the requests that one user has under way at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from uuid import UUID

from app.core.errors import RateLimitedError

_RETRY_SECONDS = 5


class TooManyAtOnceError(RateLimitedError):
    """The user has too many requests of this kind under way."""

    code = "too_many_at_once"


class Use(StrEnum):
    """Requests that last, and keep a connection and memory while they do."""

    RECORDING = "recordings"
    PART = "parts of recordings"
    VOICE_FORM = "voices"
    EVENT_STREAM = "event streams"
    QUESTION = "questions"
    BUNDLE = "archives"
    CLIP = "downloads of sound"


MAX_AT_ONCE: Mapping[Use, int] = {
    Use.RECORDING: 8,
    Use.PART: 12,
    Use.VOICE_FORM: 4,
    Use.EVENT_STREAM: 40,
    Use.QUESTION: 3,
    Use.BUNDLE: 2,
    Use.CLIP: 2,
}
"""Requests of one user in one gateway. A browser sends three parts at once and follows one meeting a tab."""

BESIDE_RECEIVER: Mapping[Use, int] = {**MAX_AT_ONCE, Use.RECORDING: 1, Use.PART: 1, Use.VOICE_FORM: 1}
"""In the process that answers, where another receives: what is not handed over, as what comes in one piece with the
request before it, must not double what a user may have under way."""


class Occupancy:
    """Counts the requests that each user has under way; one in each process."""

    def __init__(self, limits: Mapping[Use, int] = MAX_AT_ONCE) -> None:
        self._limits = limits
        self._under_way: Counter[tuple[UUID, Use]] = Counter()

    @contextmanager
    def occupy(self, user_id: UUID, use: Use) -> Iterator[None]:
        """Count a request while the block runs; raise TooManyAtOnceError if the user has too many already."""
        place = user_id, use
        limit = self._limits[use]
        if self._under_way[place] >= limit:
            raise TooManyAtOnceError(f"You have {limit} {use} under way already.", retry_after=_RETRY_SECONDS)
        self._under_way[place] += 1
        try:
            yield
        finally:
            self._under_way[place] -= 1
            if not self._under_way[place]:
                del self._under_way[place]
