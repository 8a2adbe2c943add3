"""Contents of a package index: over HTTP, in a folder of the same form (PEP 503), or in a folder of wheels."""

import queue
import re
import threading
import urllib.request
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

ANSWER_SECONDS = 4.0
"""Time for an index to answer; name servers that are silent count too."""

_LINK = re.compile(rb"<a\s[^>]*href=[\"']([^\"']+)[\"']", re.IGNORECASE)


def address_of(index: str) -> str:
    """Return the address of an index, or of a folder that is named by its path."""
    return index if urlsplit(index).scheme else Path(index).expanduser().absolute().as_uri()


def wheels_in(index: str) -> list[str]:
    """Return the names of the wheels in a folder of wheels; none of any other index."""
    parts = urlsplit(index)
    return [wheel.name for wheel in Path(unquote(parts.path)).glob("*.whl")] if parts.scheme == "file" else []


def listed_files(index: str, package: str, seconds: float = ANSWER_SECONDS) -> list[str] | None:
    """Return the names of a package's files, none where the index lacks it; None where it does not answer in time.

    Those of a folder of wheels are all its wheels.
    """
    if wheels := wheels_in(index):
        return wheels
    answers: queue.Queue[bytes | None] = queue.Queue()
    # A thread, as nothing else bounds the time that looking up a name takes; it does not keep the process from ending.
    threading.Thread(target=lambda: answers.put(_page(index, package, seconds)), daemon=True).start()
    try:
        page = answers.get(timeout=seconds)
    except queue.Empty:
        return None
    if page is None:
        return None
    links = (unescape(link.decode(errors="replace")) for link in _LINK.findall(page))
    return [unquote(urlsplit(link).path).rpartition("/")[2] for link in links]


def _page(index: str, package: str, seconds: float) -> bytes | None:
    address = f"{index.rstrip('/')}/{package}/"
    try:
        if urlsplit(address).scheme == "file":
            return Path(unquote(urlsplit(address).path), "index.html").read_bytes()
        with urllib.request.urlopen(address, timeout=seconds) as answer:  # noqa: S310 - the user names it
            page: bytes = answer.read()
            return page
    except (OSError, ValueError):
        return None
