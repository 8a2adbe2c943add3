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
from cli.output.times import span
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
    def note(self, text: str) -> None: ...

    def upload(self, recording: Path, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """Gives a function to call with the number of bytes sent."""

    def job(self) -> AbstractContextManager[Callable[[Meeting], None]]:
        """Gives a function to call with each state of the meeting."""


def make_display() -> Display:
    return BarDisplay(Console(stderr=True)) if sys.stderr.isatty() else LineDisplay()


class BarDisplay:
    def __init__(self, console: Console) -> None:
        self._console = console

    def note(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False)

    @contextmanager
    def upload(self, recording: Path, total: int) -> Iterator[Callable[[int], None]]:
        columns = (SpinnerColumn(), TextColumn("uploading {task.fields[name]}", markup=False), BarColumn())
        with Progress(*columns, DownloadColumn(), TransferSpeedColumn(), console=self._console) as progress:
            task = progress.add_task("upload", total=total, name=recording.name)
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
    """For logs and pipes: one line for each stage, and now and then how far it is."""

    SECONDS_BETWEEN = 30.0

    def note(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    @contextmanager
    def upload(self, recording: Path, total: int) -> Iterator[Callable[[int], None]]:
        self.note(f"uploading {recording.name} ({total / 1e6:.1f} MB)")
        began = time.monotonic()
        yield lambda _: None
        self.note(f"uploaded in {span(time.monotonic() - began)}")

    @contextmanager
    def job(self) -> Iterator[Callable[[Meeting], None]]:
        said = ("", 0.0)

        def show(meeting: Meeting) -> None:
            nonlocal said
            now = time.monotonic()
            if phase(meeting) != said[0] or now - said[1] > self.SECONDS_BETWEEN:
                said = (phase(meeting), now)
                self.note(" ".join(part for part in (f"{meeting.fraction:4.0%}", said[0], remaining(meeting)) if part))

        yield show


def phase(meeting: Meeting) -> str:
    if meeting.status is MeetingStatus.QUEUED:
        return "waiting for a worker"
    if meeting.status.is_final or meeting.stage is None:
        return meeting.status.value
    return STAGES[meeting.stage]


def remaining(meeting: Meeting) -> str:
    if meeting.status.is_final or meeting.eta_seconds is None or round(meeting.eta_seconds) == 0:
        return ""
    return f"about {span(meeting.eta_seconds)} left"
