"""Figures of one recording and of all together."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict, computed_field


class Rate(BaseModel):
    """Errors among so many: words, or seconds of speech for the DER."""

    model_config = ConfigDict(frozen=True)

    errors: float
    total: float

    @computed_field  # type: ignore[prop-decorator]
    @property
    def rate(self) -> float | None:
        """Share of errors; it may be above 1, and is None where there is nothing to be right about."""
        return self.errors / self.total if self.total else None


class Speakers(BaseModel):
    """Number of people: that of the reference, and that of the product."""

    true: int
    found: int


class Score(BaseModel):
    """Figures of a recording; None where its reference does not say enough."""

    wer: Rate | None = None
    cpwer: Rate | None = None
    der: Rate | None = None
    speakers: Speakers | None = None
    wrong_names: Rate | None = None
    """Words under the name of somebody else."""

    no_name: Rate | None = None
    """Words of enrolled people under no name."""


class Place(BaseModel):
    """A passage to listen to, without its words."""

    recording: str
    start: float
    end: float
    errors: int


class Outcome(BaseModel):
    """Result of one recording; `score` or `failure` is set."""

    recording: str
    score: Score | None = None
    failure: str | None = None
    meeting_id: UUID | None = None
    """The meeting, where it was kept."""


class Results(BaseModel):
    """Everything that may be written to a file: no word of a transcript is in it."""

    recordings: Sequence[Outcome]
    pooled: Score
    """Errors of all recordings among all words or seconds; `speakers` counts recordings, found: those counted right."""

    worst: Sequence[Place]


def pool(scores: Sequence[Score]) -> Score:
    """Return the figures of all recordings together, so that each word and second weighs the same."""
    counted = [score.speakers for score in scores if score.speakers is not None]
    right = sum(each.true == each.found for each in counted)
    return Score(
        wer=_sum(score.wer for score in scores),
        cpwer=_sum(score.cpwer for score in scores),
        der=_sum(score.der for score in scores),
        speakers=Speakers(true=len(counted), found=right) if counted else None,
        wrong_names=_sum(score.wrong_names for score in scores),
        no_name=_sum(score.no_name for score in scores),
    )


def _sum(rates: Iterable[Rate | None]) -> Rate | None:
    present = [rate for rate in rates if rate is not None]
    if not present:
        return None
    return Rate(errors=sum(rate.errors for rate in present), total=sum(rate.total for rate in present))
