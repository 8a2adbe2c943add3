"""Titles and names on their way into a prompt: they are written by users, and are data like what was said."""

import re
import unicodedata

MAX_LABEL_LENGTH = 80

_MARKS = re.compile(r"[\[\]{}<>|`#*\\\"]+")
_SPACES = re.compile(r"\s+")


def clean_label(text: str, limit: int = MAX_LABEL_LENGTH) -> str:
    """Return a name or title on one line, without marks that could end or begin a part of a prompt."""
    printable = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    cleaned = _SPACES.sub(" ", _MARKS.sub(" ", printable)).strip().strip(":").strip()
    return cleaned[:limit].strip() or "-"
