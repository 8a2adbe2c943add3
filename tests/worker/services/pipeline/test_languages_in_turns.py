"""Speech in three languages, in turns, is written as well as each language is alone."""

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.io import wavfile
from support.meetings import PipelineClient, models_dir
from support.recordings import ffmpeg
from support.scoring import errors as word_errors
from support.scoring import normalised
from tests_data import recording

from app.core.config import WorkerSettings
from scribe_contracts.transcript import Transcript

RATE = 16_000
PAUSE = np.zeros(round(0.7 * RATE), dtype=np.int16)
MAX_MORE_WER = 0.05
SAID = {
    "en": "And so my fellow Americans ask not what your country can do for you, ask what you can do for your country",
    "fr": "Sous le consulat il devient conservateur des eaux et forêts et conseiller général",
    "de": "Jedem, der diese Software und die dazugehörigen Dokumentationsdateien erhält, wird hiermit unentgeltlich "
    "die Genehmigung erteilt, mit der Software uneingeschränkt zu verfahren. Dies umfasst insbesondere das Recht, die "
    "Software zu verwenden, zu vervielfältigen, zu modifizieren, zusammenzufügen, zu veröffentlichen, zu verteilen, "
    "unterzulizenzieren und/oder Kopien der Software zu verkaufen und diese Rechte unter folgenden Bedingungen "
    "anderen zu übertragen",
}
SOURCES = {
    "en": ("formats/jfk.flac", 0.0),
    "fr": ("french/utterance.wav", 0.0),
    "de": ("formats/multilingual.mp3", 31.0),
}
TURNS = ("fr", "en", "de", "fr", "en")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NDArray[np.int16]]:
    """Return the samples of each language."""
    folder = tmp_path_factory.mktemp("spoken")
    samples = {}
    for code, (name, start) in SOURCES.items():
        path: Path = folder / f"{code}.wav"
        ffmpeg("-ss", str(start), "-i", recording(name), "-ac", "1", "-ar", str(RATE), path)
        samples[code] = wavfile.read(path)[1]
    return samples


@pytest.fixture(scope="module")
def client(s3_settings: WorkerSettings, tmp_path_factory: pytest.TempPathFactory) -> PipelineClient:
    changes = {"models_dir": models_dir("cpu"), "work_dir": tmp_path_factory.mktemp("work")}
    return PipelineClient(s3_settings.model_copy(update=changes))


def transcribe(client: PipelineClient, *pieces: NDArray[np.int16]) -> Transcript:
    stream = io.BytesIO()
    wavfile.write(stream, RATE, np.concatenate([part for piece in pieces for part in (piece, PAUSE)]))
    return client.run(client.upload(stream.getvalue()))


def errors(transcript: Transcript, code: str, times: int) -> float:
    """Return the share of wrong words in what is written in a language."""
    text = " ".join(segment.text for segment in transcript.segments if segment.language == code)
    reference = normalised(" ".join([SAID[code]] * times))
    return word_errors(reference, normalised(text)) / len(reference.split())


def test_each_language_is_written_as_well_as_alone(
    client: PipelineClient, spoken: dict[str, NDArray[np.int16]]
) -> None:
    alone = {code: errors(transcribe(client, samples), code, 1) for code, samples in spoken.items()}

    together = transcribe(client, *(spoken[code] for code in TURNS))

    assert {segment.language for segment in together.segments} == set(SAID)
    for code in SAID:
        assert errors(together, code, TURNS.count(code)) <= alone[code] + MAX_MORE_WER
