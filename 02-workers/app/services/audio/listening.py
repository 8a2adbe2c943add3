"""FFmpeg's messages about a running conversion: its progress, and what is missing or damaged."""

import re
from collections import deque
from dataclasses import dataclass

from app.services.audio.clock_steps import MIN_GAP_SECONDS, STEP, Step

_CLOCK_SECONDS = 0.25
"""Interval of the clock's lines, and so the precision of damage in formats that have no time stamps."""

_CLOCK_BASE = 1_000_000_000
_TRACK_FACTOR = 1_000_000
"""A line of the clock is `base + track * factor + seconds`, below zero at the last sample before a step."""

_SHIFT = 1.0
"""Times before 0, as encoders' delays have, are kept apart from the sign by this."""

_CLOCK_LINE = re.compile(r"(-?1\d{9}\.\d{6})$")
"""Ten digits at a line's end: FFmpeg describes its output in pieces of a line, and a filter may speak in between."""

_NO_TIME_STAMPS = frozenset({"mp3", "aac", "ac3", "eac3", "dts", "amr"})
"""Formats whose time stamps FFmpeg makes up; damage would make it throw good sound away."""

_PICTURES = (
    *("h264", "hevc", "vvc", "h263", "mpeg4", "mpeg1video", "mpeg2video", "msmpeg4", "wmv", "vc1", "vp6", "vp7", "vp8"),
    *("vp9", "av1", "libdav1d", "theora", "mjpeg", "svq", "dvvideo", "prores", "rv3", "rv4", "cinepak", "indeo", "png"),
    *("dvbsub", "dvb_teletext", "mov_text", "ass", "subrip", "pgssub"),
)
"""Decoders of pictures and subtitles; longer names that begin so count too."""

_HARMLESS = (
    "failed to create or replace stream",
    "non monotonically increasing dts to muxer",
    "[out#",
    "[vost",
    "[vist",
    "[sist",
    "[null @",
    *(f"[{decoder}" for decoder in _PICTURES),
)
"""Signs of messages that are not about sound; pictures are copied nowhere, and filters that begin anew count anew."""

_TRUNCATED = (
    "partial file",
    "File ended prematurely",
    "filesize and duration do not match",
    "Error during demuxing",
    "Truncat",
)
_CORRUPT_LINE = re.compile(r"Packet corrupt \(stream = \d+, dts = (\d+)\)")
_MPEG_TICKS = 90_000
"""Time stamps a second in MPEG's transport and program streams."""

_INCOMPLETE = ("Packet corrupt", "Error submitting packet to decoder")
"""Damage, or a cut if nothing follows."""

_TAGGED = "dec:mp3"
"""Tags behind the sound reach this decoder."""

_MAX_CUT_SECONDS = 2.0
"""Errors so close to the end may be a cut: the clock lags behind the decoder, by more on a busy machine.

Where no length is announced, damage as far from the end as that would be told as a cut.
"""

_INFO_LINE = re.compile(r"(?:\[[^\]]*\] )*\[info\]")
_RECONFIGURED = "Reconfiguring filter graph"

_KEPT_LINES = 30


@dataclass(frozen=True)
class Span:
    """A stretch of time, in seconds."""

    start: float
    end: float


def clock_filter(track: int, container: str) -> str:
    """Return the filter that writes the clock's lines of a track, and makes up time stamps where there are none."""
    base = _CLOCK_BASE + track * _TRACK_FACTOR + _SHIFT
    note = (
        f"if({STEP},print(-({base}+ld(0)),24)+print({base}+T,24)+st(1,T),0)"
        f"+if(eq(N,0)+gt(T-ld(1),{_CLOCK_SECONDS}),print({base}+T,24)+st(1,T),0)"
        "+st(0,T+NB_SAMPLES/SR)"
    )
    stamps = "" if has_time_stamps(container) else "asetpts=N/SR/TB,"
    return f"{stamps}asetpts='PTS+0*({note})'"


def has_time_stamps(container: str) -> bool:
    """Return whether the format says when each sound is played, so that damage leaves the length as it was."""
    return not _NO_TIME_STAMPS & set(container.split(","))


class Listener:
    """Reads FFmpeg's messages, line after line."""

    def __init__(self) -> None:
        self.decoded = 0.0
        """Seconds decoded so far."""

        self.gaps: list[Span] = []
        """Stretches of a track for which nothing was there."""

        self.steps: dict[int, list[Step]] = {}
        """Steps of each track's clock, by the number of the track."""

        self.leapt = 0.0
        """Seconds over which the clock has leapt forward, where nothing was there."""

        self.damage: list[Span] = []
        """Stretches with something that could not be decoded."""

        self.truncated = False
        """FFmpeg says that the file breaks off."""

        self.reconfigured = False
        """The sound changed its sampling rate or its channels on the way."""

        self.incomplete_at_end = False
        """Something near the end could not be read: a cut, or damage."""

        self.corrupt_at: float | None = None
        """Time stamp of the last packet of an MPEG stream that was incomplete, in seconds."""

        self.corrupt_heard_at = 0.0
        """Seconds decoded when that was heard of; a busy machine decodes the packet long after."""

        self.restarts: list[float] = []
        """Times, as the first track has them, at which the clock went back where filters began anew."""

        self._first_lines: list[str] = []
        self._last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._clock: float | None = None
        self._step_starts: dict[int, float] = {}
        self._track_clocks: dict[int, float] = {}
        self._fault: float | None = None
        """Time of an error for which no gap was found yet."""

        self._incomplete_at: float | None = None

    @property
    def said(self) -> list[str]:
        """The first and the last lines that are no part of the clock."""
        return [*self._first_lines, *self._last_lines]

    def hear(self, line: str) -> None:
        """Take note of one line."""
        found = _CLOCK_LINE.search(line)
        if found:
            self._tick(float(found[1]))
            return
        if _INFO_LINE.match(line):
            self.reconfigured = self.reconfigured or _RECONFIGURED in line
            return
        kept = self._first_lines if len(self._first_lines) < _KEPT_LINES else self._last_lines
        kept.append(line)
        if corrupt := _CORRUPT_LINE.search(line):
            self.corrupt_at = int(corrupt[1]) / _MPEG_TICKS
            self.corrupt_heard_at = self._clock or 0.0
        if any(sign in line for sign in _TRUNCATED):
            self.truncated = True
        elif any(sign in line for sign in _INCOMPLETE) and _TAGGED not in line:
            self._incomplete_at = self._fault = self._clock or 0.0
        elif "[error]" in line and not any(sign in line for sign in _HARMLESS) and self._fault is None:
            self._fault = self._clock or 0.0

    def finish(self) -> None:
        """Take note of the end: damage at the end has no later sound that would show its length."""
        is_at_end = self._incomplete_at is not None and self.decoded - self._incomplete_at < _MAX_CUT_SECONDS
        self.incomplete_at_end = is_at_end
        if (
            self._fault is not None
            and self._clock is not None
            and (is_at_end or self._clock - self._fault > _CLOCK_SECONDS)
        ):
            self.damage.append(Span(self._fault, max(self._clock, self._fault + _CLOCK_SECONDS)))
        self._fault = None

    def _tick(self, value: float) -> None:
        number, place = divmod(abs(value) - _CLOCK_BASE, _TRACK_FACTOR)
        track, time = int(number), max(0.0, place - _SHIFT)
        if value < 0:
            self._step_starts[track] = time
            return
        first = self._clock is None
        start, last = self._step_starts.pop(track, None), self._track_clocks.get(track, 0.0)
        self._track_clocks[track] = time
        if start is not None:
            step = Step(start, time)
            self.steps.setdefault(track, []).append(step)
            self._note_step(step)
        elif Step(last, time).is_back and track == 0:
            self.restarts.append(last)
        elif self._fault is not None and first:
            # Errors before the first sound: messages about the header, unless the sound starts late.
            if time > MIN_GAP_SECONDS:
                self.damage.append(Span(0.0, time))
            self._fault = None
        elif self._fault is not None and time - self._fault > 2 * _CLOCK_SECONDS:
            self.damage.append(Span(self._fault, time))
            self._fault = None
        self._clock = time
        self.decoded = max(self.decoded, time)

    def _note_step(self, step: Step) -> None:
        if step.is_back:
            return
        self.leapt += step.after - step.before
        if self._fault is None:
            self.gaps.append(Span(step.before, step.after))
        else:
            self.damage.append(Span(step.before, step.after))
            self._fault = None
