"""Runs checks and test suites, goes on after a failure, and sums up."""

import os
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ops.checks.stage import Output, Stage
from ops.checks.table import CHECKS, PYTHON, SUITES, Check, Suite, fetch
from servers.program import ServerError

NO_TESTS_COLLECTED = 5
WIDTH = 78
AT_ONCE = 2


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
    """What may share the machine runs first, two at a time; then, one by one, what must have it alone."""
    selection = Selection.parse(arguments)
    packs = tuple(dict.fromkeys(pack for suite in selection.suites for pack in suite.packs))
    tasks: list[Check | Suite] = [*selection.suites, *selection.checks]
    together = [task for task in tasks if not task.alone]
    outcomes: dict[str, Outcome] = {}
    if packs:
        models = fetch(packs)
        outcomes[models.title] = _run_task(models, [], Stage())
    for batch in (together, *([task] for task in tasks if task.alone)):
        outcomes |= _run_batch(batch, selection.pytest_arguments)
    _sum_up(list(outcomes.values()), [outcomes[suite.title] for suite in selection.suites])
    return 1 if any(outcome.failed for outcome in outcomes.values()) else 0


def counts(outcomes: Sequence[Outcome]) -> str:
    passed, failed, skipped = (
        sum(getattr(outcome, kind) for outcome in outcomes) for kind in ("passed", "failed", "skipped")
    )
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def _run_batch(tasks: Sequence[Check | Suite], arguments: Sequence[str]) -> dict[str, Outcome]:
    stage = Stage(shared=len(tasks) > 1)
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as pool:
        futures = {task.title: pool.submit(_run_task, task, arguments, stage) for task in tasks}
        try:
            return {title: future.result() for title, future in futures.items()}
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            stage.interrupt()
            raise


def _run_task(task: Check | Suite, arguments: Sequence[str], stage: Stage) -> Outcome:
    with stage.output(_headline(task.title, task.budget)) as output:
        return (
            _run_check(task, stage, output) if isinstance(task, Check) else _run_suite(task, arguments, stage, output)
        )


def _run_check(check: Check, stage: Stage, output: Output) -> Outcome:
    code, seconds = stage.execute(check.command, check.folder, check.budget, output)
    return Outcome(check.title, int(code == 0), int(code != 0), 0, seconds, check.budget)


def _run_suite(suite: Suite, arguments: Sequence[str], stage: Stage, output: Output) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="scribe-tests-") as folder:
        report = Path(folder) / "report.xml"
        command = [PYTHON, "-m", "pytest", f"--junitxml={report}", *arguments]
        code, seconds = stage.execute(command, suite.folder, suite.budget, output)
        passed, failed, skipped = _read(report) if report.exists() else (0, 0, 0)
    nothing_chosen = code == NO_TESTS_COLLECTED and bool(arguments)
    if code != 0 and not failed and not nothing_chosen:
        # It broke before or after its tests, or was ended.
        failed = 1
    return Outcome(suite.name, passed, failed, skipped, seconds, suite.budget)


def _read(report: Path) -> tuple[int, int, int]:
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest's own report
    if suite is None:
        return 0, 0, 0
    total, failed, errors, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped"))
    return total - failed - errors - skipped, failed + errors, skipped


def _headline(title: str, budget: int) -> str:
    return f"{f' {title} (budget {budget} s) ':-^{WIDTH}}"


def _sum_up(outcomes: Sequence[Outcome], suites: Sequence[Outcome]) -> None:
    print(f"\n{' summary ':-^{WIDTH}}")
    for outcome in outcomes:
        print(outcome)
    for outcome in suites:
        print(f"{f' {counts([outcome])} in {outcome.seconds:.2f}s ':=^{WIDTH}}")
    print(counts(outcomes), flush=True)
