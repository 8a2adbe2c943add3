"""The test command, on suites made by the tests."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest

from ops.checks import runner, table
from ops.checks.outcomes import Outcome, counts
from ops.checks.processes import ProcessRunner
from ops.checks.runner import Selection
from ops.checks.table import CHECKS, SUITES, Check, Suite
from ops.project import ROOT
from servers.program import ServerError

FAILING = """
import pytest

def test_good(): pass
def test_bad(): assert False
@pytest.mark.skip(reason="nothing to test")
def test_skipped(): pass
"""

LONG = """
import os, subprocess
from pathlib import Path

def test_long():
    folder = Path(__file__).parent
    program = subprocess.Popen(["sleep", "300"])
    (folder / "program.pid").write_text(str(program.pid))
    (folder / "test.pid").write_text(str(os.getpid()))
    program.wait()
"""
RUN = """
import sys
from pathlib import Path
from ops import __main__ as command
from ops.checks import runner, table

table.TESTS = Path(sys.argv[1])
runner.CHECKS, runner.SUITES = (), tuple(table.Suite(name, budget=60) for name in sys.argv[2:])
sys.exit(command.main(["test"]))
"""


@pytest.fixture
def suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table, "TESTS", tmp_path)
    return tmp_path


def _suite(folder: Path, name: str, source: str) -> Suite:
    (folder / name).mkdir()
    (folder / name / f"test_{name}.py").write_text(source)
    (folder / name / "pytest.ini").write_text("[pytest]\naddopts = -ra\n")
    return Suite(name, budget=60)


def test_everything_runs_without_arguments() -> None:
    assert Selection.parse([]) == Selection(list(CHECKS), list(SUITES), [])


def test_names_choose_and_the_rest_is_for_pytest() -> None:
    chosen = Selection.parse(["gateway", "types", "-k", "upload"])
    assert {check.name for check in chosen.checks} == {"types"}
    assert [suite.name for suite in chosen.suites] == ["gateway"]
    assert chosen.pytest_arguments == ["-k", "upload"]


def test_arguments_for_pytest_alone_run_every_suite_and_no_check() -> None:
    assert Selection.parse(["-x"]) == Selection([], list(SUITES), ["-x"])


def test_strict_is_not_for_pytest() -> None:
    chosen = Selection.parse(["gateway", "--strict", "-k", "upload"])
    assert chosen.strict
    assert chosen.pytest_arguments == ["-k", "upload"]
    assert Selection.parse(["--strict"]) == Selection(list(CHECKS), list(SUITES), [], strict=True)


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(ServerError, match="There is no suite frontend"):
        Selection.parse(["frontend"])


def test_the_run_goes_on_after_failures_and_ends_with_the_total(
    suites: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    several = [_suite(suites, "first", FAILING), _suite(suites, "second", "def test_good(): pass")]
    monkeypatch.setattr(runner, "SUITES", several)
    monkeypatch.setattr(runner, "CHECKS", [Check("lint", "lint", (sys.executable, "-c", "raise SystemExit(1)"), 10)])
    assert runner.run([]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines[-1] == "2 passed, 2 failed, 1 skipped"
    assert lines[-3:-1] == ["failed: first test_first.py::test_bad", "failed: lint"]
    assert "= 1 passed, 1 failed, 1 skipped in " in lines[-5]
    assert "= 1 passed, 0 failed, 0 skipped in " in lines[-4]
    assert any("nothing to test" in line for line in lines)
    repeated = lines[lines.index(next(line for line in lines if "the end of first, which failed" in line)) :]
    assert any(line.startswith("FAILED test_first.py::test_bad") for line in repeated)
    assert not any("the end of second" in line for line in lines)


def test_the_summary_gives_the_reason_of_each_skip_and_a_strict_run_fails(
    suites: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    source = """
        import pytest

        @pytest.mark.parametrize("number", range(3))
        def test_skipped(number): pytest.skip("needs a recording")
    """
    monkeypatch.setattr(runner, "SUITES", [_suite(suites, "skipping", textwrap.dedent(source))])
    monkeypatch.setattr(runner, "CHECKS", [])

    assert runner.run([]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "skipping: 3 skipped: needs a recording" in lines
    assert not any("    test_skipping::test_skipped[0]" in line for line in lines)

    assert runner.run(["--strict"]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert "    test_skipping::test_skipped[0]" in lines
    assert lines[-2].startswith("--strict: tests were skipped")


def test_failed_tests_are_named_as_pytest_and_vitest_name_them() -> None:
    said = (
        "FAILED services/test_cuts.py::test_a_cut[mp2.ts] - AssertionError: 0.837",
        "ERROR voices/test_calibration.py - OSError: cannot load library 'libsndfile.so'",
        "\x1b[41m FAIL \x1b[49m \x1b[30m e2e \x1b[39m tests/e2e/people.test.ts\x1b[2m > \x1b[22mclose registration",
        "\x1b[41m FAIL \x1b[49m \x1b[30m e2e \x1b[39m tests/e2e/people.test.ts\x1b[2m > \x1b[22mclose registration",
        "npm run e2e failed: the lines above say why.",
    )
    outcome = Outcome("web", 0, 1, (), 1.0, 10, said)
    assert outcome.failures == [
        "services/test_cuts.py::test_a_cut[mp2.ts]",
        "voices/test_calibration.py",
        "e2e  tests/e2e/people.test.ts > close registration",
    ]


RENDEZVOUS = """
import pathlib, sys, time
mine, other = map(pathlib.Path, sys.argv[1:])
print("first line of", mine.name, flush=True)
mine.touch()
while not other.exists(): time.sleep(0.01)
print("last line of", mine.name)
"""


def test_two_programs_run_in_parallel_without_mixing_their_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def meets(mine: str, other: str) -> Check:
        return Check("lint", mine, (sys.executable, "-c", RENDEZVOUS, str(tmp_path / mine), str(tmp_path / other)), 30)

    alone = Check("lint", "alone", (sys.executable, "-c", "print('the rest has ended')"), 30, alone=True)
    monkeypatch.setattr(runner.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(runner, "CHECKS", [alone, meets("one", "other"), meets("other", "one")])
    monkeypatch.setattr(runner, "SUITES", [])
    assert runner.run([]) == 0
    told = [line for line in capfd.readouterr().out.splitlines() if "line of" in line or "ended" in line]
    assert sorted(told[:2]) in (
        ["first line of one", "last line of one"],
        ["first line of other", "last line of other"],
    )
    assert len(told) == 5
    assert told[-1] == "the rest has ended"


def test_a_suite_that_breaks_while_it_is_collected_has_failed(suites: Path) -> None:
    outcome = runner._run_task(_suite(suites, "broken", "import no_such_module"), [], ProcessRunner())
    assert outcome.failed == 1


def test_a_suite_without_tests_has_failed_unless_they_were_filtered(suites: Path) -> None:
    empty = _suite(suites, "empty", "")
    assert runner._run_task(empty, [], ProcessRunner()).failed == 1
    assert runner._run_task(empty, ["-k", "nothing"], ProcessRunner()).failed == 0


def test_what_takes_twice_its_budget_is_ended_and_has_failed() -> None:
    endless = Check("lint", "endless", (sys.executable, "-c", "import signal; signal.pause()"), 1)
    outcome = runner._run_task(endless, [], ProcessRunner())
    assert counts([outcome]) == "0 passed, 1 failed, 0 skipped"
    assert "OVER BUDGET" in str(outcome)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("at_once", [1, 2])
def test_a_run_that_is_ended_leaves_no_test_running(tmp_path: Path, number: signal.Signals, at_once: int) -> None:
    """Each suite starts a program of its own, and both would run for minutes."""
    names = [f"long{suite}" for suite in range(at_once)]
    for name in names:
        _suite(tmp_path, name, LONG)
    command = [sys.executable, "-c", RUN, str(tmp_path), *names]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "01-core")))}
    run = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # As a shell starts what is to run in the background.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # noqa: PLW1509
    )
    started = [_when_written(tmp_path / name / kind) for name in names for kind in ("test.pid", "program.pid")]

    run.send_signal(number)

    assert run.wait(30) == 130
    assert [pid for pid in started if psutil.pid_exists(pid) and not _is_dead(pid)] == []


def _when_written(file: Path) -> int:
    deadline = time.monotonic() + 30
    while not file.exists() or not file.read_text():
        assert time.monotonic() < deadline, f"{file.name} was not written"
        threading.Event().wait(0.05)
    return int(file.read_text())


def _is_dead(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
