"""Counts and measurements of one load."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

MAX_READ_SECONDS = 0.3
MAX_GATEWAY_BYTES = 400 * 10**6
_SHARE = 0.95


@dataclass
class Tally:
    """Filled by everybody who takes part; the limits are those of `faults`."""

    reads: list[float] = field(default_factory=list)
    """Seconds that each read of a user took."""
    counts: Counter[str] = field(default_factory=Counter)
    """Events, as `read`, `upload`, `stream`."""
    errors: Counter[str] = field(default_factory=Counter)
    """Errors of users who did nothing wrong, as `read 503`."""
    attacks: Counter[str] = field(default_factory=Counter)
    """Answers to those who did, as `300 MB body: 413`."""
    gateway_bytes: int = 0
    """Most memory of the gateway's processes; pages that they share count once."""
    lags: list[float] = field(default_factory=list)
    """Seconds that the tool itself was late, again and again."""
    seconds: float = 0.0
    """Length of the load."""
    processor_seconds: dict[str, float] = field(default_factory=dict)
    """Processor time by program while the load lasted."""
    max_read_seconds: float = MAX_READ_SECONDS

    def faults(self) -> list[str]:
        """Return what does not hold; empty if the users were not disturbed."""
        found = [f"{count} × {what}" for what, count in self.errors.items()]
        if not self.reads:
            return [*found, "nothing was read"]
        if self.p95 > self.max_read_seconds:
            found.append(f"p95 of reads is {1000 * self.p95:.0f} ms, more than {1000 * self.max_read_seconds:.0f} ms")
        if self.gateway_bytes > MAX_GATEWAY_BYTES:
            found.append(
                f"the gateway took {self.gateway_bytes / 10**6:.0f} MB, more than {MAX_GATEWAY_BYTES // 10**6} MB"
            )
        return found

    @property
    def p95(self) -> float:
        """Seconds in which 95 of 100 reads were answered."""
        return share(self.reads, _SHARE)

    def lines(self) -> list[str]:
        """Return the report, a line for each figure."""
        speed = ", ".join(
            f"p{round(100 * part)} {1000 * share(self.reads, part):.0f} ms" for part in (0.5, _SHARE, 1.0)
        )
        lines = [f"reads: {len(self.reads)}, {speed}"]
        if self.lags:
            late = ", ".join(f"p{round(100 * part)} {1000 * share(self.lags, part):.0f} ms" for part in (0.5, _SHARE))
            lines.append(f"of which this tool was late itself: {late}")
        lines += [f"{what}: {count}" for what, count in sorted(self.counts.items())]
        lines.append(f"gateway: {self.gateway_bytes / 10**6:.0f} MB at most")
        if self.seconds:
            spent = ", ".join(
                f"{name} {seconds:.0f} s"
                for name, seconds in sorted(self.processor_seconds.items(), key=lambda item: -item[1])
            )
            whole = (os.cpu_count() or 1) * self.seconds
            lines.append(f"processor time: {spent}, of {whole:.0f} s in {self.seconds:.0f} s")
        lines += [f"attack, {what}: {count}" for what, count in sorted(self.attacks.items())]
        return lines + [f"NOT MET: {fault}" for fault in self.faults()]


def share(values: Iterable[float], part: float) -> float:
    """Return the value below which that part of the values lies; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0
