"""Splitting of files that hold several recordings in a row, of which FFmpeg would read only the first."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.services.audio.containers.appended import appended_starts
from app.services.audio.containers.ogg_links import link_starts

_COPY_BYTES = 1 << 20


def split_recordings(source: Path, folder: Path, poll: Callable[[], None] = lambda: None) -> list[Path]:
    """Return a file for each link, or for each of several files in a row; only `source` if it is one recording.

    `poll` is called now and then, and may raise to stop.
    """
    starts = link_starts(source, poll) or appended_starts(source)
    if len(starts) < 2:  # noqa: PLR2004
        return [source]
    links = []
    ends = [*starts[1:], source.stat().st_size]
    with source.open("rb") as stream:
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            link = folder / f"link-{number}"
            stream.seek(start)
            with link.open("wb") as out:
                _copy(stream, out, end - start, poll)
            links.append(link)
    return links


def _copy(stream: BinaryIO, out: BinaryIO, count: int, poll: Callable[[], None]) -> None:
    while count > 0:
        poll()
        block = stream.read(min(count, _COPY_BYTES))
        if not block:
            return
        out.write(block)
        count -= len(block)
