"""What may lie in the repository, and where."""

import re
from collections import Counter
from pathlib import Path

import pytest
from tracked import tracked_files

from ops.project import ROOT
from scribe_contracts import __version__

MAX_FILE_BYTES = 1_000_000
MAX_CODE_FILES = 14
CODE = {".py", ".ts", ".tsx", ".sh", ".mjs"}
CORE = ROOT / "01-core"
# The contracts say what both sides promise, so their docstrings name them.
STANDS_ABOVE_CORE = re.compile(r"\b(gateway|workers?|web)\b", re.IGNORECASE)
# The first defines it; the front end's tools want a number of their own, and the others hold those of packages.
VERSION_FILES = {"__init__.py", "package.json", "package-lock.json", "constraints.txt", "CHANGELOG.md"}


def _named(files: list[Path]) -> set[str]:
    return {str(file.relative_to(ROOT)) for file in files}


def test_no_tracked_file_is_large_or_names_a_package_host() -> None:
    hosts = [re.escape(host) for host in ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs")]
    host = re.compile("|".join(hosts).encode())
    assert _named([file for file in tracked_files() if file.stat().st_size > MAX_FILE_BYTES]) == set()
    assert _named([file for file in tracked_files() if host.search(file.read_bytes())]) == set()


def test_no_folder_holds_more_code_than_one_can_survey() -> None:
    sizes = Counter(file.parent for file in tracked_files() if file.suffix in CODE)
    assert {str(folder.relative_to(ROOT)): n for folder, n in sizes.items() if n > MAX_CODE_FILES} == {}


def test_what_everything_stands_on_names_nothing_that_stands_on_it() -> None:
    """Checks code, comments and Compose files of 01-core; WORKERS_ADDRESS, a setting, is no mention of a worker."""
    files = [
        file for file in tracked_files() if file.is_relative_to(CORE) and not file.is_relative_to(CORE / "contracts")
    ]
    assert files
    assert _named([file for file in files if STANDS_ABOVE_CORE.search(file.read_text(encoding="utf-8"))]) == set()


def test_the_version_is_written_in_one_place() -> None:
    files = [
        file for file in tracked_files() if file.name not in VERSION_FILES and __version__.encode() in file.read_bytes()
    ]
    assert _named(files) == set()


@pytest.mark.parametrize(
    "file",
    [ROOT / "constraints.txt", *sorted((ROOT / "bench" / "environments").glob("*.txt"))],
    ids=lambda file: file.stem,
)
def test_constraints_are_plain_pins(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in lines if not line.startswith("#"))
