"""Who spoke when, compared with the reference: collar 0, overlapped speech scored."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate, JaccardErrorRate

from bench.heard import Turn
from bench.truth import read_rttm


@dataclass(frozen=True)
class DiarizationScore:
    """Seconds, so that files can be pooled; JER and the count are of one file."""

    speech: float
    """Of the reference, each speaker's counted."""

    missed: float
    false_alarm: float
    confusion: float
    jer: float
    speakers: int
    """In the reference."""

    found: int

    @property
    def der(self) -> float:
        return (self.missed + self.false_alarm + self.confusion) / self.speech


def score(reference: Path, turns: Sequence[Turn], seconds: float | None = None) -> DiarizationScore:
    """`reference` is an RTTM file; `seconds` the length of the recording, beyond which nothing is scored."""
    truth, found = annotation(read_rttm(reference)), annotation(turns)
    whole = Timeline([Segment(0.0, seconds)]) if seconds is not None else None
    with warnings.catch_warnings():
        # Where the length of the recording is not known, it says that it took what turns there are.
        warnings.simplefilter("ignore")
        parts = DiarizationErrorRate(collar=0.0, skip_overlap=False)(truth, found, uem=whole, detailed=True)
        jaccard = JaccardErrorRate(collar=0.0, skip_overlap=False)  # type: ignore[no-untyped-call]
        jer = jaccard(truth, found, uem=whole)
    return DiarizationScore(
        speech=float(parts["total"]),
        missed=float(parts["missed detection"]),
        false_alarm=float(parts["false alarm"]),
        confusion=float(parts["confusion"]),
        jer=float(jer),
        speakers=len(truth.labels()),
        found=len(found.labels()),
    )


def annotation(turns: Sequence[Turn]) -> Annotation:
    made = Annotation()
    for number, turn in enumerate(turns):
        if turn.end > turn.start:
            made[Segment(turn.start, turn.end), number] = turn.speaker
    return made
