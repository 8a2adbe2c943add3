"""The stages of one meeting, from the uploaded file to the transcript.

Diarization, identification and transcription leave artefacts in storage. Such a stage is skipped when an artefact of
the same recording, settings and models is already there, so that a crash in a late stage does not repeat an early one.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.core.models import ModelResidency
from app.core.profiles import Profile
from app.core.progress import Progress
from app.services.audio.samples import Audio
from app.services.diarization.diarizer import ChannelDiarizer, Diarizer, PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION
from app.services.embedding.loader import EMBEDDER
from app.services.fusion.attribution import by_turns, by_voice, needs_voices
from app.services.fusion.repeated import say_once
from app.services.fusion.segments import build_segments, describe_speakers
from app.services.identification.matching import identify
from app.services.identification.thresholds import Thresholds
from app.services.identification.voiceprint_cache import VoiceprintCache
from app.services.identification.voiceprints import clean_speech, voiceprint
from app.services.pipeline import fingerprints
from app.services.pipeline.job_recording import JobRecording
from app.services.pipeline.lookahead import Lookahead
from app.services.pipeline.memory_retry import run_within_memory
from app.services.pipeline.observer import JobObserver
from app.services.pipeline.stage_runner import StageRunner
from app.services.storage.attempt_artefacts import FINGERPRINT
from app.services.storage.storage import Storage
from app.services.transcription.languages import Language, LanguageChoice
from app.services.transcription.loader import WHISPER
from app.services.transcription.speech import Speech, speech_by_channel
from app.services.transcription.transcriber import Transcriber, WhisperTranscriber
from scribe_contracts.artefacts import Diarization, Identification, Manifest, Recording, SpokenWord, Transcription, Turn
from scribe_contracts.events import Stage
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.speakers import speaker_id
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Models, RecordingWarning, Transcript, WarningCode


@dataclass(frozen=True)
class Tools:
    """Objects that all jobs of a worker share."""

    hardware: Profile
    storage: Storage
    residency: ModelResidency
    models: Models
    thresholds: Thresholds
    voiceprints: VoiceprintCache
    lookahead: Lookahead
    default_languages: tuple[str, ...]
    """Languages of a recording in which none is recognised with confidence."""


class MeetingRun:
    """The stages of one job, in order."""

    def __init__(
        self,
        job: ProcessMeeting,
        tools: Tools,
        stages: StageRunner,
        observer: JobObserver,
        recording: JobRecording,
    ) -> None:
        self._job = job
        self._tools = tools
        self._stages = stages
        self._observer = observer
        self._recording = recording
        self._artefacts = stages.artefacts
        self._warnings: tuple[RecordingWarning, ...] = ()
        self._joins: tuple[float, ...] = ()

    def run(self) -> Transcript:
        """Return the transcript, which is in storage by then, as are its artefacts and the manifest."""
        self._stages.run(Stage.DOWNLOAD, self._recording.fetch)
        audio = self._stages.run(Stage.CONVERT, self._convert)
        if self._job.imported:
            return self._adopt(audio)
        self._tools.lookahead.begin()
        diarization = self._diarize(audio)
        identification = self._identify(audio, diarization)
        transcription = self._transcribe(audio, diarization)
        transcript = self._stages.run(
            Stage.FUSE, lambda progress: self._fuse(audio, diarization, identification, transcription, progress)
        )
        self._stages.run(Stage.STORE, lambda _: self._artefacts.save(Artefact.TRANSCRIPT, transcript))
        self._clean_up(audio.duration, transcript.models)
        return transcript

    def _adopt(self, audio: Audio) -> Transcript:
        """Return the imported transcript with what is known of its recording; it is in storage by then."""
        imported = self._tools.storage.imported_transcript(self._job.meeting_id)
        transcript = imported.model_copy(
            update={
                "duration": max(imported.duration, round(audio.duration, 3)),
                "warnings": self._warnings,
            }
        )
        turns = sorted(
            (Turn(speaker=each.speaker, start=each.start, end=each.end) for each in transcript.segments),
            key=lambda turn: turn.start,
        )
        diarization = Diarization(fingerprint="imported", model=transcript.models.diarization, turns=tuple(turns))

        def store(_: Progress) -> None:
            self._artefacts.save(Artefact.DIARIZATION, diarization)
            self._artefacts.save(Artefact.TRANSCRIPT, transcript)

        self._stages.run(Stage.STORE, store)
        self._clean_up(audio.duration, transcript.models)
        return transcript

    def _clean_up(self, duration: float, models: Models) -> None:
        self._stages.run(Stage.CLEANUP, lambda _: shutil.rmtree(self._recording.folder))
        self._artefacts.save(Artefact.MANIFEST, self._manifest(duration, models))

    def _convert(self, progress: Progress) -> Audio:
        """Decode the recording. Every delivery makes the WAV anew; what browsers play is stored once."""
        converted = self._recording.convert(progress)
        if self._recording.was_prepared:
            self._observer.prepared_ahead(Stage.CONVERT)
        audio = Audio.open(converted.wav)
        self._warnings, self._joins = converted.warnings, converted.joins
        fingerprint = fingerprints.conversion(self._recording.sha256, self._job.options)
        if not self._artefacts.find_sound(fingerprint):
            self._artefacts.save(Artefact.PEAKS, audio.peaks())
            self._artefacts.upload(Artefact.AUDIO, converted.m4a, "audio/mp4", {FINGERPRINT: fingerprint})
        converted.m4a.unlink()
        return audio

    def _diarize(self, audio: Audio) -> Diarization:
        models = self._tools.models
        fingerprint = fingerprints.diarization(self._recording.sha256, self._job.options, models)

        def compute(progress: Progress, batch: int) -> Diarization:
            with self._tools.residency.use(DIARIZATION) as networks:
                diarizer: Diarizer = (
                    ChannelDiarizer(networks.segmentation, batch=batch)
                    if audio.channels > 1
                    else PyannoteDiarizer(networks, batch=batch, voice_seconds=self._tools.hardware.voice_seconds)
                )
                turns = diarizer.diarize(audio, self._job.options.speakers, progress)
            return Diarization(fingerprint=fingerprint, model=models.diarization, turns=turns)

        def run(progress: Progress) -> Diarization:
            batch = self._tools.hardware.segmentation_batch
            return run_within_memory(self._tools.residency, batch, partial(compute, progress))

        return self._stages.run_unless_stored(Stage.DIARIZE, Artefact.DIARIZATION, Diarization, fingerprint, run)

    def _identify(self, audio: Audio, diarization: Diarization) -> Identification:
        models, thresholds = self._tools.models, self._tools.thresholds
        # Without identification no voiceprint is made, of the speakers or of those who are enrolled.
        voices = () if self._job.options.identify is False else self._job.voices
        fingerprint = fingerprints.identification(diarization.fingerprint, voices, models, thresholds)
        speakers = sorted({turn.speaker for turn in diarization.turns})

        def run(progress: Progress) -> Identification:
            identified = identify(dict.fromkeys(speakers), (), thresholds)
            if speakers and voices:
                with self._tools.residency.use(EMBEDDER) as embedder:
                    known = self._tools.voiceprints.load(voices, embedder, self._recording.folder)
                    prints = {}
                    for number, speaker in enumerate(speakers):
                        progress(number / len(speakers))
                        prints[speaker] = voiceprint(clean_speech(audio, diarization.turns, speaker), embedder)
                identified = identify(prints, known, thresholds)
            return Identification(
                fingerprint=fingerprint,
                model=models.identification,
                threshold=thresholds.accept,
                margin=thresholds.margin,
                speakers=identified,
            )

        return self._stages.run_unless_stored(Stage.IDENTIFY, Artefact.IDENTIFICATION, Identification, fingerprint, run)

    def _transcribe(self, audio: Audio, diarization: Diarization) -> Transcription:
        options, models, hardware = self._job.options, self._tools.models, self._tools.hardware
        fingerprint = fingerprints.transcription(diarization.fingerprint, options, models)
        speech = speech_by_channel(diarization.turns, audio.channels)

        def compute(progress: Progress, batch: int) -> Transcription:
            with self._tools.residency.use(WHISPER) as whisper:
                transcriber: Transcriber = WhisperTranscriber(
                    whisper,
                    batch=batch,
                    encoding_batch=hardware.encoding_batch,
                    padding_seconds=hardware.padding_seconds,
                )
                language = self._language(transcriber, audio, speech, progress)
                self._observer.language_detected(language.code)
                words = transcriber.transcribe(audio, speech, language, options.hotwords, progress)
            return Transcription(
                fingerprint=fingerprint,
                model=models.transcription,
                language=language.code,
                language_probability=language.probability,
                language_guessed=language.guessed,
                words=words,
            )

        def run(progress: Progress) -> Transcription:
            batch = hardware.transcription_batch
            return run_within_memory(self._tools.residency, batch, partial(compute, progress))

        return self._stages.run_unless_stored(Stage.TRANSCRIBE, Artefact.TRANSCRIPTION, Transcription, fingerprint, run)

    def _language(self, transcriber: Transcriber, audio: Audio, speech: Speech, progress: Progress) -> Language:
        """Return the language that was ordered, or those that are spoken, of the ordered ones if there are several."""
        ordered = tuple(filter(None, (self._job.options.language or "").split(",")))
        if len(ordered) == 1:
            return Language(ordered[0], 1.0)
        choice = LanguageChoice(allowed=ordered, default=ordered or self._tools.default_languages)
        return transcriber.detect_language(audio, speech, choice, partial(progress, 0.0))

    def _fuse(
        self,
        audio: Audio,
        diarization: Diarization,
        identification: Identification,
        transcription: Transcription,
        progress: Progress,
    ) -> Transcript:
        language = transcription.language
        said = say_once(transcription.words, diarization.turns, audio, language)
        if said.warning is not None:
            self._warnings += (said.warning,)
        self._warnings += tuple(
            RecordingWarning(code=WarningCode.REPETITION_CUT, start=word.start, end=max(word.start, word.cut_until))
            for word in said.words
            if word.cut_until is not None
        )
        if transcription.language_guessed and transcription.words:
            self._warnings += (RecordingWarning(code=WarningCode.LANGUAGE_UNCERTAIN),)
        speakers = self._attribute(audio, said.turns, said.words, language, progress)
        segments = build_segments(said.words, speakers, said.turns, language, self._joins)
        named = self._job.options.first_channel
        suggested = {speaker_id(0): named} if named is not None and audio.channels > 1 else {}
        people = describe_speakers(said.turns, identification, segments, suggested)
        if not self._job.options.speakers.allows(len(people)):
            self._warnings += (RecordingWarning(code=WarningCode.SPEAKER_COUNT_UNMET),)
        return Transcript(
            meeting_id=self._job.meeting_id,
            language=language,
            language_probability=round(transcription.language_probability, 4),
            duration=round(audio.duration, 3),
            models=self._tools.models,
            speakers=people,
            segments=segments,
            warnings=self._warnings,
        )

    def _attribute(
        self, audio: Audio, turns: Sequence[Turn], words: Sequence[SpokenWord], language: str, progress: Progress
    ) -> list[str]:
        """Return the speaker of each word."""
        if not needs_voices(turns, audio.channels):
            return by_turns(words, turns)
        with self._tools.residency.use(EMBEDDER) as embedder:
            return by_voice(
                words,
                turns,
                audio,
                embedder,
                language=language,
                voice_seconds=self._tools.hardware.voice_seconds,
                on_progress=progress,
            )

    def _manifest(self, duration: float, models: Models) -> Manifest:
        return Manifest(
            meeting_id=self._job.meeting_id,
            attempt=self._job.attempt,
            profile=self._tools.hardware.name,
            recording=Recording(sha256=self._recording.sha256, bytes=self._recording.bytes, duration=duration),
            options=self._job.options,
            models=models,
            stages=tuple(self._stages.records),
            warnings=self._warnings,
        )
