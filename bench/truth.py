"""The reference of a recording: turns (RTTM) and utterances (STM)."""

import re
from dataclasses import dataclass
from pathlib import Path

from bench.heard import Turn


@dataclass(frozen=True)
class Utterance:
    """An uninterrupted utterance of one speaker; `text` is as written, not normalised."""

    speaker: str
    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Recording:
    """A WAV file at 16 kHz with its reference, as far as there is one."""

    name: str
    wav: Path
    seconds: float
    rttm: Path | None = None
    stm: Path | None = None


def read_rttm(path: Path) -> list[Turn]:
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("SPEAKER")]
    return [Turn(row[7], float(row[3]), float(row[3]) + float(row[4])) for row in rows]


def read_stm(path: Path) -> list[Utterance]:
    """Return the utterances of an STM file, sorted by start."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(None, 5) for line in lines if line and not line.startswith(";;")]
    utterances = [
        Utterance(speaker, float(start), float(end), re.sub(r"^<[^>]*>", "", text))
        for _, _, speaker, start, end, text in rows
    ]
    return sorted(utterances, key=lambda utterance: utterance.start)
