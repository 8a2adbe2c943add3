"""A composed meeting: its sound and who said what when, written as WAV, RTTM, JSON and STM."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from ops.testdata.errors import DataError
from ops.testdata.sounds import SAMPLE_RATE, Samples, Span


@dataclass(frozen=True)
class Turn:
    """An utterance as it is heard in a meeting; times are in seconds from the meeting's beginning."""

    speaker: str
    start: float
    duration: float
    utterance: str
    """Name of the recording that was played, without its suffix."""
    speech: list[Span]
    """Spans in which the speaker is heard; pauses of more than 0.4 s lie in between."""

    @property
    def end(self) -> float:
        return self.start + self.duration


@dataclass(frozen=True)
class Meeting:
    """The sound of a meeting with the turns in it, in the order in which they begin."""

    samples: Samples
    turns: list[Turn]
    texts: Mapping[str, str]
    """The words of each utterance; empty where they are not known."""

    def write(self, out: Path) -> Path:
        """Write `out`.wav, .rttm, .json and, where words are known, .stm; return the path of the WAV.

        The STM comes last: where it exists, everything was written. Raise DataError if an utterance's words are
        missing while others are known.
        """
        stm = "".join(self._stm_lines(out.name)) if self.texts else None
        wav = out.with_suffix(".wav")
        out.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(wav, np.clip(self.samples, -1, 1), SAMPLE_RATE, subtype="PCM_16")
        out.with_suffix(".rttm").write_text("".join(self._rttm_lines(out.name)), encoding="utf-8")
        turns = [vars(turn) for turn in self.turns]
        out.with_suffix(".json").write_text(json.dumps(turns, indent=1), encoding="utf-8")
        if stm is not None:
            out.with_suffix(".stm").write_text(stm, encoding="utf-8")
        return wav

    def _rttm_lines(self, name: str) -> Iterable[str]:
        for turn in self.turns:
            for start, end in turn.speech:
                yield f"SPEAKER {name} 1 {start:.3f} {end - start:.3f} <NA> <NA> {turn.speaker} <NA> <NA>\n"

    def _stm_lines(self, name: str) -> Iterable[str]:
        for turn in self.turns:
            if turn.utterance not in self.texts:
                raise DataError(f"transcripts.tsv has no words for {turn.utterance}.")
            yield f"{name} 1 {turn.speaker} {turn.start:.3f} {turn.end:.3f} {self.texts[turn.utterance]}\n"
