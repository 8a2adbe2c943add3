"""Runs checks and test suites one after the other, goes on after a failure, and sums up."""

import os
import signal
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from local.checks import CHECKS, PYTHON, SUITES, Check, Suite, fetch
from local.program import ServerError

NO_TESTS_COLLECTED = 5
WIDTH = 78


@dataclass(frozen=True)
class Selection:
    checks: Sequence[Check]
    suites: Sequence[Suite]
    pytest_arguments: Sequence[str]

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> Self:
        """Leading names choose; all the rest is for pytest, and then only suites run unless checks were named."""
        names = {item.name for item in (*CHECKS, *SUITES)}
        count = next((place for place, word in enumerate(arguments) if word not in names), len(arguments))
        chosen, rest = arguments[:count], arguments[count:]
        if rest and not rest[0].startswith("-"):
            raise ServerError(f"There is no suite {rest[0]}, only: {' '.join(sorted(names))}")
        checks = [check for check in CHECKS if check.name in chosen or not (chosen or rest)]
        suites = [suite for suite in SUITES if suite.name in chosen or not chosen]
        return cls(checks, suites, rest)


@dataclass(frozen=True)
class Outcome:
    title: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    budget: int

    def __str__(self) -> str:
        late = ", OVER BUDGET" if self.seconds > self.budget else ""
        return f"{self.title:<22} {counts([self]):<38} {self.seconds:6.1f} s of {self.budget} s{late}"


def run(arguments: Sequence[str]) -> int:
    selection = Selection.parse(arguments)
    packs = tuple(dict.fromkeys(pack for suite in selection.suites for pack in suite.packs))
    checks = [*selection.checks, *([fetch(packs)] if packs else [])]
    outcomes = [_run_check(check) for check in checks]
    suites = [_run_suite(suite, selection.pytest_arguments) for suite in selection.suites]
    _sum_up(outcomes, suites)
    return 1 if any(outcome.failed for outcome in (*outcomes, *suites)) else 0


def counts(outcomes: Sequence[Outcome]) -> str:
    passed, failed, skipped = (
        sum(getattr(outcome, kind) for outcome in outcomes) for kind in ("passed", "failed", "skipped")
    )
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def _run_check(check: Check) -> Outcome:
    _headline(check.title, check.budget)
    code, seconds = _execute(check.command, check.folder, check.budget)
    return Outcome(check.title, int(code == 0), int(code != 0), 0, seconds, check.budget)


def _run_suite(suite: Suite, arguments: Sequence[str]) -> Outcome:
    _headline(suite.name, suite.budget)
    with tempfile.TemporaryDirectory(prefix="scribe-tests-") as folder:
        report = Path(folder) / "report.xml"
        command = [PYTHON, "-m", "pytest", f"--junitxml={report}", *arguments]
        code, seconds = _execute(command, suite.folder, suite.budget)
        passed, failed, skipped = _read(report) if report.exists() else (0, 0, 0)
    nothing_chosen = code == NO_TESTS_COLLECTED and bool(arguments)
    if code != 0 and not failed and not nothing_chosen:
        # It broke before or after its tests, or was ended.
        failed = 1
    return Outcome(suite.name, passed, failed, skipped, seconds, suite.budget)


def _execute(command: Sequence[str], folder: Path, budget: int) -> tuple[int, float]:
    """Exit status and seconds taken; ended after twice its budget."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, start_new_session=True)
    try:
        code = process.wait(budget * 2)
    except subprocess.TimeoutExpired:
        print(f"Ended: it took twice its budget of {budget} s.", flush=True)
        os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGINT)
        process.wait()
        raise
    return code, time.monotonic() - began


def _read(report: Path) -> tuple[int, int, int]:
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest's own report
    if suite is None:
        return 0, 0, 0
    total, failed, errors, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped"))
    return total - failed - errors - skipped, failed + errors, skipped


def _headline(title: str, budget: int) -> None:
    print(f"\n{f' {title} (budget {budget} s) ':-^{WIDTH}}", flush=True)


def _sum_up(checks: Sequence[Outcome], suites: Sequence[Outcome]) -> None:
    print(f"\n{' summary ':-^{WIDTH}}")
    for outcome in (*checks, *suites):
        print(outcome)
    for outcome in suites:
        print(f"{f' {counts([outcome])} in {outcome.seconds:.2f}s ':=^{WIDTH}}")
    print(counts([*checks, *suites]), flush=True)
