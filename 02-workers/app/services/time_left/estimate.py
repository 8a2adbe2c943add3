"""How long the rest of one job will take."""

from collections.abc import Mapping

from app.services.time_left.paces import Pace
from scribe_contracts.events import Stage

SPEECH_SHARE: Mapping[Stage, float] = {
    Stage.DIARIZE: 0.55,
    Stage.IDENTIFY: 1.0,
    Stage.TRANSCRIBE: 1.0,
    Stage.FUSE: 1.0,
}
"""How much of a stage's work grows with the speech; the rest, and all of the other stages, with the length.
Diarization segments every second, and embeds those in which somebody speaks: 0.8 and 1.0 seconds per 100, measured
with the CPU pack on two cores."""

COMPUTE_STAGES = frozenset(SPEECH_SHARE)
"""Run on the models' device: where one of them is slower than expected, so are the others."""

_TYPICAL_SPEECH = 0.8
"""Share of a meeting in which somebody speaks, until diarization has found out."""

_NOMINAL_SECONDS = 1800.0
"""Stands for the length of a recording that is not decoded yet, where only shares are asked for."""


class JobEstimate:
    """Starts from the paces of the jobs before, and corrects them by what this very job shows.

    `duration` and `speech` are seconds; set them when they are known.
    """

    def __init__(self, paces: Mapping[Stage, Pace]) -> None:
        self._paces = dict(paces)
        self._idle: set[Stage] = set()
        self._measured = 0.0
        self._expected = 0.0
        self._fraction = 0.0
        self.duration: float | None = None
        self.speech: float | None = None

    def expect_idle(self, stage: Stage) -> None:
        """`stage` has nothing to compute in this job."""
        self._idle.add(stage)

    def is_idle(self, stage: Stage) -> bool:
        return stage in self._idle

    def amount(self, stage: Stage) -> float:
        """Seconds of recording that the stage has to work on: of its length, of the speech in it, or of both."""
        duration = _NOMINAL_SECONDS if self.duration is None else self.duration
        speech = _TYPICAL_SPEECH * duration if self.speech is None else self.speech
        share = SPEECH_SHARE.get(stage, 0.0)
        return (1 - share) * duration + share * speech

    def note(self, stage: Stage, seconds: float) -> None:
        """`stage` has worked for so long, loading not counted. Call it when `speech` is set, if the stage finds it."""
        if stage in COMPUTE_STAGES and not self.is_idle(stage):
            self._measured += seconds
            self._expected += self._paces[stage].seconds * self.amount(stage)

    def remaining(self, stage: Stage, share: float, elapsed: float = 0.0) -> float | None:
        """Seconds left when `share` of `stage` is done after `elapsed` seconds. None until the length is known."""
        if self.duration is None:
            return None
        # The further the stage is, the more its own speed counts against what was expected of it.
        whole = (1 - share) * self._cost(stage) + elapsed
        return (1 - share) * whole + sum(self._cost(later) for later in _after(stage))

    def fraction(self, stage: Stage, share: float) -> float:
        """Share of the whole job that is done, 0 to 1; never less than was said before."""
        whole = sum(self._cost(each) for each in Stage)
        left = (1 - share) * self._cost(stage) + sum(self._cost(later) for later in _after(stage))
        done = 1 - left / whole if whole else 0.0
        self._fraction = max(self._fraction, min(1.0, done))
        return self._fraction

    def _cost(self, stage: Stage) -> float:
        """Seconds that the stage takes, as far as one can tell now."""
        if self.is_idle(stage):
            return 0.0
        pace = self._paces[stage]
        whole = pace.load_seconds + pace.seconds * self.amount(stage)
        return whole * self._slowness if stage in COMPUTE_STAGES else whole

    @property
    def _slowness(self) -> float:
        """How many times as long as expected the models have needed in this job."""
        return self._measured / self._expected if self._measured and self._expected else 1.0


def _after(stage: Stage) -> list[Stage]:
    stages = list(Stage)
    return stages[stages.index(stage) + 1 :]
