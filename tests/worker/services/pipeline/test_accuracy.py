"""Accuracy of the whole pipeline with the CPU pack, on recordings with known answers."""

from pathlib import Path

import pytest
from scipy.io import wavfile
from support.meetings import PipelineClient, models_dir
from support.scoring import cpwer, diarization_errors, errors, normalised, read_stm, spoken
from tests_data import recording, sample

from app.core.config import WorkerSettings
from ops.testdata.composer import MeetingOptions, compose


@pytest.fixture(scope="module")
def client(s3_settings: WorkerSettings, tmp_path_factory: pytest.TempPathFactory) -> PipelineClient:
    changes = {"models_dir": models_dir("cpu"), "work_dir": tmp_path_factory.mktemp("work")}
    return PipelineClient(s3_settings.model_copy(update=changes))


def test_two_people_on_the_telephone_within_6_percent_der_and_25_percent_cpwer(client: PipelineClient) -> None:
    meeting_id = client.upload(sample("wav"))

    transcript = client.run(meeting_id)

    diarized = diarization_errors(sample("rttm"), client.diarization(meeting_id).turns)
    assert transcript.language == "en"
    assert len(transcript.speakers) == 2
    assert diarized.rate <= 0.06
    assert cpwer(read_stm(sample("stm")), spoken(transcript)) <= 0.25


@pytest.fixture(scope="module")
def dialogue_voices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A few sentences of each speaker, cut out of the dialogue itself.

    The enrolment recordings that lie beside it are of other people of the same names (test_matching.py).
    """
    rate, samples = wavfile.read(recording("katie-steve/meeting.wav"))
    folder = tmp_path_factory.mktemp("voices")
    for name, start, end in (("Katie", 3.8, 7.9), ("Steve", 12.3, 16.4)):
        wavfile.write(folder / f"{name}.wav", rate, samples[round(start * rate) : round(end * rate)])
    return {path.stem: path for path in sorted(folder.iterdir())}


def test_two_enrolled_voices_within_15_percent_cpwer_under_their_names(
    client: PipelineClient, dialogue_voices: dict[str, Path]
) -> None:
    voices = [client.enrol(name, path) for name, path in dialogue_voices.items()]
    meeting, reference = recording("katie-steve/meeting.wav"), recording("katie-steve/reference.stm")

    transcript = client.run(client.upload(meeting), voices=voices)

    truth, found = read_stm(reference), spoken(transcript)
    assert set(found) == {"Katie", "Steve"}
    assert cpwer(truth, found) <= 0.15
    # Under the right names, too, which cpWER by itself does not ask for.
    assert sum(errors(truth[name], found[name]) for name in truth) <= 0.15 * sum(len(t.split()) for t in truth.values())
    assert {speaker.voice_id for speaker in transcript.speakers} == {voice.voice_id for voice in voices}


def test_a_voice_that_nobody_enrolled_stays_unknown(client: PipelineClient, dialogue_voices: dict[str, Path]) -> None:
    katie = client.enrol("Katie", dialogue_voices["Katie"])

    transcript = client.run(client.upload(recording("katie-steve/meeting.wav")), voices=[katie])

    assert {speaker.name for speaker in transcript.speakers} == {"Katie", None}
    greeting = next(segment for segment in transcript.segments if "Steve" in segment.text)
    assert transcript.speaker_labels()[greeting.speaker] == "Katie"


def test_french_is_recognised_with_at_most_one_wrong_word(client: PipelineClient) -> None:
    transcript = client.run(client.upload(recording("french/utterance.wav")))

    said = normalised("Sous le consulat il devient conservateur des eaux et forêts et conseiller général")
    assert transcript.language == "fr"
    assert errors(said, " ".join(spoken(transcript).values())) <= 1


def test_five_minutes_of_four_speakers_within_1_5_percent_confusion_and_21_percent_cpwer(
    client: PipelineClient, tmp_path: Path
) -> None:
    speakers = tuple(recording(f"libri-dev/{reader}") for reader in (1688, 1998, 2033, 2414))
    meeting = compose(MeetingOptions(speakers, minutes=5, seed=7)).write(tmp_path / "meeting")
    meeting_id = client.upload(meeting)

    transcript = client.run(meeting_id)

    diarized = diarization_errors(meeting.with_suffix(".rttm"), client.diarization(meeting_id).turns)
    assert len(transcript.speakers) == 4
    assert diarized.confusion <= 0.015
    assert cpwer(read_stm(meeting.with_suffix(".stm")), spoken(transcript)) <= 0.21
