"""Errors of a transcript, by the benchmark's measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import truth
from bench.heard import Turn as HeardTurn
from bench.scoring import diarization
from bench.scoring.texts import by_speaker, cp_errors, normalised
from bench.scoring.texts import word_errors as errors
from scribe_contracts.artefacts import Turn
from scribe_contracts.transcript import Transcript

__all__ = ["DiarizationErrors", "cpwer", "diarization_errors", "errors", "normalised", "read_stm", "spoken"]


@dataclass(frozen=True)
class DiarizationErrors:
    """Shares of the reference's speech, collar 0, overlap scored."""

    rate: float
    confusion: float


def read_stm(path: Path) -> dict[str, str]:
    """Return each speaker's normalised words, in order of time."""
    return by_speaker(truth.read_stm(path))


def spoken(transcript: Transcript) -> dict[str, str]:
    """Return normalised words by the speaker's name, or id."""
    labels = transcript.speaker_labels()
    texts: dict[str, list[str]] = {}
    for segment in transcript.segments:
        texts.setdefault(labels[segment.speaker], []).append(segment.text)
    return {speaker: normalised(" ".join(parts)) for speaker, parts in texts.items()}


def cpwer(reference: Mapping[str, str], hypothesis: Mapping[str, str]) -> float:
    """Return the concatenated minimum-permutation word error rate (Watanabe et al., CHiME-6)."""
    return cp_errors(reference, hypothesis) / sum(len(said.split()) for said in reference.values())


def diarization_errors(reference: Path, turns: Sequence[Turn]) -> DiarizationErrors:
    """Return the errors against `reference`, an RTTM file."""
    found = [HeardTurn(turn.speaker, turn.start, turn.end) for turn in turns]
    score = diarization.score(reference, found)
    return DiarizationErrors(score.der, score.confusion / score.speech)
