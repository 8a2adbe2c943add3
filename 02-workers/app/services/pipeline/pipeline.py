"""The processing of meetings by one worker."""

import errno
import shutil

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.core.pack import PackManifest
from app.core.progress import Reporter
from app.services.audio.conversion import Converter
from app.services.audio.outcome import disk_full
from app.services.identification.thresholds import read_thresholds, thresholds_for
from app.services.identification.voiceprint_cache import VoiceprintCache
from app.services.pipeline.job_recording import JobRecording
from app.services.pipeline.lookahead import Lookahead, Peek
from app.services.pipeline.meeting_run import MeetingRun, Tools
from app.services.pipeline.observer import ObserverFactory
from app.services.pipeline.passage_run import PassageRun
from app.services.pipeline.preparation import Preparation
from app.services.pipeline.stage_runner import StageRunner
from app.services.storage.attempt_artefacts import AttemptArtefacts
from app.services.storage.storage import Storage
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.transcript import Transcript


class Pipeline:
    """Built once a worker; runs one meeting after another. `settings.work_dir` is this worker's alone.

    Raise ThresholdsError if the thresholds calibrated on this installation cannot be read, WeightsMissingError if
    there is no pack of models.
    """

    def __init__(
        self,
        settings: WorkerSettings,
        storage: Storage,
        residency: ModelResidency,
        observe: ObserverFactory,
        peek: Peek | None = None,
    ) -> None:
        models = PackManifest.read(settings.models_dir).model_names
        self._settings = settings
        self._observe = observe
        self._converter = Converter(settings.ffmpeg, max_seconds=settings.max_duration_hours * 3600)
        self.lookahead = Lookahead(peek, self._preparation)
        self._tools = Tools(
            hardware=settings.fitted_hardware,
            storage=storage,
            residency=residency,
            models=models,
            thresholds=thresholds_for(models.identification, read_thresholds(settings.calibrated)),
            voiceprints=VoiceprintCache(storage, self._converter),
            lookahead=self.lookahead,
            default_languages=settings.default_languages,
        )

    def run(self, job: ProcessMeeting, reporter: Reporter) -> Transcript:
        """Run all stages of the job and return the transcript, which is in storage by then.

        Raise JobError if the meeting cannot be processed, a retryable one if the disk is full; JobCancelledError if it
        is to stop.
        """
        try:
            return self._run(job, reporter)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise disk_full() from error
            raise

    def _run(self, job: ProcessMeeting, reporter: Reporter) -> Transcript:
        tools = self._tools
        folder = self._settings.work_dir / str(job.meeting_id)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        observer = self._observe(job, reporter)
        stages = StageRunner(AttemptArtefacts(tools.storage, job), tools.residency, observer)
        recording = JobRecording(job, tools.storage, self._converter, folder, self.lookahead.take(job))
        try:
            if job.passage is not None:
                return PassageRun(job, job.passage, tools, stages, recording).run()
            return MeetingRun(job, tools, stages, observer, recording).run()
        finally:
            self.lookahead.pause()
            recording.discard_preparation()
            shutil.rmtree(folder, ignore_errors=True)

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Stop preparing the next job; wait at most `wait_seconds`. The running job is stopped by its reporter."""
        self.lookahead.stop(wait_seconds)

    def _preparation(self, job: ProcessMeeting) -> Preparation:
        folder = self._settings.work_dir / "ahead" / str(job.meeting_id)
        return Preparation(job, self._tools.storage, self._converter, folder)
