"""Small functions on text that several services share."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""The zero-width non-joiner and joiner."""


def one_line(text: str) -> str:
    """Return the text without line breaks, control characters or repeated spaces."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def name_key(text: str) -> str:
    """Return the text as names are compared: without regard to capitals, spaces and forms of the same letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def has_hidden_characters(text: str) -> bool:
    """Return whether the text has characters that cannot be seen or that change its direction.

    Joiners inside words are needed by Persian, by Indian scripts and by emoji.
    """
    return any(
        unicodedata.category(character) in {"Cc", "Cf", "Cs"}
        and not (character in _JOINERS and text[at - 1 : at].strip() and text[at + 1 : at + 2].strip())
        for at, character in enumerate(text)
    )


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction is of Arabic, Hebrew or another script like them."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction != "L" for direction in directions if direction in {"L", "R", "AL"}), False)


def file_stem(filename: str) -> str:
    """Return a clean file name without its suffix."""
    return filename.rpartition(".")[0] or filename
