"""The sequence of faults; the seed alone decides it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scribe_contracts.events import Stage

SERVERS = ("postgres", "redis", "s3")
GATEWAYS = ("gateway", "gateway2")
WORKERS = ("worker", "worker2")
SERVICES = (*SERVERS, *GATEWAYS, *WORKERS)
LINKS = ("gateway-postgres", "gateway-redis", "gateway-s3", "worker-redis", "worker-s3")
DISKS = ("postgres", "redis", "s3", "work")


class Kind(StrEnum):
    """The kinds of faults, each with the targets that it has."""

    KILL = "kill -9"
    FREEZE = "freeze"
    """SIGSTOP for longer than the idle time-out, then SIGCONT."""

    CUT = "cut connections"
    SLOW = "slow connections"
    SILENT = "silent connections"
    """Nothing that is sent arrives, and nobody hangs up."""

    FULL_DISK = "full disk"
    FLUSH = "FLUSHALL"
    TRUNCATE = "truncated append-only file"
    DUPLICATE_EVENTS = "duplicated events"
    REORDER_EVENTS = "reordered events"
    MALFORMED_EVENTS = "malformed events"
    DUPLICATE_JOBS = "duplicated jobs"
    MALFORMED_JOBS = "malformed jobs"
    CLOCK = "clock jumps"


TARGETS: dict[Kind, tuple[str, ...]] = {
    Kind.KILL: SERVICES,
    Kind.FREEZE: SERVICES,
    Kind.CUT: LINKS,
    Kind.SLOW: LINKS,
    Kind.SILENT: LINKS,
    Kind.FULL_DISK: DISKS,
    Kind.FLUSH: ("redis",),
    Kind.TRUNCATE: ("redis",),
    Kind.DUPLICATE_EVENTS: ("redis",),
    Kind.REORDER_EVENTS: ("redis",),
    Kind.MALFORMED_EVENTS: ("redis",),
    Kind.DUPLICATE_JOBS: ("redis",),
    Kind.MALFORMED_JOBS: ("redis",),
    Kind.CLOCK: ("gateway2", "worker2"),
}


class Upload(StrEnum):
    """The two ways in which a recording arrives."""

    ONE_SHOT = "one request"
    RESUMABLE = "in parts"


class Moment(StrEnum):
    """The points of an upload at which a fault strikes; the others are the stages of the job."""

    BEFORE = "before the upload"
    MIDDLE = "during the upload"
    END = "at the end of the upload"


MOMENTS: tuple[str, ...] = (*Moment, *Stage)


@dataclass(frozen=True)
class Fault:
    """One fault: a kind, a target, and a moment in the life of the recording that is sent with it."""

    number: int
    kind: Kind
    target: str
    moment: str
    upload: Upload
    seconds: float
    """Time that it lasts, where it lasts."""

    jump_seconds: int
    """Time by which a clock jumps."""

    def __str__(self) -> str:
        return f"{self.number}. {self.kind} of {self.target}, {self.moment}, {self.upload}"


def faults(seed: int) -> Iterator[Fault]:
    """Yield faults without end. Every pair of kind and target comes once before any comes again."""
    draw = random.Random(seed)  # noqa: S311 - a sequence to repeat, no secret
    pairs = [(kind, target) for kind, targets in TARGETS.items() for target in targets]
    number = 0
    while True:
        draw.shuffle(pairs)
        for kind, target in pairs:
            number += 1
            yield Fault(
                number,
                kind,
                target,
                moment=draw.choice(MOMENTS),
                upload=draw.choice(tuple(Upload)),
                seconds=round(draw.uniform(1.0, 4.0), 1),
                jump_seconds=draw.choice((-7200, -60, 60, 7200, 90_000)),
            )
