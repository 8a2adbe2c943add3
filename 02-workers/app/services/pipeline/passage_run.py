"""The stages of a job that transcribes a passage again, in a language that a person chose."""

import shutil
from collections.abc import Sequence
from functools import partial

from app.core.errors import JobError
from app.core.progress import Progress
from app.services.audio.samples import Audio
from app.services.pipeline.job_recording import JobRecording
from app.services.pipeline.meeting_run import Tools
from app.services.pipeline.memory_retry import run_within_memory
from app.services.pipeline.stage_runner import StageRunner
from app.services.transcription.languages import Language
from app.services.transcription.loader import WHISPER
from app.services.transcription.rewording import reword
from app.services.transcription.speech import Speech
from app.services.transcription.transcriber import Transcriber, WhisperTranscriber
from scribe_contracts.artefacts import Diarization, Manifest, Recording, SpokenWord, Turn
from scribe_contracts.events import FailureCode, Stage
from scribe_contracts.jobs import Passage, ProcessMeeting
from scribe_contracts.speakers import speaker_number
from scribe_contracts.storage import Artefact, Bucket, S3Location
from scribe_contracts.transcript import Segment, Transcript

_MARGIN_SECONDS = 0.2
"""Sound around a segment that goes with it: the words of another language may begin and end elsewhere."""


class PassageRun:
    """The stages of one job, in order. Speakers, and all other segments, are those of the transcript it begins with."""

    def __init__(
        self, job: ProcessMeeting, passage: Passage, tools: Tools, stages: StageRunner, recording: JobRecording
    ) -> None:
        self._job = job
        self._passage = passage
        self._tools = tools
        self._stages = stages
        self._recording = recording

    def run(self) -> Transcript:
        """Return the whole transcript with the passage written anew, which is in storage by then."""
        before = self._load()
        self._stages.run(Stage.DOWNLOAD, self._recording.fetch)
        audio = self._stages.run(Stage.CONVERT, self._convert)
        self._tools.lookahead.begin()
        chosen = [segment for segment in before.segments if segment.id in set(self._passage.segments)]
        turns = _turns(chosen, audio.duration)
        self._stages.note_speech(Diarization(fingerprint="passage", model=before.models.diarization, turns=turns))
        words = self._stages.run(Stage.TRANSCRIBE, partial(self._transcribe, audio, turns))
        after = reword(before, chosen, words, self._passage.language)
        self._stages.run(Stage.STORE, lambda _: self._stages.artefacts.save(Artefact.TRANSCRIPT, after))
        self._stages.run(Stage.CLEANUP, lambda _: shutil.rmtree(self._recording.folder))
        self._stages.artefacts.save(Artefact.MANIFEST, self._manifest(before, audio.duration))
        return after

    def _load(self) -> Transcript:
        place = S3Location(Bucket.PROCESSED, self._passage.transcript)
        transcript = self._tools.storage.load_document(place, Transcript)
        if transcript is None:
            raise JobError(FailureCode.SOURCE_MISSING, "The transcript is no longer in storage.")
        return transcript

    def _convert(self, progress: Progress) -> Audio:
        converted = self._recording.convert(progress)
        converted.m4a.unlink()
        return Audio.open(converted.wav)

    def _transcribe(self, audio: Audio, turns: Sequence[Turn], progress: Progress) -> tuple[SpokenWord, ...]:
        hardware = self._tools.hardware
        language = Language(self._passage.language, 1.0)

        def compute(batch: int) -> tuple[SpokenWord, ...]:
            with self._tools.residency.use(WHISPER) as whisper:
                transcriber: Transcriber = WhisperTranscriber(
                    whisper,
                    batch=batch,
                    encoding_batch=hardware.encoding_batch,
                    padding_seconds=hardware.padding_seconds,
                )
                speech = _speech(turns, audio.channels)
                return transcriber.transcribe(audio, speech, language, self._job.options.hotwords, progress)

        return run_within_memory(self._tools.residency, hardware.transcription_batch, compute)

    def _manifest(self, before: Transcript, duration: float) -> Manifest:
        return Manifest(
            meeting_id=self._job.meeting_id,
            attempt=self._job.attempt,
            profile=self._tools.hardware.name,
            recording=Recording(sha256=self._recording.sha256, bytes=self._recording.bytes, duration=duration),
            options=self._job.options,
            models=self._tools.models,
            stages=tuple(self._stages.records),
            warnings=before.warnings,
        )


def _turns(segments: Sequence[Segment], duration: float) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            speaker=segment.speaker,
            start=max(0.0, segment.start - _MARGIN_SECONDS),
            end=min(duration, segment.end + _MARGIN_SECONDS),
        )
        for segment in sorted(segments, key=lambda segment: segment.start)
    )


def _speech(turns: Sequence[Turn], channels: int) -> Speech:
    """Return the turns by channel; a speaker whom a person added has none, and is listened to in the first."""
    if channels == 1:
        return {0: turns}
    heard: dict[int, list[Turn]] = {}
    for turn in turns:
        number = speaker_number(turn.speaker)
        heard.setdefault(number if number is not None and number < channels else 0, []).append(turn)
    return heard
