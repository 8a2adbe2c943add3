"""The comparison as a whole, without running anything."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from rich.console import Console

from bench import comparison, running
from bench.arms.protocol import Heard, Measured, Result
from bench.comparison import Comparison
from bench.folders import BenchError
from bench.running import Run
from bench.scoring.words import own

RESULT = Result(Heard(), {"diarize": Measured(2.0, 10, 30)}, {}, threads=1)


def test_runs_with_another_number_of_threads_are_not_mixed(tmp_path: Path) -> None:
    stored = Run(1, "sample", "ours").file(tmp_path / "runs")
    stored.parent.mkdir(parents=True)
    stored.write_text(json.dumps(asdict(RESULT)))

    with pytest.raises(BenchError, match="another number of threads"):
        Comparison(["sample"], ["ours"], 1, 2, tmp_path, Console(quiet=True)).run()


def test_an_arm_that_fails_is_named_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def execute(run: Run, *_: object) -> Result:
        if run.arm == "stock":
            raise BenchError("stock failed on sample")
        out = run.file(tmp_path / "runs")
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(asdict(RESULT)))
        return RESULT

    monkeypatch.setattr(running, "execute", execute)
    # It would install MeetEval.
    monkeypatch.setattr(comparison, "choose", lambda _say: own)

    Comparison(["sample"], ["stock", "ours"], 1, 1, tmp_path, Console(quiet=True)).run()

    report = (tmp_path / "report.md").read_text()
    assert "stock on sample is left out: stock failed on sample" in report
    assert "| ours | 1 | 0.067 |" in report
