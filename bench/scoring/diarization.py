"""Diarization errors against an RTTM file, scored as `./manage.sh evaluate` scores."""

from collections.abc import Sequence
from pathlib import Path

from bench.heard import Turn
from bench.truth import read_rttm
from cli.scoring.diarization import DiarizationScore, annotation, score_turns

__all__ = ["DiarizationScore", "annotation", "score", "score_turns"]


def score(reference: Path, turns: Sequence[Turn], seconds: float | None = None) -> DiarizationScore:
    """Return the errors of `turns`. `reference` is an RTTM file; nothing beyond `seconds` is scored."""
    return score_turns(read_rttm(reference), turns, seconds)
