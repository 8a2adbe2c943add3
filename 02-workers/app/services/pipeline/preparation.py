"""Download and conversion of one recording before any worker is given the job."""

import shutil
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import structlog

from app.core.errors import JobCancelledError
from app.core.files import sha256_of
from app.services.audio.conversion import Converted, Converter
from app.services.storage.storage import Storage
from scribe_contracts.jobs import ProcessMeeting

_FREE_SPACE_FACTOR = 3
"""Free disk space needed, as a multiple of the source's size: the WAV of a compressed recording is larger."""

_MIN_FREE_BYTES = 2 * 10**9
"""Minimum free disk space: the WAV and M4A of twelve hours, however compressed the source is."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Fetched:
    """A downloaded recording."""

    source: Path
    etag: str
    sha256: str


class NotPreparedError(Exception):
    """There is no preparation; the job does the work itself, and reports what is wrong."""


class Preparation:
    """Work that `run` does in one thread while others wait for its two results or stop it; stores nothing in S3."""

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

    def is_for(self, job: ProcessMeeting) -> bool:
        """Return whether `job` can use this preparation, as long as its source is the same."""
        return (
            self.job.meeting_id == job.meeting_id
            and self.job.attempt == job.attempt
            and self.job.options.channels == job.options.channels
        )

    def run(self) -> None:
        """Do the work. Never raises: those who wait for a result get NotPreparedError, and no file is left."""
        with structlog.contextvars.bound_contextvars(meeting_id=str(self.job.meeting_id), attempt=self.job.attempt):
            failure: Exception | None = None
            try:
                fetched = self._fetch()
                self.fetched.set_result(fetched)
                converted = self._convert(fetched)
            except Exception as error:  # noqa: BLE001 - the job's own run reports what is wrong
                failure = error
                log.info("preparation_failed", reason=repr(error))
            with self._lock:
                self._over = True
                if failure is not None or self._stopped:
                    failure = failure or NotPreparedError("stopped")
                    self._remove_files()
            if failure is None:
                log.info("preparation_done")
                self.converted.set_result(converted)
                return
            for result in (self.fetched, self.converted):
                if not result.done():
                    result.set_exception(NotPreparedError(str(failure)))

    def discard(self) -> None:
        """Stop the work if it is in progress, and remove the files."""
        with self._lock:
            self._stopped = True
            if self._over:
                self._remove_files()

    def _fetch(self) -> Fetched:
        found = self._storage.source_version(self.job.meeting_id)
        if found is None:
            raise NotPreparedError("no recording")
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        if shutil.disk_usage(self._folder).free < max(_FREE_SPACE_FACTOR * found.size, _MIN_FREE_BYTES):
            raise NotPreparedError("too little disk space")
        source = self._folder / "source"
        self._storage.download_source(self.job.meeting_id, source, on_bytes=lambda _: self._raise_if_stopped())
        self._raise_if_stopped()
        return Fetched(source, found.etag, sha256_of(source))

    def _convert(self, fetched: Fetched) -> Converted:
        channels = self.job.options.channels
        return self._converter.convert(fetched.source, self._folder, channels, lambda _: self._raise_if_stopped())

    def _raise_if_stopped(self) -> None:
        if self._stopped:
            raise JobCancelledError

    def _remove_files(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
