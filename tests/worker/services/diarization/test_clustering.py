"""Clustering of local speakers into people."""

import numpy as np
import pytest

from app.services.diarization.clustering import NOBODY, cluster
from app.services.diarization.people import PeopleSettings
from app.services.diarization.segmentation import LocalSpeech
from scribe_contracts.jobs import SpeakerCount

SETTINGS = PeopleSettings(0.7, 12, 0.45, "the recipe's")
Embeddings = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def conversation(people: int, chunks: int = 60) -> tuple[Embeddings, LocalSpeech]:
    """Each chunk hears one person, in the first slot; neighbours in the second one hear nobody."""
    draw = np.random.default_rng(1)
    voices = np.linalg.qr(draw.standard_normal((64, people)))[0].T
    embeddings = np.full((chunks, 2, 64), np.nan, dtype=np.float32)
    for chunk in range(chunks):
        embeddings[chunk, 0] = 3 * voices[chunk % people] + 0.05 * draw.standard_normal(64)
    active = np.zeros((chunks, 10, 2), dtype=bool)
    active[:, :, 0] = True
    return embeddings, LocalSpeech(active)


@pytest.mark.parametrize("people", [1, 2, 4])
def test_each_person_is_one_cluster(people: int) -> None:
    embeddings, speech = conversation(people)

    labels = cluster(embeddings, speech, SpeakerCount(), SETTINGS).labels

    assert len(set(labels[:, 0])) == people
    assert all(len(set(labels[person::people, 0])) == 1 for person in range(people))
    assert set(labels[:, 1]) == {NOBODY}


@pytest.mark.parametrize("count", [SpeakerCount(exact=1), SpeakerCount(exact=2), SpeakerCount(minimum=2, maximum=2)])
def test_the_number_of_people_is_heeded(count: SpeakerCount) -> None:
    embeddings, speech = conversation(4)

    labels = cluster(embeddings, speech, count, SETTINGS).labels

    assert len(set(labels[:, 0])) == (count.exact or count.maximum)


def test_who_never_speaks_alone_is_recognised_all_the_same() -> None:
    embeddings, speech = conversation(2)
    speech.active[:, :, 1] = True

    assert set(cluster(embeddings, speech, SpeakerCount(), SETTINGS).labels[:, 0]) == {0, 1}


def test_without_any_embedding_there_is_nobody() -> None:
    embeddings, speech = conversation(2)

    clusters = cluster(np.full_like(embeddings, np.nan), speech, SpeakerCount(), SETTINGS)

    assert set(clusters.labels.ravel()) == {NOBODY}
    assert not clusters.confidence.any()
    assert set(clusters.guesses[:, 0]) == {0}
    assert set(clusters.guesses[:, 1]) == {NOBODY}


def test_who_sounds_like_two_people_has_low_confidence() -> None:
    embeddings, speech = conversation(2)
    embeddings[7, 0] = embeddings[0, 0] + 1.1 * embeddings[1, 0]

    confidence = cluster(embeddings, speech, SpeakerCount(), SETTINGS).confidence

    assert confidence[7, 0] < 0.2
    assert np.delete(confidence[:, 0], 7).min() > 0.8


def test_where_there_is_one_person_confidence_is_full() -> None:
    embeddings, speech = conversation(1)

    assert cluster(embeddings, speech, SpeakerCount(), SETTINGS).confidence[:, 0].min() == 1.0


def test_many_embeddings_cost_memory_for_a_part_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.diarization.people._MAX_EMBEDDINGS", 100)
    embeddings, speech = conversation(3, chunks=450)

    labels = cluster(embeddings, speech, SpeakerCount(), SETTINGS).labels

    assert all(len(set(labels[person::3, 0])) == 1 for person in range(3))
    assert len(set(labels[:, 0])) == 3


def test_who_speaks_without_an_embedding_may_be_whom_the_chunk_does_not_hear_already() -> None:
    embeddings, speech = conversation(2)
    speech.active[30, :3, 1] = True

    clusters = cluster(embeddings, speech, SpeakerCount(), SETTINGS)

    assert clusters.labels[30, 1] == NOBODY
    assert clusters.guesses[30, 1] == clusters.labels[31, 0] != clusters.labels[30, 0]
