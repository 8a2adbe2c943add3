"""The outcomes of checks and test suites, and the summary of a run."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH = 78

_END_LINES = 100
"""As many lines hold what pytest and vitest say of a few failures."""

_MAX_NAMES = 10
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NAME = re.compile(r"^(?:FAILED|ERROR) (\S+\.py.*?)(?: - .*)?$|^ FAIL +(\S.*)$")
"""A failed test, as pytest and vitest name it."""


@dataclass(frozen=True)
class Skip:
    """A test that did not run."""

    test: str
    reason: str


@dataclass(frozen=True)
class Outcome:
    title: str
    passed: int
    failed: int
    skips: tuple[Skip, ...]
    seconds: float
    budget: int
    said: tuple[str, ...] = ()
    """The lines that it printed; none where it failed in nothing, or printed to the terminal."""

    @property
    def end(self) -> str:
        """The last lines."""
        return "\n".join(self.said[-_END_LINES:])

    @property
    def failures(self) -> list[str]:
        """The names of the tests that failed, of many the first ones; no name where none is told."""
        found = (_NAME.search(_COLOUR.sub("", line)) for line in self.said)
        return list(dict.fromkeys(match[1] or match[2] for match in found if match))[:_MAX_NAMES] or [""]

    def __str__(self) -> str:
        late = ", OVER BUDGET" if self.seconds > self.budget else ""
        return f"{self.title:<22} {counts([self]):<38} {self.seconds:6.1f} s of {self.budget} s{late}"


@dataclass(frozen=True)
class Report:
    """The numbers of one pytest run."""

    passed: int = 0
    failed: int = 0
    skips: tuple[Skip, ...] = ()

    @classmethod
    def read(cls, file: Path) -> "Report":
        """Read the JUnit XML that pytest wrote; all numbers are 0 where it wrote none."""
        suite = ET.parse(file).getroot().find("testsuite") if file.exists() else None  # noqa: S314 - pytest's own
        if suite is None:
            return cls()
        total, failures, errors, skipped = (
            int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
        )
        return cls(total - failures - errors - skipped, failures + errors, tuple(_skips(suite)))


def _skips(suite: ET.Element) -> Iterator[Skip]:
    for case in suite.iter("testcase"):
        found = case.find("skipped")
        if found is not None:
            yield Skip(f"{case.get('classname', '')}::{case.get('name', '')}", found.get("message", ""))


def counts(outcomes: Sequence[Outcome]) -> str:
    """Return the totals as one line: `2 passed, 1 failed, 0 skipped`."""
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(len(outcome.skips) for outcome in outcomes)
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def headline(title: str, budget: int) -> str:
    return f"{f' {title} (budget {budget} s) ':-^{WIDTH}}"


def print_summary(outcomes: Sequence[Outcome], suites: Sequence[Outcome], *, strict: bool) -> None:
    """Print what failed, one line for each outcome, why tests were skipped, and the totals.

    `strict` names each skipped test. The last lines of what failed stand above hundreds of others by now, and logs that
    are cut keep their end: so they are repeated, and the names of what failed stand next to the totals.
    """
    for outcome in outcomes:
        if outcome.said:
            print(f"\n{f' the end of {outcome.title}, which failed ':-^{WIDTH}}\n{outcome.end}")
    print(f"\n{' summary ':-^{WIDTH}}")
    for outcome in outcomes:
        print(outcome)
    for outcome in suites:
        _print_skips(outcome, with_tests=strict)
    for outcome in suites:
        print(f"{f' {counts([outcome])} in {outcome.seconds:.2f}s ':=^{WIDTH}}")
    if strict and any(outcome.skips for outcome in outcomes):
        print("--strict: tests were skipped, as listed above, so the run has failed.")
    for outcome in outcomes:
        for name in outcome.failures if outcome.failed else ():
            print(f"failed: {outcome.title} {name}".rstrip())
    print(counts(outcomes), flush=True)


def _print_skips(outcome: Outcome, *, with_tests: bool) -> None:
    """Group skipped tests by their reason."""
    for reason, number in Counter(skip.reason for skip in outcome.skips).most_common():
        print(f"{outcome.title}: {number} skipped: {reason}")
        if with_tests:
            print("".join(f"    {skip.test}\n" for skip in outcome.skips if skip.reason == reason), end="")
