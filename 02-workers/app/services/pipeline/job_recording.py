"""The recording of a job on this worker's disk, prepared ahead of the job or fetched now."""

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import structlog

from app.core.files import sha256_of
from app.core.progress import Progress
from app.services.audio.conversion import Converted, Converter
from app.services.pipeline.preparation import NotPreparedError, Preparation
from app.services.storage.storage import Storage
from scribe_contracts.jobs import ProcessMeeting

_TICK_SECONDS = 0.5
"""Interval at which cancellation is checked while waiting for another thread."""

log = structlog.get_logger()

T = TypeVar("T")


class JobRecording:
    """Call `fetch`, then `convert`, and `discard_preparation` in any case. The files are left in `folder`."""

    def __init__(
        self,
        job: ProcessMeeting,
        storage: Storage,
        converter: Converter,
        folder: Path,
        prepared: Preparation | None,
    ) -> None:
        self.sha256 = ""
        self.bytes = 0
        self.was_prepared = False
        """The conversion was made ahead of the job."""

        self.folder = folder
        self._job = job
        self._storage = storage
        self._converter = converter
        self._prepared = prepared

    def fetch(self, progress: Progress) -> None:
        """Download the uploaded file unless it was prepared. Raise JobError if it is gone."""
        if not self._use_fetched(progress):
            self.discard_preparation()
            self._download(progress)

    def convert(self, progress: Progress) -> Converted:
        """Convert the recording unless that was prepared. Raise JobError if it cannot be decoded or is too long."""
        converted = self._use_converted(progress)
        self.was_prepared = converted is not None
        if converted is None:
            source = self.folder / "source"
            if not source.exists():
                self._download(progress)
            converted = self._converter.convert(source, self.folder, self._job.options.channels, progress)
        self.discard_preparation()
        return converted

    def discard_preparation(self) -> None:
        """Discard what was prepared and not used; stop a preparation in progress."""
        if self._prepared is not None:
            self._prepared.discard()
            self._prepared = None

    def _download(self, progress: Progress) -> None:
        source = self.folder / "source"
        self._storage.download_source(self._job.meeting_id, source, on_bytes=lambda _: progress(0.0))
        self.sha256, self.bytes = sha256_of(source), source.stat().st_size

    def _use_fetched(self, progress: Progress) -> bool:
        """Use the file fetched ahead, if it is still the same as in storage. Return whether it is.

        It stays in its folder, where it is being converted.
        """
        fetched = None if self._prepared is None else _wait(self._prepared.fetched, progress)
        if fetched is None:
            return False
        version = self._storage.source_version(self._job.meeting_id)
        if version is None or version.etag != fetched.etag:
            return False
        self.sha256, self.bytes = fetched.sha256, version.size
        return True

    def _use_converted(self, progress: Progress) -> Converted | None:
        ahead = None if self._prepared is None else _wait(self._prepared.converted, progress)
        if ahead is None:
            return None
        converted = replace(ahead, wav=self.folder / ahead.wav.name, m4a=self.folder / ahead.m4a.name)
        ahead.wav.replace(converted.wav)
        ahead.m4a.replace(converted.m4a)
        log.info("preparation_used")
        return converted


def _wait(result: "Future[T]", progress: Progress) -> T | None:
    """Wait for the result of another thread; return None if it fails. `progress` raises when the job is cancelled."""
    while True:
        progress(0.0)
        try:
            return result.result(timeout=_TICK_SECONDS)
        except TimeoutError:
            continue
        except NotPreparedError:
            return None
