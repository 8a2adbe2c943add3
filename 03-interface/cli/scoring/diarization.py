"""Diarization errors: collar 0, overlapped speech scored."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyannote.core import Annotation


class SpokenTurn(Protocol):
    """An uninterrupted stretch of one speaker; times are seconds from the start of the recording."""

    @property
    def speaker(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


@dataclass(frozen=True)
class DiarizationScore:
    """Errors in seconds, so that files can be pooled; JER and the number of speakers are of one file."""

    speech: float
    """Speech of the reference, the seconds of each speaker counted."""

    missed: float
    false_alarm: float
    confusion: float
    jer: float
    speakers: int
    """Number of speakers in the reference."""

    found: int

    @property
    def der(self) -> float:
        return (self.missed + self.false_alarm + self.confusion) / self.speech


def score_turns(
    reference: Iterable[SpokenTurn], turns: Iterable[SpokenTurn], seconds: float | None = None
) -> DiarizationScore:
    """Return the errors of `turns`; nothing beyond `seconds` is scored."""
    from pyannote.core import Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate, JaccardErrorRate

    truth, found = annotation(reference), annotation(turns)
    whole = Timeline([Segment(0.0, seconds)]) if seconds is not None else None
    with warnings.catch_warnings():
        # It warns where it takes the length of the recording from the turns.
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


def annotation(turns: Iterable[SpokenTurn]) -> "Annotation":
    """Return who speaks when; a second that two turns of one speaker share is one second."""
    from pyannote.core import Annotation, Segment

    made = Annotation()
    for number, turn in enumerate(turns):
        if turn.end > turn.start:
            made[Segment(turn.start, turn.end), number] = turn.speaker
    return made.support()
