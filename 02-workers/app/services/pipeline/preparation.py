"""One recording fetched and converted, before anybody has been given the job."""

import shutil
import subprocess
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import structlog

from app.core.errors import JobCancelledError
from app.services.audio.conversion import Converted, Converter
from app.services.pipeline import fingerprints
from app.services.storage.storage import Storage
from scribe_contracts.jobs import ProcessMeeting

_ROOM = 3
"""Times the size of the source that must be free: the WAV of a compressed recording is larger than itself."""

_LEAST_ROOM_BYTES = 2 * 10**9
"""The WAV and M4A of twelve hours, whatever the source is compressed to."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Fetched:
    source: Path
    etag: str
    sha256: str


class NotPreparedError(Exception):
    """The job has to do it itself, and finds out by itself what is wrong."""


class Preparation:
    """`run` does the work in one thread; others wait for its two results, or stop it. Writes nothing to storage."""

    def __init__(self, job: ProcessMeeting, storage: Storage, converter: Converter, folder: Path) -> None:
        self.job = job
        self.fetched: Future[Fetched] = Future()
        self.converted: Future[Converted] = Future()
        self._storage = storage
        self._converter = converter
        self._folder = folder
        self._lock = threading.Lock()
        self._stopped = False
        self._over = False
        self._ffmpeg: subprocess.Popen[str] | None = None

    def is_for(self, job: ProcessMeeting) -> bool:
        """Whether what `job` needs is what is made here, as long as the source is the same."""
        mine = self.job
        return (mine.meeting_id, mine.attempt, mine.options.channels) == (
            job.meeting_id,
            job.attempt,
            job.options.channels,
        )

    def run(self) -> None:
        """Never raises: a failure is told to who waits for a result, and leaves no file."""
        with structlog.contextvars.bound_contextvars(meeting_id=str(self.job.meeting_id), attempt=self.job.attempt):
            failure: Exception | None = None
            try:
                fetched = self._fetch()
                self.fetched.set_result(fetched)
                converted = self._convert(fetched)
            except Exception as error:  # noqa: BLE001 - the job's own run reports what is wrong
                failure = error
                log.info("not prepared", reason=repr(error))
            with self._lock:
                self._over = True
                if failure is not None or self._stopped:
                    failure = failure or NotPreparedError("stopped")
                    self._remove_files()
            if failure is None:
                log.info("prepared")
                self.converted.set_result(converted)
                return
            for result in (self.fetched, self.converted):
                if not result.done():
                    result.set_exception(NotPreparedError(str(failure)))

    def discard(self) -> None:
        """Stop at once if it is still under way; the files go with it."""
        with self._lock:
            self._stopped = True
            if self._ffmpeg is not None:
                self._ffmpeg.kill()
            if self._over:
                self._remove_files()

    def _fetch(self) -> Fetched:
        found = self._storage.source_version(self.job.meeting_id)
        if found is None:
            raise NotPreparedError("no recording")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        if shutil.disk_usage(self._folder).free < max(_ROOM * found.size, _LEAST_ROOM_BYTES):
            raise NotPreparedError("no room")
        source = self._folder / "source"
        self._storage.download_source(self.job.meeting_id, source, on_bytes=lambda _: self._raise_if_stopped())
        self._raise_if_stopped()
        return Fetched(source, found.etag, fingerprints.sha256_of(source))

    def _convert(self, fetched: Fetched) -> Converted:
        converted = self._converter.convert(
            fetched.source, self._folder, self.job.options.channels, on_start=self._started
        )
        # FFmpeg leaves half a WAV when it is killed, which looks like one.
        self._raise_if_stopped()
        return converted

    def _started(self, ffmpeg: "subprocess.Popen[str]") -> None:
        with self._lock:
            self._ffmpeg = ffmpeg
            if self._stopped:
                ffmpeg.kill()

    def _raise_if_stopped(self) -> None:
        if self._stopped:
            raise JobCancelledError

    def _remove_files(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
