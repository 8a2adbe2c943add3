"""One meeting, from the uploaded file to the transcript.

Each stage leaves its artefact in storage. A stage is skipped when an artefact of the same recording, settings and
models is already there, so that a crash in a late stage does not repeat an early one.
"""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog

from app.core.config import WorkerSettings
from app.core.errors import JobError
from app.core.memory import is_out_of_memory
from app.core.models import Model, ModelResidency
from app.core.paces import Paces, PaceStore
from app.core.progress import Progress, Reporter
from app.services.audio.conversion import Converter
from app.services.audio.samples import Audio
from app.services.diarization.diarizer import ChannelDiarizer, Diarizer, PyannoteDiarizer, channel_speaker
from app.services.fusion import attribution
from app.services.fusion import segments as fusion
from app.services.identification.matching import clean_speech, identify, voiceprint
from app.services.identification.thresholds import read_thresholds, thresholds_for
from app.services.identification.voiceprint_cache import VoiceBank
from app.services.pipeline import fingerprints
from app.services.pipeline.job_recording import Intake
from app.services.pipeline.lookahead import Lookahead, Peek
from app.services.pipeline.preparation import Preparation
from app.services.pipeline.stages import StageRunner
from app.services.storage.storage import Storage
from app.services.transcription.clips import pack
from app.services.transcription.transcriber import Language, Speech, Transcriber, WhisperTranscriber
from scribe_contracts.artefacts import Diarization, Identification, Manifest, Recording, SpokenWord, Transcription, Turn
from scribe_contracts.events import FailureCode, Stage
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Transcript

log = structlog.get_logger()

T = TypeVar("T")
ArtefactT = TypeVar("ArtefactT", Diarization, Identification, Transcription)


class Pipeline:
    """Built once a worker; runs one meeting after another. `settings.work_dir` is this worker's alone.

    ThresholdsError where the thresholds calibrated here cannot be read.
    """

    def __init__(
        self,
        settings: WorkerSettings,
        storage: Storage,
        residency: ModelResidency,
        pace_store: PaceStore | None = None,
        peek: Peek | None = None,
    ) -> None:
        self.settings = settings
        self.storage = storage
        self.residency = residency
        self.models = residency.names()
        self.thresholds = thresholds_for(self.models.identification, read_thresholds(settings.calibrated))
        self.converter = Converter(settings.ffmpeg, max_seconds=settings.max_duration_hours * 3600)
        self.voices = VoiceBank(storage, self.converter)
        self.lookahead = Lookahead(peek, self._preparation)
        self._paces = Paces(settings.hardware.paces, pace_store)

    def run(self, job: ProcessMeeting, reporter: Reporter) -> Transcript:
        """Raises JobError where the meeting cannot be processed, JobCancelledError where it is to stop."""
        stages = StageRunner(reporter, self._paces, self.residency)
        folder = self.settings.work_dir / str(job.meeting_id)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        intake = Intake(job, self.storage, self.converter, folder, self.lookahead.take(job))
        try:
            return _MeetingRun(self, job, stages, folder, intake).run()
        finally:
            self.lookahead.pause()
            intake.close()
            shutil.rmtree(folder, ignore_errors=True)

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Leave off what is done ahead of the next job. A running one is stopped by its reporter."""
        self.lookahead.stop(wait_seconds)

    def _preparation(self, job: ProcessMeeting) -> Preparation:
        return Preparation(job, self.storage, self.converter, self.settings.work_dir / "ahead" / str(job.meeting_id))


class _MeetingRun:
    """The stages of one job, in order."""

    def __init__(
        self, pipeline: Pipeline, job: ProcessMeeting, stages: StageRunner, folder: Path, intake: Intake
    ) -> None:
        self._hardware = pipeline.settings.hardware
        self._storage = pipeline.storage
        self._residency = pipeline.residency
        self._models = pipeline.models
        self._thresholds = pipeline.thresholds
        self._voices = pipeline.voices
        self._lookahead = pipeline.lookahead
        self._intake = intake
        self._job = job
        self._stages = stages
        self._folder = folder

    def run(self) -> Transcript:
        if not self._job.voices:
            self._stages.estimate.expect_idle(Stage.IDENTIFY)
        self._stages.run(Stage.DOWNLOAD, self._intake.fetch)
        audio = self._stages.run(Stage.CONVERT, self._convert)
        self._lookahead.begin()
        diarization = self._diarize(audio)
        identification = self._identify(audio, diarization)
        transcription = self._transcribe(audio, diarization)
        self._stages.language = transcription.language
        transcript = self._stages.run(
            Stage.FUSE, lambda progress: self._fuse(audio, diarization, identification, transcription, progress)
        )
        self._stages.run(
            Stage.STORE, lambda _: self._storage.save(self._job.meeting_id, Artefact.TRANSCRIPT, transcript)
        )
        manifest_of = Recording(sha256=self._intake.sha256, bytes=self._intake.bytes, duration=audio.duration)
        self._stages.run(Stage.CLEANUP, lambda _: shutil.rmtree(self._folder))
        self._storage.save(self._job.meeting_id, Artefact.MANIFEST, self._manifest(manifest_of))
        return transcript

    def _convert(self, progress: Progress) -> Audio:
        """The WAV is made anew by every delivery; what browsers play is stored once."""
        converted = self._intake.convert(progress)
        if self._intake.adopted:
            # What it took in the background says nothing of how fast a conversion is.
            self._stages.estimate.expect_idle(Stage.CONVERT)
        audio = Audio.open(converted.wav)
        self._stages.estimate.duration = audio.duration
        meeting_id, fingerprint = self._job.meeting_id, fingerprints.conversion(self._intake.sha256, self._job.options)
        if (self._storage.metadata(meeting_id, Artefact.AUDIO) or {}).get("fingerprint") != fingerprint:
            self._storage.save(meeting_id, Artefact.PEAKS, audio.peaks())
            self._storage.upload(meeting_id, Artefact.AUDIO, converted.m4a, "audio/mp4", {"fingerprint": fingerprint})
        converted.m4a.unlink()
        return audio

    def _diarize(self, audio: Audio) -> Diarization:
        fingerprint = fingerprints.diarization(self._intake.sha256, self._job.options, self._models)

        def compute(progress: Progress, batch: int) -> Diarization:
            with self._residency.use(Model.DIARIZATION) as models:
                diarizer: Diarizer = (
                    ChannelDiarizer(models.segmentation, batch=batch)
                    if audio.channels > 1
                    else PyannoteDiarizer(models, batch=batch)
                )
                turns = diarizer.diarize(audio, self._job.options.speakers, progress)
            return Diarization(fingerprint=fingerprint, model=self._models.diarization, turns=turns)

        return self._artefact(
            Stage.DIARIZE,
            Artefact.DIARIZATION,
            Diarization,
            fingerprint,
            lambda progress: self._within_memory(partial(compute, progress), self._hardware.segmentation_batch),
            on_result=lambda diarization: self._note_speech(audio, diarization.turns),
        )

    def _note_speech(self, audio: Audio, turns: Sequence[Turn]) -> None:
        """What is left to do depends on it."""
        listened = (pack(heard, audio.duration, channel) for channel, heard in _speech(audio, turns).items())
        self._stages.estimate.speech = sum(clip.duration for clips in listened for clip in clips)
        self._stages.speakers = len({turn.speaker for turn in turns})
        if not _voices_decide(audio, turns):
            self._stages.estimate.expect_idle(Stage.FUSE)

    def _identify(self, audio: Audio, diarization: Diarization) -> Identification:
        thresholds = self._thresholds
        fingerprint = fingerprints.identification(diarization.fingerprint, self._job.voices, self._models, thresholds)
        labels = sorted({turn.speaker for turn in diarization.turns})

        def compute(progress: Progress) -> Identification:
            speakers = identify(dict.fromkeys(labels), (), thresholds)
            if labels and self._job.voices:
                with self._residency.use(Model.IDENTIFICATION) as embedder:
                    known = self._voices.load(self._job.voices, embedder, self._folder)
                    prints = {}
                    for number, label in enumerate(labels):
                        progress(number / len(labels))
                        prints[label] = voiceprint(clean_speech(audio, diarization.turns, label), embedder)
                speakers = identify(prints, known, thresholds)
            return Identification(
                fingerprint=fingerprint,
                model=self._models.identification,
                threshold=thresholds.accept,
                margin=thresholds.margin,
                speakers=speakers,
            )

        return self._artefact(Stage.IDENTIFY, Artefact.IDENTIFICATION, Identification, fingerprint, compute)

    def _transcribe(self, audio: Audio, diarization: Diarization) -> Transcription:
        options = self._job.options
        fingerprint = fingerprints.transcription(diarization.fingerprint, options, self._models)
        speech = _speech(audio, diarization.turns)

        def compute(progress: Progress, batch: int) -> Transcription:
            with self._residency.use(Model.WHISPER) as model:
                transcriber: Transcriber = WhisperTranscriber(
                    model, batch=batch, encoding_batch=self._hardware.encoding_batch
                )
                language = (
                    Language(options.language, 1.0) if options.language else transcriber.detect_language(audio, speech)
                )
                self._stages.language = language.code
                words = transcriber.transcribe(audio, speech, language, options.hotwords, progress)
            return Transcription(
                fingerprint=fingerprint,
                model=self._models.transcription,
                language=language.code,
                language_probability=language.probability,
                words=words,
            )

        return self._artefact(
            Stage.TRANSCRIBE,
            Artefact.TRANSCRIPTION,
            Transcription,
            fingerprint,
            lambda progress: self._within_memory(partial(compute, progress), self._hardware.transcription_batch),
        )

    def _fuse(
        self,
        audio: Audio,
        diarization: Diarization,
        identification: Identification,
        transcription: Transcription,
        progress: Progress,
    ) -> Transcript:
        segments = fusion.segments(
            transcription.words, self._attribute(audio, diarization.turns, transcription.words, progress)
        )
        return Transcript(
            meeting_id=self._job.meeting_id,
            language=transcription.language,
            language_probability=round(transcription.language_probability, 4),
            duration=round(audio.duration, 3),
            models=self._models,
            speakers=fusion.speakers(diarization.turns, identification, segments),
            segments=segments,
        )

    def _attribute(
        self, audio: Audio, turns: Sequence[Turn], words: Sequence[SpokenWord], progress: Progress
    ) -> list[str]:
        """The speaker of each word."""
        if not _voices_decide(audio, turns):
            return attribution.by_turns(words, turns)
        with self._residency.use(Model.IDENTIFICATION) as embedder:
            return attribution.by_voice(words, turns, audio, embedder, progress)

    def _manifest(self, recording: Recording) -> Manifest:
        return Manifest(
            meeting_id=self._job.meeting_id,
            attempt=self._job.attempt,
            profile=self._hardware.name,
            recording=recording,
            options=self._job.options,
            models=self._models,
            stages=tuple(self._stages.records),
        )

    def _artefact(
        self,
        stage: Stage,
        name: Artefact,
        contract: type[ArtefactT],
        fingerprint: str,
        compute: Callable[[Progress], ArtefactT],
        *,
        on_result: Callable[[ArtefactT], None] | None = None,
    ) -> ArtefactT:
        """What is stored already for this very input, or else what `compute` makes of it, stored."""
        stored = self._storage.load(self._job.meeting_id, name, contract)
        if stored is not None and stored.fingerprint == fingerprint:
            if on_result is not None:
                on_result(stored)
            self._stages.reuse(stage)
            return stored
        made = self._stages.run(stage, compute, on_result)
        self._storage.save(self._job.meeting_id, name, made)
        return made

    def _within_memory(self, work: Callable[[int], T], batch: int) -> T:
        """Do `work` with batches of that size; where memory runs out, free all and try once more with half."""
        try:
            return work(batch)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            log.warning("out of memory", batch=batch, exc_info=True)
        self._residency.release_models()
        try:
            return work(max(1, batch // 2))
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            raise JobError(
                FailureCode.OUT_OF_MEMORY, "The machine has too little memory for this recording."
            ) from error


def _voices_decide(audio: Audio, turns: Sequence[Turn]) -> bool:
    """Whether it takes their voices to tell who said a word."""
    return audio.channels == 1 and len({turn.speaker for turn in turns}) > 1


def _speech(audio: Audio, turns: Sequence[Turn]) -> Speech:
    """The turns to listen to, by channel."""
    if audio.channels == 1:
        return {0: turns}
    return {
        channel: [turn for turn in turns if turn.speaker == channel_speaker(channel)]
        for channel in range(audio.channels)
    }
