"""One answer out of overlapping chunks, as pyannote.audio gives it."""

import numpy as np
import pytest
from numpy.typing import NDArray
from pyannote.audio.pipelines.utils.diarization import SpeakerDiarizationMixin as Recipe
from pyannote.core import SlidingWindow, SlidingWindowFeature

from app.services.diarization.clustering import NOBODY, Clusters
from app.services.diarization.segmentation import LocalSpeech
from app.services.diarization.timeline import count_speakers, spans, speaker_activity

FRAMES = SlidingWindow(start=0.0, duration=0.0619375, step=0.016875)
CHUNKS = SlidingWindow(start=0.0, duration=10.0, step=1.0)


def talk(chunks: int = 24) -> LocalSpeech:
    """Three local speakers who start and stop at random, in stretches as speech has them."""
    draw = np.random.default_rng(3).random((chunks, 19, 3)) > 0.55
    return LocalSpeech(np.repeat(draw, 31, axis=1))


def labels_of(speech: LocalSpeech) -> NDArray[np.int64]:
    labels = np.random.default_rng(4).permuted(np.tile(np.arange(3), (speech.chunks, 1)), axis=1)
    labels[::5, 1] = -2
    return labels


def equally_sure(labels: NDArray[np.int64]) -> Clusters:
    return Clusters(labels, np.ones(labels.shape), np.full(labels.shape, NOBODY))


def test_the_number_of_speakers_is_pyannotes() -> None:
    speech = talk()

    expected = Recipe.speaker_count(
        SlidingWindowFeature(speech.active.astype(np.float32), CHUNKS), FRAMES, warm_up=(0.0, 0.0)
    )

    assert np.array_equal(count_speakers(speech)[: len(expected)], expected.data[:, 0])


def test_who_speaks_is_pyannotes_answer() -> None:
    speech, labels = talk(), labels_of(talk())
    count = count_speakers(speech)
    grouped = np.full(speech.active.shape, np.nan, dtype=np.float32)
    heard = np.zeros((len(count), 3), dtype=bool)
    for chunk, slot in np.argwhere(labels >= 0):
        grouped[chunk, :, labels[chunk, slot]] = speech.active[chunk, :, slot]
        first = round(chunk / FRAMES.step)
        heard[first : first + speech.frames, labels[chunk, slot]] |= speech.active[chunk, :, slot]
    expected = Recipe.to_diarization(
        SlidingWindowFeature(grouped, CHUNKS), SlidingWindowFeature(count[:, None].astype(np.int8), FRAMES)
    )

    active = speaker_activity(speech, equally_sure(labels), count)

    # Pyannote fills the count up with speakers whom no chunk hears.
    assert np.array_equal(active, (expected.data > 0)[: len(count)] & heard)
    turns = Recipe.to_annotation(
        SlidingWindowFeature(active.astype(np.float32), FRAMES), min_duration_on=0.0, min_duration_off=0.0
    )
    for speaker in range(3):
        stock = [(round(turn.start, 3), round(turn.end, 3)) for turn in turns.label_timeline(speaker)]
        assert np.array(spans(active[:, speaker], 1e9)) == pytest.approx(np.array(stock), abs=2e-3)


def test_turns_start_and_end_in_the_middle_of_frames() -> None:
    active = np.zeros(100, dtype=bool)
    active[10:20] = active[90:] = True

    assert spans(active, 60.0) == [(0.2, 0.368), (1.55, 1.702)]


def test_turns_end_with_the_recording() -> None:
    active = np.zeros(100, dtype=bool)
    active[90:] = True

    assert spans(active, 1.6) == [(1.55, 1.6)]
    assert spans(active, 1.5) == []


def test_nobody_speaks_where_no_chunk_hears_anybody() -> None:
    speech = talk()
    nobody = np.full((speech.chunks, 3), -2)

    assert speaker_activity(speech, equally_sure(nobody), count_speakers(speech)).shape[1] == 0


def test_where_chunks_disagree_the_surer_one_is_believed() -> None:
    speech = LocalSpeech(np.ones((2, 589, 1), dtype=bool))
    labels = np.array([[0], [1]])
    clusters = Clusters(labels, np.array([[0.2], [0.6]]), np.full(labels.shape, NOBODY))

    active = speaker_activity(speech, clusters, count_speakers(speech))

    middle = active[100:500]
    assert middle[:, 1].all()
    assert not middle[:, 0].any()


def test_who_cannot_be_recognised_is_heard_where_nobody_else_is() -> None:
    speech = LocalSpeech(np.zeros((1, 589, 2), dtype=bool))
    speech.active[0, 100:200, 0] = True
    speech.active[0, 150:300, 1] = True
    count = count_speakers(speech)
    count[150:200] = 1

    active = speaker_activity(
        speech, Clusters(np.array([[0, NOBODY]]), np.ones((1, 2)), np.array([[NOBODY, 1]])), count
    )

    assert np.flatnonzero(active[:, 0]).tolist() == list(range(100, 200))
    assert np.flatnonzero(active[:, 1]).tolist() == list(range(200, 300))
