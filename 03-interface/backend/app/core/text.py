"""Small functions on text that several services share."""

import unicodedata


def one_line(text: str) -> str:
    """Return the text without line breaks, control characters or repeated spaces."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def file_stem(filename: str) -> str:
    """Return a clean file name without its suffix."""
    return filename.rpartition(".")[0] or filename
