"""The recording on this worker's disk: what was prepared ahead of the job, or else made now."""

from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import structlog

from app.core.progress import Progress
from app.services.audio.conversion import Converted, Converter
from app.services.pipeline import fingerprints
from app.services.pipeline.preparation import NotPreparedError, Preparation
from app.services.storage.storage import Storage
from scribe_contracts.jobs import ProcessMeeting

_TICK_SECONDS = 0.5
"""How long a cancellation may go unnoticed while another thread is waited for."""

log = structlog.get_logger()

T = TypeVar("T")


class Intake:
    """`fetch`, then `convert`, then `close` in any case. `folder` is where the files end up."""

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
        self.adopted = False
        """The conversion was made ahead."""

        self._job = job
        self._storage = storage
        self._converter = converter
        self._folder = folder
        self._prepared = prepared

    def fetch(self, progress: Progress) -> None:
        """Have the uploaded file. JobError where it is gone."""
        if not self._adopt_source(progress):
            self.close()
            self._download(progress)

    def convert(self, progress: Progress) -> Converted:
        """JobError where it is no recording, or too long."""
        converted = self._adopt_conversion(progress)
        self.adopted = converted is not None
        if converted is None:
            source = self._folder / "source"
            if not source.exists():
                self._download(progress)
            # Until the recording is decoded its length is unknown, and with it the share that is done.
            converted = self._converter.convert(
                source, self._folder, self._job.options.channels, on_progress=lambda _: progress(0.0)
            )
        self.close()
        return converted

    def close(self) -> None:
        """Throw away what was prepared and not adopted, even if it is under way."""
        if self._prepared is not None:
            self._prepared.discard()
            self._prepared = None

    def _download(self, progress: Progress) -> None:
        source = self._folder / "source"
        self._storage.download_source(self._job.meeting_id, source, on_bytes=lambda _: progress(0.0))
        self.sha256, self.bytes = fingerprints.sha256_of(source), source.stat().st_size

    def _adopt_source(self, progress: Progress) -> bool:
        """Whether there is one fetched ahead, still the same as in storage. It stays where it is being converted."""
        fetched = None if self._prepared is None else _wait(self._prepared.fetched, progress)
        if fetched is None:
            return False
        version = self._storage.source_version(self._job.meeting_id)
        if version is None or version.etag != fetched.etag:
            return False
        self.sha256, self.bytes = fetched.sha256, version.size
        return True

    def _adopt_conversion(self, progress: Progress) -> Converted | None:
        ahead = None if self._prepared is None else _wait(self._prepared.converted, progress)
        if ahead is None:
            return None
        converted = Converted(wav=self._folder / ahead.wav.name, m4a=self._folder / ahead.m4a.name)
        ahead.wav.replace(converted.wav)
        ahead.m4a.replace(converted.m4a)
        log.info("preparation adopted")
        return converted


def _wait(result: "Future[T]", progress: Progress) -> T | None:
    """What another thread is about to have; None where it fails."""
    while True:
        progress(0.0)
        try:
            return result.result(timeout=_TICK_SECONDS)
        except TimeoutError:
            continue
        except NotPreparedError:
            return None
