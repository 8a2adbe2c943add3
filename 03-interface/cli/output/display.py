"""Progress on standard error: bars on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from cli.client.schemas import Meeting
from cli.output.times import format_duration
from cli.texts import readable
from scribe_contracts.events import MeetingStatus, Stage

STAGES = {
    Stage.DOWNLOAD: "fetching the recording",
    Stage.CONVERT: "decoding the audio",
    Stage.DIARIZE: "finding who speaks when",
    Stage.IDENTIFY: "recognising voices",
    Stage.TRANSCRIBE: "writing down the words",
    Stage.FUSE: "giving each word its speaker",
    Stage.STORE: "storing the transcript",
    Stage.CLEANUP: "tidying up",
}


class Display(Protocol):
    """A place to show progress."""

    def note(self, text: str) -> None: ...

    def upload(self, recording: Path, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """Show an upload of `total` bytes; the context is a function to call with each number of bytes sent."""

    def job(self) -> AbstractContextManager[Callable[[Meeting], None]]:
        """Show a job; the context is a function to call with each state of the meeting."""


def make_display() -> Display:
    return BarDisplay(Console(stderr=True)) if sys.stderr.isatty() else LineDisplay()


class BarDisplay:
    """Progress bars, for terminals."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def note(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False)

    @contextmanager
    def upload(self, recording: Path, total: int) -> Iterator[Callable[[int], None]]:
        columns = (SpinnerColumn(), TextColumn("uploading {task.fields[name]}", markup=False), BarColumn())
        with Progress(*columns, DownloadColumn(), TransferSpeedColumn(), console=self._console) as progress:
            task = progress.add_task("upload", total=total, name=readable(recording.name))
            yield lambda count: progress.update(task, advance=count)

    @contextmanager
    def job(self) -> Iterator[Callable[[Meeting], None]]:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        left = TextColumn("{task.fields[eta]}")
        with Progress(*columns, left, TimeElapsedColumn(), console=self._console) as progress:
            task = progress.add_task("waiting for a worker", total=1.0, eta="")

            def show(meeting: Meeting) -> None:
                progress.update(task, description=phase(meeting), completed=meeting.fraction, eta=remaining(meeting))

            yield show


class LineDisplay:
    """Plain lines, for logs and pipes: one for each stage, and one every `SECONDS_BETWEEN` while it lasts."""

    SECONDS_BETWEEN = 30.0

    def note(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    @contextmanager
    def upload(self, recording: Path, total: int) -> Iterator[Callable[[int], None]]:
        self.note(f"uploading {readable(recording.name)} ({total / 1e6:.1f} MB)")
        began = time.monotonic()
        yield lambda _: None
        self.note(f"uploaded in {format_duration(time.monotonic() - began)}")

    @contextmanager
    def job(self) -> Iterator[Callable[[Meeting], None]]:
        shown_phase, shown_at = "", 0.0

        def show(meeting: Meeting) -> None:
            nonlocal shown_phase, shown_at
            now = time.monotonic()
            if phase(meeting) != shown_phase or now - shown_at > self.SECONDS_BETWEEN:
                shown_phase, shown_at = phase(meeting), now
                self.note(f"{meeting.fraction:4.0%} {shown_phase} {remaining(meeting)}".rstrip())

        yield show


def phase(meeting: Meeting) -> str:
    """Return what the job does now, for people."""
    if meeting.status is MeetingStatus.QUEUED:
        return "waiting for a worker"
    if meeting.status.is_final or meeting.stage is None:
        return meeting.status.value
    return STAGES[meeting.stage]


def remaining(meeting: Meeting) -> str:
    """Return the time left, for people; empty where it is not known or is zero."""
    if meeting.status.is_final or meeting.eta_seconds is None or round(meeting.eta_seconds) == 0:
        return ""
    return f"about {format_duration(meeting.eta_seconds)} left"
