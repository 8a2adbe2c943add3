"""Steps of a clock: forward over what is missing, back where another recording begins or a time stamp is damaged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

MIN_GAP_SECONDS = 0.05
MIN_BACK_SECONDS = 0.5
"""Time stamps of sound that was sent live go back by less, now and then."""

_MAX_STEPS = 1_000
"""Steps that are looked at: the expression that FFmpeg evaluates at each frame grows with them."""

STEP = f"gt(N,0)*(gt(T-ld(0),{MIN_GAP_SECONDS})+gt(ld(0)-T,{MIN_BACK_SECONDS}))"
"""FFmpeg's expression that is above 0 at a step, where variable 0 is the end of the frame before."""


@dataclass(frozen=True)
class Step:
    """A step of the clock: the end of one frame, and the time stamp of the next, in seconds."""

    before: float
    after: float

    @property
    def is_back(self) -> bool:
        """Return whether what follows would be lost: it is behind what has been heard."""
        return self.before - self.after > MIN_BACK_SECONDS


@dataclass(frozen=True)
class Repair:
    """One clock for the frames of a track between its steps."""

    shifts: tuple[float, ...]
    """Seconds added to each frame's time, before the first step and after each."""

    joins: tuple[float, ...] = ()
    """Times at which another recording begins."""

    misplaced: tuple[tuple[float, float], ...] = ()
    """Stretches whose time stamps were wrong."""

    @property
    def filter(self) -> str:
        """Return FFmpeg's filter that adds the shifts."""
        changes = [after - before for before, after in zip(self.shifts, self.shifts[1:], strict=False)]
        added = "".join(
            f"+gte(ld(1),{number})*{change:.6f}" for number, change in enumerate(changes, 1) if abs(change) > 0
        )
        count = f"st(1,ld(1)+gt({STEP},0))"
        return f"asetpts='PTS+0*({count}+st(0,T+NB_SAMPLES/SR))+(0{added})/TB'"


@dataclass
class _Stretch:
    """Sound between two steps."""

    start: float
    end: float
    """As the time stamps have it."""

    place: float
    """Its beginning on the clock of its recording."""

    @property
    def place_end(self) -> float:
        return self.place + self.end - self.start


@dataclass
class _Recording:
    stretches: list[_Stretch]
    misplaced: list[tuple[float, float]] = field(default_factory=list)

    @property
    def start(self) -> float:
        return self.stretches[0].place

    @property
    def end(self) -> float:
        return self.stretches[-1].place_end

    def add(self, stretch: _Stretch) -> bool:
        """Take the stretch for a part of this recording; return False if the clock has gone back to another's."""
        last = self.stretches[-1]
        if stretch.start > last.end - MIN_BACK_SECONDS:
            stretch.place = last.place + stretch.start - last.start
            self.stretches.append(stretch)
            return True
        sound = 0.0
        for number in range(len(self.stretches) - 1, 0, -1):
            earlier = self.stretches[number - 1]
            sound += self.stretches[number].end - self.stretches[number].start
            leap = self.end - earlier.place_end - sound
            if stretch.start >= earlier.end and leap > last.end - stretch.start - MIN_BACK_SECONDS:
                self._close(number)
                stretch.place = max(earlier.place + stretch.start - earlier.start, self.end)
                self._append_behind(earlier, stretch)
                return True
        return False

    def take_back(self, stray: "_Recording", stretch: _Stretch) -> bool:
        """Take a recording for a part of this one if `stretch`, which follows it, goes on as if it were that."""
        last, [*others, between] = self.stretches[-1], stray.stretches
        place = last.place + stretch.start - last.start
        if others or abs(place - self.end - (between.end - between.start)) > MIN_BACK_SECONDS:
            return False
        between.place = self.end
        self.stretches.append(between)
        stretch.place = max(place, self.end)
        self._append_behind(last, stretch)
        return True

    def _append_behind(self, earlier: _Stretch, stretch: _Stretch) -> None:
        self.misplaced.append((earlier.place_end, stretch.place))
        self.stretches.append(stretch)

    def _close(self, number: int) -> None:
        """Let the stretches from `number` on follow each other: the clock had leapt for them alone."""
        for before, stretch in zip(self.stretches[number - 1 :], self.stretches[number:], strict=False):
            stretch.place = before.place_end


def repairs_of(tracks: Sequence[Sequence[Step]]) -> list[Repair] | None:
    """Return how each track gets one clock, from its steps; None if no clock goes back, or they step too often.

    Where the clock goes back to a time since an earlier leap, the sound between had wrong time stamps; anywhere else a
    recording ends and another follows it. Tracks with as many recordings have them begin together.
    """
    if not any(step.is_back for steps in tracks for step in steps) or max(map(len, tracks)) > _MAX_STEPS:
        return None
    recordings = [_recordings(steps) for steps in tracks]
    if len({len(found) for found in recordings}) == 1:
        return _placed(recordings)
    return [_placed([found])[0] for found in recordings]


def _recordings(steps: Sequence[Step]) -> list[_Recording]:
    ends = [step.before for step in steps]
    found = [_Recording([_Stretch(0.0, ends[0] if ends else 0.0, 0.0)])]
    # Nothing needs the end of the last stretch.
    for step, end in zip(steps, [*ends[1:], math.inf], strict=True):
        stretch = _Stretch(step.after, end, step.after)
        if len(found) > 1 and not step.is_back and found[-2].take_back(found[-1], stretch):
            found.pop()
        elif not found[-1].add(stretch):
            found.append(_Recording([stretch]))
    return found


def _placed(tracks: Sequence[Sequence[_Recording]]) -> list[Repair]:
    """Return the repairs of tracks whose recordings begin together, each where the one before has ended in all."""
    shifts: list[list[float]] = [[] for _ in tracks]
    misplaced: list[list[tuple[float, float]]] = [[] for _ in tracks]
    joins: list[float] = []
    base = 0.0
    for number, together in enumerate(zip(*tracks, strict=True)):
        if number > 0:
            joins.append(base)
            base -= min(recording.start for recording in together)
        for track, recording in enumerate(together):
            shifts[track] += [base + stretch.place - stretch.start for stretch in recording.stretches]
            misplaced[track] += [(base + start, base + end) for start, end in recording.misplaced]
        base += max(recording.end for recording in together)
    return [Repair(tuple(shifts[track]), tuple(joins), tuple(misplaced[track])) for track in range(len(tracks))]
