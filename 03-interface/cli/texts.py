"""Texts from the command line and the file system, whatever encoding they are in."""

import os


def readable(text: str) -> str:
    """Return the text as people read it.

    Linux hands over names as bytes. What is not UTF-8 was written by an older system, in Latin-1 or its like.
    """
    try:
        return os.fsencode(text).decode()
    except UnicodeDecodeError:
        return os.fsencode(text).decode("cp1252", "replace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
