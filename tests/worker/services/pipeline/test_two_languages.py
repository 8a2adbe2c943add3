"""A meeting of two minutes in English, with two sentences in French, through the whole pipeline with the CPU pack."""

import io
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.io import wavfile
from support.meetings import PipelineClient, models_dir
from support.scoring import normalised
from tests_data import recording

from app.core.config import WorkerSettings
from scribe_contracts import storage
from scribe_contracts.jobs import Passage, ProcessingOptions
from scribe_contracts.storage import Artefact
from scribe_contracts.transcript import Segment, Transcript

RATE = 16_000
PAUSE = np.zeros(round(0.8 * RATE), dtype=np.int16)
FRENCH = "sous le consulat"
MIN_SECONDS = 118.0


@dataclass(frozen=True)
class Composed:
    recording: bytes
    french: tuple[tuple[float, float], ...]
    """Times of the French sentences in seconds."""

    def is_french(self, segment: Segment) -> bool:
        middle = (segment.start + segment.end) / 2
        return any(start <= middle <= end for start, end in self.french)


def samples(path: str) -> NDArray[np.int16]:
    rate, found = wavfile.read(recording(path))
    assert rate == RATE
    mono: NDArray[np.int16] = found
    return mono


@pytest.fixture(scope="module")
def composed() -> Composed:
    """Return English sentences of three readers in turns, with the French one after a third and after two thirds."""
    english = samples("katie-steve/meeting.wav")
    french = samples("french/utterance.wav")
    pieces: list[NDArray[np.int16]] = []
    spans = []
    for part in (english, french, english, french, english, english[: 12 * RATE]):
        start = sum(map(len, pieces)) / RATE
        if part is french:
            spans.append((start, start + len(part) / RATE))
        pieces += [part, PAUSE]
    stream = io.BytesIO()
    wavfile.write(stream, RATE, np.concatenate(pieces))
    return Composed(stream.getvalue(), tuple(spans))


@pytest.fixture(scope="module")
def client(s3_settings: WorkerSettings, tmp_path_factory: pytest.TempPathFactory) -> PipelineClient:
    changes = {"models_dir": models_dir("cpu"), "work_dir": tmp_path_factory.mktemp("work")}
    return PipelineClient(s3_settings.model_copy(update=changes))


def heard(transcript: Transcript, language: str) -> str:
    return normalised(" ".join(each.text for each in transcript.segments if each.language == language))


def test_each_passage_of_two_minutes_is_in_its_language(client: PipelineClient, composed: Composed) -> None:
    transcript = client.run(client.upload(composed.recording))

    assert transcript.duration >= MIN_SECONDS
    assert transcript.language == "en"
    assert heard(transcript, "fr").count(FRENCH) == 2
    assert {each.language for each in transcript.segments if composed.is_french(each)} == {"fr"}
    assert {each.language for each in transcript.segments if not composed.is_french(each)} == {"en"}


def test_a_passage_in_the_wrong_language_is_put_right_and_nothing_else(
    client: PipelineClient, composed: Composed
) -> None:
    meeting_id = client.upload(composed.recording)
    wrong = client.run(meeting_id, options=ProcessingOptions(language="en"))
    assert FRENCH not in heard(wrong, "en")
    (start, end), _ = composed.french
    chosen = tuple(each.id for each in wrong.segments if each.start < end - 0.5 and each.end > start + 0.5)

    right = client.run(
        meeting_id,
        attempt=2,
        options=ProcessingOptions(language="en"),
        passage=Passage(
            transcript=storage.artefact(meeting_id, Artefact.TRANSCRIPT).key, segments=chosen, language="fr"
        ),
    )

    assert heard(right, "fr").count(FRENCH) == 1
    kept = {each.id: each for each in wrong.segments if each.id not in chosen}
    assert {each.id: each for each in right.segments if each.id not in chosen} == kept
    assert {each.speaker for each in right.segments} <= {each.speaker for each in wrong.segments}
