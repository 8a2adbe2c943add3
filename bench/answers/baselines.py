"""Summaries without a language model, which a model has to beat."""

from collections.abc import Iterable, Sequence

import numpy as np

from bench.answers.texts import Meaning, sentences
from scribe_contracts.transcript import Transcript


def lead(transcript: Transcript, words: int) -> str:
    """Return the first sentences of the meeting, of about so many words."""
    return " ".join(_up_to(words, _said(transcript)))


def central(transcript: Transcript, words: int, meaning: Meaning) -> str:
    """Return the sentences nearest to the mean of all, in their order, of about so many words."""
    said = _said(transcript)
    vectors = meaning.vectors(said)
    nearest = np.argsort(-(vectors @ vectors.mean(axis=0)), kind="stable")
    chosen = {said[int(at)] for at in nearest[: len(list(_up_to(words, (said[int(at)] for at in nearest))))]}
    return " ".join(sentence for sentence in said if sentence in chosen)


def _said(transcript: Transcript) -> Sequence[str]:
    found = (sentence for segment in transcript.segments for sentence in sentences(segment.text))
    return list(dict.fromkeys(sentence for sentence in found if len(sentence.split()) > 5)) or [""]  # noqa: PLR2004


def _up_to(words: int, texts: Iterable[str]) -> Iterable[str]:
    taken = 0
    for text in texts:
        if taken >= words:
            return
        taken += len(text.split())
        yield text
