"""Rules for the files of the repository."""

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
# The docstrings of the contracts may name both services: they say what each promises to the other.
# `grpc.worker` is a part of SeaweedFS.
SERVICES = re.compile(r"(?<!grpc\.)\b(gateway|workers?|web)\b", re.IGNORECASE)
# The first defines the version; the others are those of npm, or hold versions of packages.
VERSION_FILES = {"__init__.py", "package.json", "package-lock.json", "constraints.txt", "CHANGELOG.md"}


def _named(files: list[Path]) -> set[str]:
    return {str(file.relative_to(ROOT)) for file in files}


def test_no_tracked_file_is_large_or_names_a_package_host() -> None:
    hosts = [re.escape(host) for host in ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs")]
    host = re.compile("|".join(hosts).encode())
    assert _named([file for file in tracked_files() if file.stat().st_size > MAX_FILE_BYTES]) == set()
    assert _named([file for file in tracked_files() if host.search(file.read_bytes())]) == set()


def test_no_folder_holds_more_than_14_files_of_code() -> None:
    sizes = Counter(file.parent for file in tracked_files() if file.suffix in CODE)
    assert {str(folder.relative_to(ROOT)): n for folder, n in sizes.items() if n > MAX_CODE_FILES} == {}


def test_the_core_names_no_service() -> None:
    """Code, comments and Compose files of 01-core are checked. WORKERS_ADDRESS, a setting, does not count."""
    files = [
        file for file in tracked_files() if file.is_relative_to(CORE) and not file.is_relative_to(CORE / "contracts")
    ]
    assert files
    assert _named([file for file in files if SERVICES.search(file.read_text(encoding="utf-8"))]) == set()


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


def test_no_two_test_files_of_a_suite_have_one_name() -> None:
    """Pytest imports them by their bare names."""
    tests = [file.relative_to(ROOT / "tests") for file in tracked_files() if file.is_relative_to(ROOT / "tests")]
    names = Counter((file.parts[0], file.name) for file in tests if file.match("test_*.py"))
    assert len(names) > MAX_CODE_FILES
    assert [name for name, count in names.items() if count > 1] == []
