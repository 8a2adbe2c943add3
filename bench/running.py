"""Run arms on recordings, interleaved, each in a process of its own. Results in the folder are not made again."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.arms.protocol import Result, read
from bench.folders import PYTHON_PATH, ROOT, BenchError
from bench.roster import Arm
from bench.truth import Recording

_THREAD_SETTINGS = tuple(f"{library}_NUM_THREADS" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA"))
_QUIET = {
    "PYANNOTE_METRICS_ENABLED": "0",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "CUDA_VISIBLE_DEVICES": "",
}


@dataclass(frozen=True)
class Run:
    """One arm on one recording, in one round."""

    number: int
    recording: str
    arm: str

    def file(self, folder: Path) -> Path:
        return folder / self.recording / f"{self.arm}.{self.number}.json"


def schedule(rounds: int, recordings: Sequence[str], arms: Sequence[str]) -> Iterator[Run]:
    """Return the runs in order: all arms on one recording before the next; each round begins with another arm.

    So what changes on the machine with time falls on all arms alike.
    """
    for number in range(1, rounds + 1):
        shift = (number - 1) % max(1, len(arms))
        for recording in recordings:
            for arm in [*arms[shift:], *arms[:shift]]:
                yield Run(number, recording, arm)


def stored(folder: Path) -> dict[Run, Result]:
    """Return every run that the results folder holds, with its result."""
    found = {}
    for path in sorted(folder.glob("*/*.json")):
        arm, _, number = path.stem.rpartition(".")
        found[Run(int(number), path.parent.name, arm)] = read(path)
    return found


def execute(run: Run, arm: Arm, recording: Recording, threads: int, folder: Path) -> Result:
    """Run one arm; raise BenchError with the last lines of its output where it fails."""
    out = run.file(folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_suffix(".part")
    python = arm.environment.python if arm.environment else Path(sys.executable)
    program = [str(python), "-P", "-m", f"bench.arms.{arm.module}"]
    said = out.with_suffix(".log")
    with said.open("wb") as log:
        done = subprocess.run(
            [*program, str(recording.wav), str(unfinished), "--threads", str(threads)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            env=_environment(arm, threads),
        )
    if done.returncode or not unfinished.exists():
        last = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
        raise BenchError(f"{arm.name} failed on {recording.name} ({done.returncode}): {last[0][:300]}; see {said}")
    unfinished.replace(out)
    return read(out)


def usable(arms: Sequence[Arm], say: Callable[[str], None]) -> tuple[list[Arm], dict[str, str]]:
    """Return the arms whose environments exist or can be made, and the reason for each of the others."""
    ready, missing = [], {}
    for arm in arms:
        try:
            if arm.environment:
                arm.environment.ensure(say)
        except BenchError as error:
            say(f"{arm.name} is left out. {error}")
            missing[arm.name] = str(error)
        else:
            ready.append(arm)
    return ready, missing


def _environment(arm: Arm, threads: int) -> dict[str, str]:
    path = [ROOT] if arm.environment else PYTHON_PATH
    return {
        **os.environ,
        **_QUIET,
        **dict.fromkeys(_THREAD_SETTINGS, str(threads)),
        **arm.variables,
        "PYTHONPATH": os.pathsep.join(map(str, path)),
    }
