"""The arms of the benchmark: the systems that are measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.environment import SENKO, WHISPERX, Environment
from bench.folders import BenchError
from ops.worker_memory import WORKER_MEMORY


@dataclass(frozen=True)
class Arm:
    """A system that is run; its program is `bench.arms.<module>`."""

    name: str
    module: str
    environment: Environment | None = None
    """Environment that it runs in; None for the product's own."""

    on_demand: bool = False
    """Run only when named on the command line."""

    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables that it is started with."""


@dataclass(frozen=True)
class Composite:
    """Turns of one arm and words of another; each word gets the speaker of largest overlap, and the times are added."""

    name: str
    turns: str
    words: str


OURS = "ours"
STOCK = "stock"
WHISPERX_ARM = "whisperx"
_ALL = (
    Arm(OURS, "ours", variables=WORKER_MEMORY),
    Arm(STOCK, "stock"),
    Arm("stock-as-shipped", "stock_as_shipped", on_demand=True),
    Arm("faster-whisper-sequential", "faster_whisper_sequential"),
    Arm("faster-whisper-batched", "faster_whisper_batched"),
    Arm(WHISPERX_ARM, "whisperx", WHISPERX),
    Arm("whisperx-huge-pages", "whisperx", WHISPERX, on_demand=True, variables=WORKER_MEMORY),
    Arm("senko", "senko", SENKO),
)
ARMS = {arm.name: arm for arm in _ALL}
COMPOSITES = (
    Composite("stock + faster-whisper-sequential", STOCK, "faster-whisper-sequential"),
    Composite("stock + faster-whisper-batched", STOCK, "faster-whisper-batched"),
)


def chosen(names: tuple[str, ...]) -> list[Arm]:
    """Return the arms named, or all that do not need to be named; raise BenchError for an unknown name."""
    unknown = [name for name in names if name not in ARMS]
    if unknown:
        raise BenchError(f"There is no arm {', '.join(unknown)}, only: {' '.join(ARMS)}")
    return [ARMS[name] for name in names] if names else [arm for arm in _ALL if not arm.on_demand]
