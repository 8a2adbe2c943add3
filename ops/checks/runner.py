"""Run checks and test suites, go on after a failure, and sum up."""

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from ops.checks.outcomes import Outcome, Report, headline, print_summary
from ops.checks.processes import Output, ProcessRunner, interrupted_by_sigterm
from ops.checks.table import CHECKS, PYTHON, SUITES, Check, Suite, fetch_packs
from servers.program import ServerError

NO_TESTS_COLLECTED = 5
AT_ONCE = 2
STRICT = "--strict"


@dataclass(frozen=True)
class Selection:
    """The checks and suites of one run, and its options."""

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
    """Run what `arguments` choose and return the exit status, 0 or 1.

    Checks and suites that may share the machine run first, AT_ONCE at a time, the longest before the others; then those
    that need it alone.
    """
    with interrupted_by_sigterm():
        return _run(Selection.parse(arguments))


def _run(selection: Selection) -> int:
    tasks: list[Check | Suite] = [*selection.suites, *selection.checks]
    tasks.sort(key=lambda task: task.budget, reverse=True)
    packs = tuple(dict.fromkeys(pack for task in tasks for pack in task.packs))
    alone = [task for task in tasks if isinstance(task, Check) and task.alone]
    together = [task for task in tasks if task not in alone]
    outcomes: dict[str, Outcome] = {}
    if packs:
        models = fetch_packs(packs)
        outcomes[models.title] = _run_task(models, [], ProcessRunner())
    batches = [together] + [[task] for task in alone]
    for batch in batches:
        outcomes |= _run_batch(batch, selection.pytest_arguments)
    results = list(outcomes.values())
    print_summary(results, [outcomes[suite.title] for suite in selection.suites], strict=selection.strict)
    skipped = selection.strict and any(outcome.skips for outcome in results)
    return 1 if skipped or any(outcome.failed for outcome in results) else 0


def _run_batch(tasks: Sequence[Check | Suite], arguments: Sequence[str]) -> dict[str, Outcome]:
    processes = ProcessRunner(parallel=len(tasks) > 1)
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as pool:
        futures = {task.title: pool.submit(_run_task, task, arguments, processes) for task in tasks}
        try:
            return {title: future.result() for title, future in futures.items()}
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            processes.interrupt()
            raise


def _run_task(task: Check | Suite, arguments: Sequence[str], processes: ProcessRunner) -> Outcome:
    with processes.output(headline(task.title, task.budget)) as output:
        if isinstance(task, Check):
            outcome = _run_check(task, processes, output)
        else:
            outcome = _run_suite(task, arguments, processes, output)
        return replace(outcome, said=tuple(processes.lines_of(output))) if outcome.failed else outcome


def _run_check(check: Check, processes: ProcessRunner, output: Output) -> Outcome:
    code, seconds = processes.execute(check.command, check.folder, check.budget, output)
    return Outcome(check.title, int(code == 0), int(code != 0), (), seconds, check.budget)


def _run_suite(suite: Suite, arguments: Sequence[str], processes: ProcessRunner, output: Output) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="scribe-tests-") as folder:
        file = Path(folder) / "report.xml"
        command = [PYTHON, "-m", "pytest", f"--junitxml={file}", *arguments]
        code, seconds = processes.execute(command, suite.folder, suite.budget, output)
        report = Report.read(file)
    failed = report.failed
    nothing_chosen = code == NO_TESTS_COLLECTED and bool(arguments)
    if code != 0 and not failed and not nothing_chosen:
        # It broke outside of its tests, or was killed.
        failed = 1
    return Outcome(suite.name, report.passed, failed, report.skips, seconds, suite.budget)
