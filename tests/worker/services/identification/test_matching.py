"""Matching of speakers with enrolled voices."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import uuid4

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray
from support.meetings import models_dir
from tests_data import recording

from app.core.config import WorkerSettings
from app.core.models import ModelResidency
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.embedding.loader import EMBEDDER
from app.services.identification.matching import KnownVoice, identify
from app.services.identification.thresholds import Thresholds, shipped_thresholds
from app.services.identification.voiceprints import clean_speech, voiceprint
from scribe_contracts.artefacts import Turn

THRESHOLDS = Thresholds(accept=0.5, margin=0.1, source="test")
READERS = ("1688", "1998", "2033", "2414", "2609")


def voice(name: str, *direction: float) -> KnownVoice:
    embedding = np.array(direction, dtype=np.float32)
    return KnownVoice(uuid4(), name, embedding / np.linalg.norm(embedding))


def heard(*direction: float) -> NDArray[np.float32]:
    embedding = np.array(direction, dtype=np.float32)
    return np.asarray(embedding / np.linalg.norm(embedding), dtype=np.float32)


def test_the_nearest_voice_gives_the_name() -> None:
    anna, bruno = voice("Anna", 1, 0, 0), voice("Bruno", 0, 1, 0)

    (speaker,) = identify({"SPEAKER_00": heard(0.2, 1, 0)}, [anna, bruno], THRESHOLDS)

    assert (speaker.name, speaker.voice_id) == ("Bruno", bruno.voice_id)


def test_a_voice_names_one_speaker_only() -> None:
    anna = voice("Anna", 1, 0, 0)
    prints = {"SPEAKER_00": heard(1, 0.5, 0), "SPEAKER_01": heard(1, 0.1, 0)}

    first, second = identify(prints, [anna], THRESHOLDS)

    assert (first.name, second.name) == (None, "Anna")
    assert first.similarity == pytest.approx(0.894, abs=0.001)


def test_a_weak_resemblance_is_no_name() -> None:
    (speaker,) = identify({"SPEAKER_00": heard(0.4, 1, 0)}, [voice("Anna", 1, 0, 0)], THRESHOLDS)

    assert speaker.name is None
    assert speaker.similarity == pytest.approx(0.371, abs=0.001)


def test_two_voices_that_resemble_the_speaker_alike_are_no_name() -> None:
    voices = [voice("Anna", 1, 0.1, 0), voice("Bruno", 1, -0.1, 0)]

    (speaker,) = identify({"SPEAKER_00": heard(1, 0.02, 0)}, voices, THRESHOLDS)

    assert speaker.name is None


def test_a_person_enrolled_twice_is_no_rival_of_herself() -> None:
    voices = [voice("Anna", 1, 0.1, 0), voice("Anna", 1, -0.1, 0)]

    (speaker,) = identify({"SPEAKER_00": heard(1, 0.02, 0)}, voices, THRESHOLDS)

    assert speaker.name == "Anna"


def test_who_says_too_little_stays_unknown() -> None:
    (speaker,) = identify({"SPEAKER_00": None}, [voice("Anna", 1, 0)], THRESHOLDS)

    assert (speaker.name, speaker.similarity) == (None, None)


class LoudnessEmbedder:
    """Embeds a piece as its mean sample, in the first dimension, and what that lacks to one, in the second."""

    name = "loudness"
    dimension = 2

    def frames(self, samples: int) -> int:
        return samples

    def filter_banks(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        return samples

    def features(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        return samples

    def embed_each(self, features: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32] | None]:
        for samples in features:
            yield np.array([samples.mean(), 1 - samples.mean()], dtype=np.float32)

    def close(self) -> None:
        pass


def speech(seconds: float, sample: float) -> NDArray[np.float32]:
    return np.full(round(seconds * SAMPLE_RATE), sample, dtype=np.float32)


def test_several_samples_are_pooled_by_their_length() -> None:
    pooled = voiceprint([speech(20, 1.0), speech(10, 0.0)], LoudnessEmbedder())

    assert pooled is not None
    assert pooled == pytest.approx([2 / 5**0.5, 1 / 5**0.5], abs=1e-6)


def test_a_second_and_a_half_of_speech_is_the_least_that_is_compared() -> None:
    embedder = LoudnessEmbedder()

    assert voiceprint([speech(0.7, 1.0), speech(0.7, 1.0)], embedder) is None
    assert voiceprint([speech(0.8, 1.0), speech(0.8, 1.0)], embedder) is not None
    assert voiceprint([], embedder) is None


def test_only_speech_without_others_is_compared() -> None:
    samples = np.arange(10 * SAMPLE_RATE, dtype=np.int64).astype(np.int16)[:, None]
    turns = [
        Turn(speaker="SPEAKER_00", start=0, end=4),
        Turn(speaker="SPEAKER_01", start=3, end=5),
        Turn(speaker="SPEAKER_00", start=4.5, end=7),
    ]

    pieces = clean_speech(Audio(samples), turns, "SPEAKER_00")

    assert sorted(len(piece) / SAMPLE_RATE for piece in pieces) == [2.0, 3.0]


@pytest.fixture(scope="module")
def embedder(s3_settings: WorkerSettings) -> Iterator[SpeakerEmbedder]:
    residency = ModelResidency(s3_settings.model_copy(update={"models_dir": models_dir("cpu")}))
    with residency.use(EMBEDDER) as embedder:
        yield embedder


def samples_of(path: Path) -> NDArray[np.float32]:
    decode = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(path)]
    raw = subprocess.run([*decode, "-f", "s16le", "-ac", "1", "-ar", "16000", "-"], check=True, capture_output=True)
    return np.frombuffer(raw.stdout, dtype=np.int16).astype(np.float32) / 32768


def test_readers_are_told_apart_and_strangers_stay_strangers(embedder: SpeakerEmbedder) -> None:
    """Three utterances enrol each of five readers; other utterances of theirs and twenty strangers are compared."""
    thresholds = shipped_thresholds(embedder.name)
    voices, tests = [], {}
    for reader in READERS:
        utterances = sorted(recording(f"libri-dev/{reader}").glob("*.flac"))
        enrolled = voiceprint([samples_of(path) for path in utterances[:3]], embedder)
        assert enrolled is not None
        voices.append(KnownVoice(uuid4(), reader, enrolled))
        tests |= {f"{reader}/{path.stem}": voiceprint([samples_of(path)], embedder) for path in utterances[3:6]}
    strangers = sorted(recording("libri-dev/strangers").glob("*.flac"))[:20]
    tests |= {f"stranger/{path.stem}": voiceprint([samples_of(path)], embedder) for path in strangers}

    found = {label: identify({label: each}, voices, thresholds)[0].name for label, each in tests.items()}

    wrong = {
        label: name for label, name in found.items() if name != (None if label.startswith("stranger") else label[:4])
    }
    assert len(found) == 35
    assert wrong == {}


def test_recordings_of_other_people_do_not_name_anybody(embedder: SpeakerEmbedder) -> None:
    """The enrolment recordings of this dialogue are of other people than those who speak in it."""
    folder = recording("katie-steve")
    voices = []
    for name in ("katie", "steve"):
        enrolled = voiceprint([samples_of(folder / f"enroll_{name}.wav")], embedder)
        assert enrolled is not None
        voices.append(KnownVoice(uuid4(), name, enrolled))
    meeting = samples_of(folder / "meeting.wav")
    spans = {"katie": (3.8, 11.5), "steve": (12.3, 23.8)}
    prints = {
        name: voiceprint([meeting[round(a * SAMPLE_RATE) : round(b * SAMPLE_RATE)]], embedder)
        for name, (a, b) in spans.items()
    }

    assert {speaker.name for speaker in identify(prints, voices, shipped_thresholds(embedder.name))} == {None}
