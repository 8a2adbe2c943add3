"""Artefacts, reuse, errors and progress of the pipeline, with real models on a short recording."""

import io
import subprocess
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from scipy.io import wavfile
from support.meetings import PipelineClient, RecordingReporter, models_dir
from tests_data import recording, sample

from app.core.config import WorkerSettings
from app.core.errors import JobCancelledError, JobError
from app.core.profiles import Residency
from app.services.identification.thresholds import Thresholds, write_thresholds
from app.services.pipeline import meeting_run
from app.services.transcription.transcriber import WhisperTranscriber
from scribe_contracts import storage
from scribe_contracts.artefacts import Identification, Peaks, Transcription
from scribe_contracts.events import FailureCode, Stage
from scribe_contracts.jobs import Channels, Passage, ProcessingOptions, SpeakerCount
from scribe_contracts.storage import Artefact, Bucket
from scribe_contracts.transcript import Transcript, WarningCode

DELIVERED = {*Artefact}


@pytest.fixture(scope="module")
def client(s3_settings: WorkerSettings, tmp_path_factory: pytest.TempPathFactory) -> PipelineClient:
    changes = {"models_dir": models_dir("tiny"), "work_dir": tmp_path_factory.mktemp("work")}
    return PipelineClient(s3_settings.model_copy(update=changes))


@pytest.fixture(scope="module")
def dialogue() -> bytes:
    """The first ten seconds of the telephone dialogue, in which both speak."""
    rate, samples = wavfile.read(sample("wav"))
    stream = io.BytesIO()
    wavfile.write(stream, rate, samples[: 10 * rate])
    return stream.getvalue()


def test_a_job_leaves_its_artefacts_in_storage_and_nothing_on_disk(client: PipelineClient, dialogue: bytes) -> None:
    meeting_id, told = client.upload(dialogue), RecordingReporter()

    transcript = client.run(meeting_id, reporter=told)

    assert client.keys(Bucket.PROCESSED, meeting_id) == DELIVERED
    assert client.keys(Bucket.UPLOADS, meeting_id) == {"source"}
    assert client.leftovers() == []
    assert told.stages == list(Stage)
    assert told.fractions == sorted(told.fractions)
    assert transcript.duration == pytest.approx(10.0, abs=0.01)
    assert transcript.segments
    peaks = client.storage.load(meeting_id, Artefact.PEAKS, Peaks)
    assert peaks is not None
    assert len(peaks.peaks) == 200
    assert 0.05 < max(peaks.peaks) <= 1.0


def test_on_a_card_models_are_never_resident_together(client: PipelineClient, dialogue: bytes) -> None:
    client = PipelineClient(client.settings.model_copy(update={"residency": Residency.SINGLE}))
    enrolled = client.enrol("Caller", sample("wav"))
    meeting_id = client.upload(dialogue)

    client.run(meeting_id, voices=[enrolled])

    uses = [use for stage in client.manifest(meeting_id).stages for use in stage.models]
    assert [use.model for use in uses] == ["diarization", "identification", "whisper"]
    assert all(earlier.released_at <= later.loaded_at for earlier, later in pairwise(uses))
    assert all(use.memory.before <= use.memory.peak for use in uses)
    assert client.residency.resident == ()


def test_a_download_is_left_off_when_the_job_is_cancelled(client: PipelineClient, dialogue: bytes) -> None:
    told = RecordingReporter(cancel_at=Stage.DOWNLOAD)

    with pytest.raises(JobCancelledError):
        client.run(client.upload(dialogue), reporter=told)

    assert told.stages == [Stage.DOWNLOAD]
    assert client.leftovers() == []


def test_an_interrupted_job_goes_on_where_it_was(client: PipelineClient, dialogue: bytes) -> None:
    meeting_id = client.upload(dialogue)
    with pytest.raises(JobCancelledError):
        client.run(meeting_id, reporter=RecordingReporter(cancel_at=Stage.TRANSCRIBE))
    assert client.leftovers() == []
    assert Artefact.TRANSCRIPT not in client.keys(Bucket.PROCESSED, meeting_id)

    client.run(meeting_id)

    reused = {stage.stage for stage in client.manifest(meeting_id).stages if stage.reused}
    assert reused == {Stage.DIARIZE, Stage.IDENTIFY}
    assert client.keys(Bucket.PROCESSED, meeting_id) == DELIVERED


def test_another_attempt_reuses_what_it_can_and_overwrites_nothing(client: PipelineClient, dialogue: bytes) -> None:
    meeting_id = client.upload(dialogue)
    first = client.run(meeting_id)
    client.run(meeting_id, attempt=2)
    client.run(meeting_id, attempt=4, options=ProcessingOptions(language="fr"))

    folders = {f"attempts/{attempt}/{name}" for attempt in (2, 4) for name in DELIVERED}
    assert client.keys(Bucket.PROCESSED, meeting_id) == DELIVERED | folders
    assert {stage.stage for stage in client.manifest(meeting_id, 2).stages if stage.reused} == {
        Stage.DIARIZE,
        Stage.IDENTIFY,
        Stage.TRANSCRIBE,
    }
    assert {stage.stage for stage in client.manifest(meeting_id, 4).stages if stage.reused} == {
        Stage.DIARIZE,
        Stage.IDENTIFY,
    }
    assert client.storage.load(meeting_id, Artefact.TRANSCRIPT, Transcript) == first
    assert client.manifest(meeting_id).attempt == 1
    fingerprints = {
        attempt: (client.storage.metadata(meeting_id, Artefact.AUDIO, attempt) or {})["fingerprint"]
        for attempt in (1, 2, 4)
    }
    assert len(set(fingerprints.values())) == 1


def test_a_passage_is_transcribed_again_and_nothing_else(client: PipelineClient, dialogue: bytes) -> None:
    meeting_id = client.upload(dialogue)
    before = client.run(meeting_id)
    chosen, *others = before.segments
    place = storage.artefact(meeting_id, Artefact.TRANSCRIPT).key
    told = RecordingReporter()

    after = client.run(
        meeting_id,
        attempt=2,
        passage=Passage(transcript=place, segments=(chosen.id,), language="fr"),
        reporter=told,
    )

    assert told.fractions == sorted(told.fractions)
    assert Stage.IDENTIFY not in told.stages
    assert client.leftovers() == []
    assert [segment for segment in after.segments if segment.id != chosen.id] == others
    (anew,) = [segment for segment in after.segments if segment.id == chosen.id]
    assert (anew.language, anew.speaker) == ("fr", chosen.speaker)
    assert anew.start == pytest.approx(chosen.start, abs=1.0)
    assert after.speakers == before.speakers
    assert client.storage.load(meeting_id, Artefact.TRANSCRIPT, Transcript, 2) == after
    assert client.storage.load(meeting_id, Artefact.TRANSCRIPT, Transcript) == before


def test_a_stage_is_repeated_when_what_it_depends_on_has_changed(client: PipelineClient, dialogue: bytes) -> None:
    meeting_id = client.upload(dialogue)

    def repeated(**changes: object) -> set[Stage]:
        client.run(meeting_id, options=ProcessingOptions.model_validate(changes))
        artefacts = {Stage.DIARIZE, Stage.IDENTIFY, Stage.TRANSCRIBE}
        return {s.stage for s in client.manifest(meeting_id).stages if s.stage in artefacts and not s.reused}

    assert repeated() == {Stage.DIARIZE, Stage.IDENTIFY, Stage.TRANSCRIBE}
    assert repeated() == set()
    assert repeated(hotwords="Diane") == {Stage.TRANSCRIBE}
    assert repeated(speakers=SpeakerCount(exact=1)) == {Stage.DIARIZE, Stage.IDENTIFY, Stage.TRANSCRIBE}


def test_a_retry_after_calibration_names_anew_and_computes_nothing_else(
    client: PipelineClient, dialogue: bytes, tmp_path: Path
) -> None:
    meeting_id = client.upload(dialogue)
    client.run(meeting_id)
    file = tmp_path / "thresholds.json"
    write_thresholds(file, "campplus-zh-en-common", Thresholds(0.62, 0.08, "test"))

    calibrated = PipelineClient(client.settings.model_copy(update={"thresholds_file": file}))
    calibrated.run(meeting_id)

    named = client.storage.load(meeting_id, Artefact.IDENTIFICATION, Identification)
    reused = {stage.stage for stage in client.manifest(meeting_id).stages if stage.reused}
    assert named is not None
    assert named.threshold == 0.62
    assert reused == {Stage.DIARIZE, Stage.TRANSCRIBE}


def test_the_number_of_speakers_is_heeded(client: PipelineClient, dialogue: bytes) -> None:
    transcript = client.run(client.upload(dialogue), options=ProcessingOptions(speakers=SpeakerCount(exact=1)))

    assert [speaker.id for speaker in transcript.speakers] == ["SPEAKER_00"]
    assert transcript.warnings == ()


def test_a_number_of_speakers_that_is_not_found_is_warned_of(client: PipelineClient) -> None:
    meeting_id = client.upload(recording("formats/stereo_diarization.wav"))

    transcript = client.run(
        meeting_id, options=ProcessingOptions(channels=Channels.SEPARATE, speakers=SpeakerCount(minimum=3))
    )

    assert len(transcript.speakers) == 2
    assert WarningCode.SPEAKER_COUNT_UNMET in {warning.code for warning in transcript.warnings}
    assert client.manifest(meeting_id).warnings == transcript.warnings


def test_a_voice_is_embedded_once(client: PipelineClient, dialogue: bytes) -> None:
    voice, meeting_id = client.enrol("Caller", sample("wav")), client.upload(dialogue)
    client.run(meeting_id, voices=[voice])
    cached = client.storage.load_embedding(voice, "campplus-zh-en-common")
    assert cached is not None
    client.s3.delete_object(Bucket=Bucket.VOICES, Key=voice.samples[0])

    client.run(client.upload(dialogue), voices=[voice])

    identification = client.storage.load(meeting_id, Artefact.IDENTIFICATION, Identification)
    assert identification is not None
    assert max(speaker.similarity or 0.0 for speaker in identification.speakers) > 0


def test_nobody_is_compared_where_that_is_not_wanted(client: PipelineClient, dialogue: bytes) -> None:
    voice, meeting_id = client.enrol("Caller", sample("wav")), client.upload(dialogue)

    transcript = client.run(meeting_id, voices=[voice], options=ProcessingOptions(identify=False))

    assert {(speaker.name, speaker.voice_id, speaker.similarity) for speaker in transcript.speakers} == {(None,) * 3}
    assert client.storage.load_embedding(voice, "campplus-zh-en-common") is None
    stages = {stage.stage: stage for stage in client.manifest(meeting_id).stages}
    assert stages[Stage.IDENTIFY].models == ()


def test_another_sample_makes_another_embedding(client: PipelineClient, dialogue: bytes) -> None:
    voice, meeting_id = client.enrol("Caller", sample("wav"), sample("wav")), client.upload(dialogue)
    one = voice.model_copy(update={"samples": voice.samples[:1]})
    client.run(meeting_id, voices=[one])

    client.run(meeting_id, voices=[voice])

    assert client.storage.load_embedding(voice, "campplus-zh-en-common") is not None
    assert client.storage.load_embedding(one, "campplus-zh-en-common") is None


def test_a_deleted_voice_does_not_stop_the_meeting(client: PipelineClient, dialogue: bytes) -> None:
    voice = client.enrol("Gone", sample("wav"))
    client.s3.delete_object(Bucket=Bucket.VOICES, Key=voice.samples[0])

    transcript = client.run(client.upload(dialogue), voices=[voice])

    assert {speaker.name for speaker in transcript.speakers} == {None}


def test_silence_gives_an_empty_transcript(client: PipelineClient) -> None:
    stream = io.BytesIO()
    wavfile.write(stream, 16_000, np.zeros(5 * 16_000, dtype=np.int16))
    meeting_id = client.upload(stream.getvalue())

    transcript = client.run(meeting_id)

    assert (transcript.speakers, transcript.segments) == ((), ())
    assert client.keys(Bucket.PROCESSED, meeting_id) == DELIVERED


def test_one_speaker_a_channel(client: PipelineClient) -> None:
    meeting_id = client.upload(recording("formats/stereo_diarization.wav"))
    options = ProcessingOptions(channels=Channels.SEPARATE, first_channel="Zoé")

    transcript = client.run(meeting_id, options=options)

    assert [(speaker.id, speaker.name) for speaker in transcript.speakers] == [
        ("SPEAKER_00", "Zoé"),
        ("SPEAKER_01", None),
    ]
    assert {segment.speaker for segment in transcript.segments} == {"SPEAKER_00", "SPEAKER_01"}
    transcription = client.storage.load(meeting_id, Artefact.TRANSCRIPTION, Transcription)
    assert transcription is not None
    assert all(word.speaker is not None for word in transcription.words)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"Minutes of the meeting, as text.\n" * 100, FailureCode.UNREADABLE_MEDIA),
        (bytes(range(256)) * 400, FailureCode.UNREADABLE_MEDIA),
    ],
)
def test_what_is_no_recording_is_refused_for_good(client: PipelineClient, body: bytes, code: FailureCode) -> None:
    meeting_id = client.upload(body)

    with pytest.raises(JobError) as refusal:
        client.run(meeting_id)

    assert refusal.value.failure.code is code
    assert not refusal.value.retryable
    assert client.leftovers() == []
    assert client.keys(Bucket.PROCESSED, meeting_id) == set()


def test_a_film_without_sound_is_refused(client: PipelineClient, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    make = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi", "-i", "color=s=32x32:d=1", str(film)]
    subprocess.run(make, check=True)

    with pytest.raises(JobError) as refusal:
        client.run(client.upload(film))

    assert refusal.value.failure.code is FailureCode.NO_AUDIO


def test_a_recording_that_is_gone_is_refused_for_good(client: PipelineClient, dialogue: bytes) -> None:
    meeting_id = client.upload(dialogue)
    client.s3.delete_object(Bucket=Bucket.UPLOADS, Key=f"{meeting_id}/source")

    with pytest.raises(JobError) as refusal:
        client.run(meeting_id)

    assert refusal.value.failure.code is FailureCode.SOURCE_MISSING


class _OutOfMemoryTranscriber(WhisperTranscriber):
    """Runs out of memory with every batch."""

    batches: list[int]

    def transcribe(self, *_: object, **__: object) -> tuple[()]:
        self.batches.append(self._batch)
        raise RuntimeError("CUDA failed with error out of memory")


def test_out_of_memory_is_answered_with_half_the_batch_and_then_a_clear_error(
    client: PipelineClient, dialogue: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _OutOfMemoryTranscriber.batches = []
    monkeypatch.setattr(meeting_run, "WhisperTranscriber", _OutOfMemoryTranscriber)

    with pytest.raises(JobError) as refusal:
        client.run(client.upload(dialogue))

    batch = client.settings.hardware.transcription_batch
    assert _OutOfMemoryTranscriber.batches == [batch, batch // 2]
    assert refusal.value.failure.code is FailureCode.OUT_OF_MEMORY
    assert client.residency.resident == ()
