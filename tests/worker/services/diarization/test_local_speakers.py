"""Selection of the speech that is embedded."""

import numpy as np

from app.services.diarization.local_speakers import SAME_SPEECH, embedded_speech, embedding_sources
from app.services.diarization.segmentation import LocalSpeech

FRAMES = 100


def speech(*spans: tuple[float, float], seconds: int = 20) -> LocalSpeech:
    """Return the speech of one speaker who talks in `spans`, as chunks of 10 s see it, one every second."""
    timeline = np.zeros((seconds + 10) * 10, dtype=bool)
    for start, end in spans:
        timeline[round(start * 10) : round(end * 10)] = True
    chunks = np.stack([timeline[chunk * 10 : chunk * 10 + FRAMES] for chunk in range(seconds)])
    return LocalSpeech(np.stack([chunks, np.zeros_like(chunks)], axis=2))


def test_neighbouring_chunks_share_an_embedding() -> None:
    sources = embedding_sources(speech((0, 30)))

    assert len(sources) == 20
    assert len(set(sources.values())) == 3


def test_nobody_is_stood_for_by_somebody_with_other_speech() -> None:
    heard = speech((0, 3), (5, 5.6), (8, 19), (21, 22.5))

    for slot, source in embedding_sources(heard).items():
        shift = (source[0] - slot[0]) * 10
        mine, theirs = heard.active[slot[0], :, slot[1]], heard.active[source[0], :, source[1]]
        both = mine[max(0, shift) : FRAMES + min(0, shift)] & theirs[max(0, -shift) : FRAMES + min(0, -shift)]
        assert both.sum() / max(mine.sum(), theirs.sum()) >= SAME_SPEECH


def test_who_says_too_little_gets_no_embedding() -> None:
    assert embedding_sources(speech((11.0, 11.3))) == {}


def test_silence_asks_for_nothing() -> None:
    assert embedding_sources(speech()) == {}


def test_speakers_who_swap_slots_are_followed() -> None:
    heard = speech((0, 30))
    heard.active[4] = heard.active[4][:, ::-1]

    sources = embedding_sources(heard)

    assert (4, 1) in sources
    assert len(set(sources.values())) == 3


def test_overlapped_speech_is_embedded_only_where_there_is_little_else() -> None:
    active = np.zeros((1, FRAMES, 2), dtype=bool)
    active[0, :50, 0] = active[0, 30:48, 1] = True

    frames = embedded_speech(LocalSpeech(active))

    assert frames[0, :, 0].sum() == 32
    assert frames[0, :, 1].sum() == 18
