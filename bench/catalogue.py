"""The recordings of the benchmark: real ones with a reference, and meetings composed of single readers."""

import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests_data import data_folder, how_to_get, sample

from bench.folders import COMPOSED, ROOT, BenchError
from bench.truth import Recording

READERS = ("1688", "1998", "2033", "2414", "2609")
FOUR = READERS[:4]
ROOMS = ("rir1.wav", "rir2.wav", "rir3.wav", "rir4.wav")
NOISES = ("noise2.wav", "noise3.wav", "noise5.wav")


@dataclass(frozen=True)
class Composition:
    """Options of `ops.testdata compose`: the same options give the same meeting."""

    readers: tuple[str, ...]
    minutes: float
    seed: int
    overlap: float = 0.08
    rooms: tuple[str, ...] = ()
    noise: str | None = None
    snr: float = 15.0

    @property
    def name(self) -> str:
        parts = [f"{self.minutes:g}min", "-".join(self.readers), f"overlap{self.overlap * 100:g}", f"seed{self.seed}"]
        if self.rooms:
            parts.append("rooms" + "".join(Path(room).stem.removeprefix("rir") for room in self.rooms))
        if self.noise is not None:
            parts.append(f"{Path(self.noise).stem}at{self.snr:g}dB")
        return "_".join(parts)

    def make(self, title: str | None = None) -> Recording:
        """Return the meeting, composed unless an earlier run has done so; raise BenchError where that fails."""
        out = COMPOSED / self.name
        # The composer writes the STM last.
        if not out.with_suffix(".stm").exists():
            # In a process of its own, which gives its memory back: an hour of sound takes more than a gigabyte.
            command = [sys.executable, "-m", "ops.testdata", "compose", *self._options(), "--out", str(out)]
            done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
            if done.returncode:
                raise BenchError(f"{self.name} could not be composed: {done.stderr.strip()[-400:]}")
        wav = out.with_suffix(".wav")
        return Recording(title or self.name, wav, _seconds(wav), out.with_suffix(".rttm"), out.with_suffix(".stm"))

    def _options(self) -> Iterator[str]:
        yield from (str(given(f"libri-dev/{reader}")) for reader in self.readers)
        yield from ("--minutes", str(self.minutes), "--seed", str(self.seed), "--overlap", str(self.overlap))
        if self.rooms:
            yield from ("--rooms", *(str(given(f"acoustics/{room}")) for room in self.rooms))
        if self.noise is not None:
            yield from ("--noise", str(given(f"acoustics/{self.noise}")), "--snr", str(self.snr))


COMPOSITIONS = {
    "5min": Composition(FOUR, 5, 7),
    "5min-second": Composition(FOUR, 5, 11),
    "hard-2min": Composition(FOUR, 2, 7, overlap=0.25, rooms=ROOMS, noise="noise5.wav", snr=12),
    "60min": Composition(READERS, 60, 7),
    "4h": Composition(READERS, 240, 7),
}
NAMES = ("sample", "three-speakers", "katie-steve", *COMPOSITIONS)
ON_DEMAND = ("4h",)
"""Names of recordings that are measured only on request."""


def recording(name: str) -> Recording:
    """Return the recording of that name, one of NAMES; raise BenchError where its data is missing."""
    if name in COMPOSITIONS:
        return COMPOSITIONS[name].make(name)
    if name == "sample":
        wav = sample("wav")
        return Recording(name, wav, _seconds(wav), sample("rttm"), sample("stm"))
    if name == "three-speakers":
        folder = given(name)
        wav = next(iter(sorted(folder.glob("*.wav"))))
        return Recording(name, wav, _seconds(wav), rttm=folder / "reference.rttm")
    if name == "katie-steve":
        wav = given(f"{name}/meeting.wav")
        return Recording(name, wav, _seconds(wav), stm=wav.with_name("reference.stm"))
    raise BenchError(f"There is no recording {name}, only: {' '.join(NAMES)}")


def given(name: str) -> Path:
    """Return a file or folder of the test data; raise BenchError where it is missing."""
    path = data_folder() / name
    if not path.exists():
        raise BenchError(f"{name} of the test data is missing; {how_to_get(name)}.")
    return path


def _seconds(wav: Path) -> float:
    with wave.open(str(wav)) as stream:
        return float(stream.getnframes() / stream.getframerate())
