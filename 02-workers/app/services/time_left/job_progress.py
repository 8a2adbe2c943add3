"""Progress and time left of a running job."""

from app.core.profiles import ProfileName
from app.core.progress import Reporter
from app.services.audio.samples import Audio
from app.services.fusion.attribution import needs_voices
from app.services.time_left.estimate import JobEstimate
from app.services.time_left.first_guesses import FIRST_GUESSES
from app.services.time_left.paces import Paces, PaceStore
from app.services.transcription.speech import seconds_to_transcribe
from scribe_contracts.artefacts import Diarization, Transcription
from scribe_contracts.events import Stage
from scribe_contracts.jobs import ProcessMeeting


class TimeLeft:
    """Watches the jobs of one worker, and learns from each how long the next will take."""

    def __init__(self, profile: ProfileName, store: PaceStore | None = None) -> None:
        self.paces = Paces(FIRST_GUESSES[profile], store)

    def observe(self, job: ProcessMeeting, reporter: Reporter) -> "JobProgress":
        """Return the observer of a job that starts."""
        return JobProgress(job, reporter, self.paces)


_NOT_FOR_IMPORTS = (Stage.DIARIZE, Stage.IDENTIFY, Stage.TRANSCRIBE, Stage.FUSE)
_NOT_FOR_PASSAGES = (Stage.DIARIZE, Stage.IDENTIFY, Stage.FUSE)


class JobProgress:
    """Implements `app.services.pipeline.observer.JobObserver`: each notification becomes a progress report.

    Every report carries what is known of the recording by then.
    """

    def __init__(self, job: ProcessMeeting, reporter: Reporter, paces: Paces) -> None:
        self._reporter = reporter
        self._paces = paces
        self._estimate = JobEstimate(paces.recall())
        self._channels = 1
        self._language: str | None = None
        self._speakers: int | None = None
        for stage in _idle(job):
            self._estimate.expect_idle(stage)

    def stage_progressed(self, stage: Stage, share: float, elapsed: float = 0.0) -> None:
        self._reporter.raise_if_cancelled()
        self._reporter.progress(
            stage,
            self._estimate.fraction(stage, share),
            eta_seconds=self._estimate.remaining(stage, share, elapsed),
            duration=self._estimate.duration,
            language=self._language,
            speakers=self._speakers,
        )

    def stage_finished(self, stage: Stage, result: object, *, seconds: float, load_seconds: float) -> None:
        # The speed of a stage is judged by what its own result says of the recording.
        self._note(result)
        if self._estimate.duration is None or self._estimate.is_idle(stage):
            return
        work = max(0.0, seconds - load_seconds)
        self._estimate.note(stage, work)
        self._paces.learn(stage, seconds=work, load_seconds=load_seconds, amount=self._estimate.amount(stage))

    def stage_reused(self, stage: Stage, result: object) -> None:
        self._note(result)
        self.stage_progressed(stage, 1.0)

    def prepared_ahead(self, stage: Stage) -> None:
        self._estimate.expect_idle(stage)

    def language_detected(self, language: str) -> None:
        self._language = language

    def _note(self, result: object) -> None:
        """Keep what the result of a stage says of the recording."""
        match result:
            case Audio():
                self._estimate.duration = result.duration
                self._channels = result.channels
            case Diarization():
                self._note_speech(result)
            case Transcription():
                self._language = result.language

    def _note_speech(self, diarization: Diarization) -> None:
        turns = diarization.turns
        self._estimate.speech = seconds_to_transcribe(turns, self._estimate.duration or 0.0, self._channels)
        self._speakers = len({turn.speaker for turn in turns})
        if not needs_voices(turns, self._channels):
            self._estimate.expect_idle(Stage.FUSE)


def _idle(job: ProcessMeeting) -> tuple[Stage, ...]:
    """Return the stages that a job does without."""
    if job.passage is not None:
        return _NOT_FOR_PASSAGES
    if job.imported:
        return _NOT_FOR_IMPORTS
    return () if job.voices else (Stage.IDENTIFY,)
