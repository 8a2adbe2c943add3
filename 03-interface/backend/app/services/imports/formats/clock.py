"""Times as transcripts write them."""

import re

from app.services.imports.said import MAX_SECONDS

PATTERN = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
"""[HH:]MM:SS with a comma or a point before the decimals, if there are any."""

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:[.,](\d{1,6}))?")
_ARROW = re.compile(rf"\s*({PATTERN})\s*-->\s*({PATTERN})(?:\s.*)?")
_MINUTES = 60


def read_clock(text: str) -> float | None:
    """Return the seconds of [HH:]MM:SS[.mmm]; None for any other text, and for a time beyond MAX_SECONDS."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, decimals = found.groups()
    if hours is not None and int(minutes) >= _MINUTES:
        return None
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    time = float(f"{whole}.{decimals or 0}")
    return time if time <= MAX_SECONDS else None


def read_span(line: str) -> tuple[float, float] | None:
    """Return start and end of the line of a cue, `time --> time` with any settings after it; None if it is none."""
    found = _ARROW.fullmatch(line)
    if found is None:
        return None
    start, end = read_clock(found[1]), read_clock(found[2])
    return None if start is None or end is None else (start, end)
