"""Times as people read them."""


def format_time(seconds: float, *, hours: bool) -> str:
    """Return a moment of a recording: 00:06.69, or 1:00:06.69 in a recording of an hour or more."""
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    if hours:
        return f"{minutes // 60}:{minutes % 60:02}:{rest / 100:05.2f}"
    return f"{minutes:02}:{rest / 100:05.2f}"


def format_duration(seconds: float) -> str:
    """Return a length of time: 8 s, 2 min 5 s, 1 h 3 min."""
    whole = round(seconds)
    if whole < 60:  # noqa: PLR2004
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
