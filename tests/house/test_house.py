"""What holds for the whole repository: who may import whom, and what may lie in it."""

import ast
import configparser
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from declared_settings import settings

from ops.project import GATEWAY, ROOT, WORKERS

CONTRACTS = ROOT / "01-core" / "contracts" / "src"
CORE = ROOT / "01-core"
CLI = ROOT / "03-interface"
LARGEST_FILE = 1_000_000

# Each root with its package and what that package may never import. `app` is the root's own.
ARROWS = [
    (CONTRACTS, "scribe_contracts", {"app", "cli", "ops", "servers", "torch", "fastapi", "sqlalchemy", "taskiq"}),
    (CORE, "servers", {"app", "cli", "ops", "torch", "fastapi", "sqlalchemy"}),
    (ROOT, "ops", {"app", "cli", "torch", "fastapi", "sqlalchemy"}),
    (WORKERS, "app", {"cli", "ops", "servers", "fastapi", "starlette", "sqlalchemy", "asyncpg"}),
    (GATEWAY, "app", {"cli", "ops", "servers", "torch", "faster_whisper", "pyannote", "onnxruntime"}),
    (CLI, "cli", {"app", "torch", "fastapi", "sqlalchemy"}),
    (ROOT, "bench", {"cli", "ops", "servers", "fastapi", "sqlalchemy"}),
]


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize(("root", "package", "forbidden"), ARROWS, ids=lambda value: getattr(value, "name", None))
def test_imports_follow_the_arrows(root: Path, package: str, forbidden: set[str]) -> None:
    files = list((root / package).rglob("*.py"))
    assert files
    crossing = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in _imports(file)
        if name.split(".")[0] in forbidden
    }
    assert crossing == set()


@pytest.mark.parametrize("root", [WORKERS, GATEWAY], ids=["worker", "gateway"])
def test_each_service_imports_its_own_app_only(root: Path) -> None:
    """Both are called `app`: what is imported from it must be there."""
    names = {name for file in (root / "app").rglob("*.py") for name in _imports(file) if name.startswith("app.")}
    missing = {name for name in names if not _is_module(root, name) and not _is_module(root, name.rpartition(".")[0])}
    assert missing == set()


def _is_module(root: Path, name: str) -> bool:
    path = root / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def test_the_contracts_load_neither_torch_nor_fastapi() -> None:
    modules = [
        ".".join(file.relative_to(CONTRACTS).with_suffix("").parts)
        for file in CONTRACTS.rglob("*.py")
        if file.stem[0] != "_"
    ]
    program = f"import sys, {', '.join(modules)}; print({{'torch', 'fastapi'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("ini", sorted((ROOT / "tests").glob("*/pytest.ini")), ids=lambda ini: ini.parent.name)
def test_no_test_process_reaches_two_apps(ini: Path) -> None:
    parser = configparser.ConfigParser()
    parser.read(ini)
    roots = [(ini.parent / folder).resolve() for folder in parser["pytest"]["pythonpath"].split()]
    assert all(root.is_dir() for root in roots)
    assert len([root for root in roots if (root / "app").exists()]) <= 1


def test_no_app_is_installed() -> None:
    assert "app" not in importlib.metadata.packages_distributions()


def test_the_example_of_settings_names_each_one_once() -> None:
    named = re.findall(r"^#?(SCRIBE_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(settings())


def test_the_example_of_settings_explains_each_and_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for before, line in pairwise(lines):
        if re.match(r"#?SCRIBE_", line):
            assert before.startswith("# "), f"{line} is not explained"
        if re.match(r"#?SCRIBE_\w*(SECRET|PASSWORD|TOKEN|KEY|_URL)=", line) and "PUBLIC" not in line:
            assert line.endswith("="), f"{line} could be left as it is"


def test_no_tracked_file_is_large_or_names_a_package_host() -> None:
    hosts = [re.escape(host) for host in ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs")]
    host = re.compile("|".join(hosts).encode())
    files = _tracked()
    assert {str(file.relative_to(ROOT)) for file in files if file.stat().st_size > LARGEST_FILE} == set()
    assert {str(file.relative_to(ROOT)) for file in files if host.search(file.read_bytes())} == set()


@pytest.mark.parametrize(
    "file",
    [ROOT / "constraints.txt", *sorted((ROOT / "bench" / "environments").glob("*.txt"))],
    ids=lambda file: file.stem,
)
def test_constraints_are_plain_pins(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in lines if not line.startswith("#"))
