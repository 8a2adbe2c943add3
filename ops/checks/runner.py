"""Run checks and test suites, go on after a failure, and sum up."""

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ops.checks.outcomes import Outcome, Report, headline, print_summary
from ops.checks.stage import Output, Stage
from ops.checks.table import CHECKS, PYTHON, SUITES, Check, Suite, fetch
from servers.program import ServerError

NO_TESTS_COLLECTED = 5
AT_ONCE = 2
STRICT = "--strict"


@dataclass(frozen=True)
class Selection:
    """What one run of the test command is to run."""

    checks: Sequence[Check]
    suites: Sequence[Suite]
    pytest_arguments: Sequence[str]
    strict: bool = False
    """A skipped test fails the run."""

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> Self:
        """Read the arguments of `./manage.sh test`.

        Leading names choose; all the rest but --strict is for pytest, and then only suites run unless checks were
        named. ServerError for a name that is none.
        """
        strict = STRICT in arguments
        arguments = [argument for argument in arguments if argument != STRICT]
        names = {item.name for item in (*CHECKS, *SUITES)}
        count = next((place for place, word in enumerate(arguments) if word not in names), len(arguments))
        chosen, rest = arguments[:count], arguments[count:]
        if rest and not rest[0].startswith("-"):
            raise ServerError(f"There is no suite {rest[0]}, only: {' '.join(sorted(names))}")
        checks = [check for check in CHECKS if check.name in chosen or not (chosen or rest)]
        suites = [suite for suite in SUITES if suite.name in chosen or not chosen]
        return cls(checks, suites, rest, strict)


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
    results = list(outcomes.values())
    print_summary(results, [outcomes[suite.title] for suite in selection.suites], strict=selection.strict)
    skipped = selection.strict and any(outcome.skips for outcome in results)
    return 1 if skipped or any(outcome.failed for outcome in results) else 0


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
    with stage.output(headline(task.title, task.budget)) as output:
        return (
            _run_check(task, stage, output) if isinstance(task, Check) else _run_suite(task, arguments, stage, output)
        )


def _run_check(check: Check, stage: Stage, output: Output) -> Outcome:
    code, seconds = stage.execute(check.command, check.folder, check.budget, output)
    return Outcome(check.title, int(code == 0), int(code != 0), (), seconds, check.budget)


def _run_suite(suite: Suite, arguments: Sequence[str], stage: Stage, output: Output) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="scribe-tests-") as folder:
        file = Path(folder) / "report.xml"
        command = [PYTHON, "-m", "pytest", f"--junitxml={file}", *arguments]
        code, seconds = stage.execute(command, suite.folder, suite.budget, output)
        report = Report.read(file)
    failed = report.failed
    nothing_chosen = code == NO_TESTS_COLLECTED and bool(arguments)
    if code != 0 and not failed and not nothing_chosen:
        # It broke before or after its tests, or was ended.
        failed = 1
    return Outcome(suite.name, report.passed, failed, report.skips, seconds, suite.budget)
