"""How right a transcript is: DER, cpWER and WER, with texts compared as the field does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np
from pyannote.core import Annotation, Segment
from pyannote.metrics.diarization import DiarizationErrorRate
from scipy.optimize import linear_sum_assignment

from scribe_contracts.artefacts import Turn
from scribe_contracts.transcript import Transcript


@dataclass(frozen=True)
class DiarizationErrors:
    """Shares of the reference's speech, collar 0, overlap scored."""

    rate: float
    confusion: float


def normalised(text: str) -> str:
    """Lower case, hyphens as spaces, no punctuation but apostrophes, white space folded."""
    return " ".join(re.sub(r"[^\w\s']", " ", text.lower().replace("-", " ")).split())


def read_stm(path: Path) -> dict[str, str]:
    """Speaker to normalised words, in order of time."""
    rows = [line.split(None, 5) for line in path.read_text().splitlines() if line and not line.startswith(";;")]
    texts: dict[str, list[str]] = {}
    for _, _, speaker, _, _, text in sorted(rows, key=lambda row: float(row[3])):
        texts.setdefault(speaker, []).append(re.sub(r"^<[^>]*>", "", text))
    return {speaker: normalised(" ".join(parts)) for speaker, parts in texts.items()}


def spoken(transcript: Transcript) -> dict[str, str]:
    """Speaker's name, or id, to normalised words."""
    labels = transcript.speaker_labels()
    texts: dict[str, list[str]] = {}
    for segment in transcript.segments:
        texts.setdefault(labels[segment.speaker], []).append(segment.text)
    return {speaker: normalised(" ".join(parts)) for speaker, parts in texts.items()}


def errors(reference: str, hypothesis: str) -> int:
    """Words substituted, deleted and inserted."""
    if not reference or not hypothesis:
        return len(reference.split()) + len(hypothesis.split())
    counts = jiwer.process_words(reference, hypothesis)
    return counts.substitutions + counts.deletions + counts.insertions


def cpwer(reference: Mapping[str, str], hypothesis: Mapping[str, str]) -> float:
    """Concatenated minimum-permutation word error rate (Watanabe et al., CHiME-6)."""
    size = max(len(reference), len(hypothesis))
    truth = [*reference.values(), *[""] * (size - len(reference))]
    heard = [*hypothesis.values(), *[""] * (size - len(hypothesis))]
    costs = np.array([[errors(said, found) for found in heard] for said in truth])
    rows, columns = linear_sum_assignment(costs)
    return float(costs[rows, columns].sum()) / sum(len(said.split()) for said in truth)


def diarization_errors(reference: Path, turns: Sequence[Turn]) -> DiarizationErrors:
    """`reference` is an RTTM file."""
    truth, found = Annotation(), Annotation()
    for number, line in enumerate(reference.read_text().splitlines()):
        fields = line.split()
        start, seconds = float(fields[3]), float(fields[4])
        truth[Segment(start, start + seconds), number] = fields[7]
    for number, turn in enumerate(turns):
        found[Segment(turn.start, turn.end), number] = turn.speaker
    parts = DiarizationErrorRate(collar=0.0)(truth, found, detailed=True)
    return DiarizationErrors(parts["diarization error rate"], parts["confusion"] / parts["total"])
