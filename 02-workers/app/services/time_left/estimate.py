"""Estimate of the time that the rest of one job will take."""

from collections.abc import Mapping

from app.services.time_left.paces import MIN_SECONDS, Pace
from scribe_contracts.events import Stage

SPEECH_SHARE: Mapping[Stage, float] = {
    Stage.DIARIZE: 0.55,
    Stage.IDENTIFY: 1.0,
    Stage.TRANSCRIBE: 1.0,
    Stage.FUSE: 1.0,
}
"""Share of a stage's work that grows with the speech; the rest, and all of the other stages, grow with the length.
Diarization segments every second, and embeds those in which somebody speaks: 0.8 and 1.0 seconds per 100, measured
with the CPU pack on two cores."""

COMPUTE_STAGES = frozenset(SPEECH_SHARE)
"""Stages that run on the models' device: where one is slower than expected, so are the others."""

_TYPICAL_SPEECH = 0.8
"""Share of a meeting with speech, assumed until diarization has measured it."""

_NOMINAL_SECONDS = 1800.0
"""Assumed length of a recording that is not decoded yet; used for shares only, never for seconds."""


class JobEstimate:
    """Estimate from the paces of earlier jobs, corrected by what this job shows.

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
        """Note that `stage` has nothing to compute in this job."""
        self._idle.add(stage)

    def is_idle(self, stage: Stage) -> bool:
        """Return whether `stage` has nothing to compute in this job."""
        return stage in self._idle

    def amount(self, stage: Stage) -> float:
        """Return the seconds of recording that the stage works on: of the length, of the speech, or a mix of both."""
        duration = _NOMINAL_SECONDS if self.duration is None else self.duration
        speech = _TYPICAL_SPEECH * duration if self.speech is None else self.speech
        share = SPEECH_SHARE.get(stage, 0.0)
        return (1 - share) * duration + share * speech

    def note(self, stage: Stage, seconds: float) -> None:
        """Note that `stage` has worked for `seconds`, without loading. Set `speech` first, if the stage measures it."""
        if stage in COMPUTE_STAGES and not self.is_idle(stage) and self.amount(stage) >= MIN_SECONDS:
            self._measured += seconds
            self._expected += self._paces[stage].seconds * self.amount(stage)

    def remaining(self, stage: Stage, share: float, elapsed: float = 0.0) -> float | None:
        """Return the seconds left, with `share` of `stage` done after `elapsed` seconds; None without a `duration`."""
        if self.duration is None:
            return None
        # The further the stage is, the more its own speed counts against what was expected of it.
        whole = (1 - share) * self._cost(stage) + elapsed
        return (1 - share) * whole + sum(self._cost(later) for later in _after(stage))

    def fraction(self, stage: Stage, share: float) -> float:
        """Return the share of the whole job that is done, 0 to 1; never less than the call before."""
        whole = sum(self._cost(each) for each in Stage)
        left = (1 - share) * self._cost(stage) + sum(self._cost(later) for later in _after(stage))
        done = 1 - left / whole if whole else 0.0
        self._fraction = max(self._fraction, min(1.0, done))
        return self._fraction

    def _cost(self, stage: Stage) -> float:
        """Return the seconds that the stage takes in all, by what is known now."""
        if self.is_idle(stage):
            return 0.0
        pace = self._paces[stage]
        whole = pace.load_seconds + pace.seconds * self.amount(stage)
        return whole * self._slowness if stage in COMPUTE_STAGES else whole

    @property
    def _slowness(self) -> float:
        """Time that the models have needed in this job, as a multiple of what was expected."""
        return self._measured / self._expected if self._measured and self._expected else 1.0


def _after(stage: Stage) -> list[Stage]:
    stages = list(Stage)
    return stages[stages.index(stage) + 1 :]
