"""The table of everything that `./manage.sh test` runs, with the time that each may take."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from ops.project import GATEWAY, ROOT, WORKERS

PYTHON = sys.executable
CORE = ROOT / "01-core"
TESTS = ROOT / "tests"
WEB = (PYTHON, "-m", "ops.checks.web_suite")
MYPY = (PYTHON, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"))
CHAOS = (PYTHON, "-m", "ops.chaos", "--seed", "1", "--minutes", "2", "--faults", "12")
# A twelfth of the load, with attackers, on a machine that may be busy: memory and errors as ever, time with a margin.
LOAD = ("--users", "40", "--uploads", "8", "--streams", "60", "--seconds", "15", "--max-read-ms", "3000")
# The benchmark calls the worker's code, finds recordings as the tests do, and asks questions as the command line does.
BENCH_PATH = f"MYPYPATH={WORKERS}:{TESTS}:{ROOT / '03-interface'}:{CORE}"


@dataclass(frozen=True)
class Check:
    """A command whose exit status counts as one test."""

    name: str
    """Name on the command line; checks of one name run together."""
    title: str
    command: tuple[str, ...]
    budget: int
    """Seconds it may take on two cores. More is reported; after twice as many it is killed."""
    folder: Path = ROOT
    alone: bool = False
    """Run nothing else meanwhile: it measures speed."""

    packs: tuple[str, ...] = field(default=())
    """Packs of model weights that it needs."""


@dataclass(frozen=True)
class Suite:
    """The tests in tests/<name>, in one pytest process."""

    name: str
    budget: int
    packs: tuple[str, ...] = field(default=())
    """Packs of model weights that it needs."""

    @property
    def title(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        return TESTS / self.name


def _beside_python(program: str) -> str:
    return str(Path(PYTHON).with_name(program))


def _scripts() -> list[str]:
    return ["manage.sh", ".ci/run"] + [str(path) for path in sorted((ROOT / "ops" / "docker").glob("*.sh"))]


def _dockerfiles() -> list[str]:
    return [str(path) for path in sorted([*ROOT.glob("0*/Dockerfile"), *ROOT.glob("0*/*/Dockerfile")])]


CHECKS = (
    Check("lint", "ruff check", (PYTHON, "-m", "ruff", "check", "."), 60),
    Check("lint", "ruff format", (PYTHON, "-m", "ruff", "format", "--check", "."), 60),
    Check("types", "mypy scribe_contracts", (*MYPY, "src"), 60, CORE / "contracts"),
    Check("types", "mypy servers", (*MYPY, "servers"), 60, CORE),
    Check("types", "mypy ops", (*MYPY, "ops"), 60),
    Check("types", "mypy worker", (*MYPY, "app"), 120, WORKERS),
    Check("types", "mypy gateway", (*MYPY, "app"), 120, GATEWAY),
    Check("types", "mypy cli", (*MYPY, "cli"), 60, ROOT / "03-interface"),
    Check("types", "mypy bench", ("env", BENCH_PATH, *MYPY, "bench"), 120),
    Check("web", "web check", (*WEB, "check"), 300),
    Check("web", "web in a browser", (*WEB, "e2e"), 1200),
    Check("web", "web, speed", (*WEB, "speed"), 180, alone=True),
    Check("chaos", "chaos, 12 faults", CHAOS, 240, alone=True, packs=("tiny",)),
    Check("load", "load, 40 people", (PYTHON, "-m", "ops.load", *LOAD), 60, alone=True),
    Check("shell", "shellcheck", (_beside_python("shellcheck"), "-x", *_scripts()), 60),
    Check("lint", "hadolint", (_beside_python("hadolint"), *_dockerfiles()), 60),
)
SUITES = (
    Suite("worker", 1200, packs=("cpu", "tiny")),
    Suite("gateway", 1800),
    Suite("contracts", 60),
    Suite("bench", 120, packs=("tiny",)),
    Suite("servers", 240),
    Suite("cli", 60),
    Suite("house", 60),
    Suite("ops", 1110, packs=("tiny",)),
    Suite("e2e", 720, packs=("cpu", "tiny", "embeddings")),
)


def fetch_packs(packs: tuple[str, ...]) -> Check:
    """Return the check that fetches packs of model weights, before the suites that need them."""
    return Check("models", f"models {' '.join(packs)}", (PYTHON, "-m", "app.packs", "fetch", *packs), 300, WORKERS)
