"""Test the measures of written text, and the summaries that a model has to beat."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
import pytest

from bench.answers.baselines import central, lead
from bench.answers.texts import FloatArray, Meaning, rouge_l, sentences
from scribe_contracts.evidence.words import tokens
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript

SAID = (
    "Good morning to all of you, please sit down.",
    "The budget of the garden is two thousand euros a year.",
    "We raise the budget of the garden to three thousand euros.",
    "Somebody has left a red umbrella in the hall.",
)


class WordCounts:
    """Embeds a text as the counts of its words, of length 1."""

    def encode(self, texts: Sequence[str]) -> tuple[FloatArray, int]:
        vocabulary = sorted({word for text in texts for word in tokens(text)} | set(tokens(" ".join(SAID))))
        counts = np.array([[tokens(text).count(word) for word in vocabulary] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True), 0


@pytest.fixture
def meaning() -> Meaning:
    return Meaning(WordCounts())


@pytest.fixture
def transcript() -> Transcript:
    return Transcript(
        meeting_id=UUID(int=0),
        language="en",
        language_probability=1.0,
        duration=4.0,
        models=Models(diarization="", identification="", transcription=""),
        speakers=(Speaker(id="SPEAKER_00", name="Ada", speech_seconds=4.0),),
        segments=tuple(
            Segment(id=at, speaker="SPEAKER_00", start=at, end=at + 1, text=text, words=())
            for at, text in enumerate(SAID)
        ),
    )


def test_rouge_counts_the_words_in_common_order_with_the_best_reference() -> None:
    # Common in order: "the budget rises"; 2 * 3 / (3 + 5).
    assert rouge_l("The budget rises", ["the garden", "The budget of gardens rises"]) == pytest.approx(0.75)
    assert rouge_l("rises budget the", ["the budget rises"]) == pytest.approx(1 / 3)
    assert rouge_l("Élevé", ["élevé"]) == 1.0
    assert rouge_l("", ["the"]) == 0.0


def test_sentences_without_letters_are_none() -> None:
    assert sentences("It ends. 12. Does it? Yes…") == ["It ends.", "Does it?", "Yes…"]


def test_sentences_are_matched_whatever_their_order(meaning: Meaning) -> None:
    assert meaning.f1(f"{SAID[1]} {SAID[0]}", [f"{SAID[0]} {SAID[1]}"]) == pytest.approx(1.0, abs=1e-5)
    assert meaning.f1(SAID[3], [SAID[2]]) < meaning.f1(SAID[1], [SAID[2]]) < 1.0
    assert meaning.f1("", ["A reference."]) == 0.0


def test_baselines_are_as_long_as_asked(transcript: Transcript, meaning: Meaning) -> None:
    assert lead(transcript, 3) == SAID[0]
    assert lead(transcript, 10) == f"{SAID[0]} {SAID[1]}"
    assert central(transcript, 8, meaning) in SAID[1:3]
