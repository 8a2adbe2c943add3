"""Rules of imports. The layers are contracts of import-linter, in the `.importlinter` of each root."""

import ast
import configparser
import importlib.metadata
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.project import GATEWAY, ROOT, WORKERS

CORE = ROOT / "01-core"
CONTRACTS = CORE / "contracts" / "src"
CLI = ROOT / "03-interface"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# Both services call their package `app`, so each root is checked by a process of its own that finds these folders only.
ROOTS = {ROOT: [ROOT, CORE, CLI], WORKERS: [WORKERS], GATEWAY: [GATEWAY]}


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_imports_keep_the_contracts(root: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, ROOTS[root]))}
    command = [str(LINT_IMPORTS), "--no-cache", "--no-logo", ".importlinter"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_root_with_contracts_is_checked() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.importlinter"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {(ROOT / name).parent for name in listed.split("\0") if name} <= set(ROOTS)


@pytest.mark.parametrize("root", [WORKERS, GATEWAY], ids=["worker", "gateway"])
def test_each_service_imports_its_own_app_only(root: Path) -> None:
    """Both are called `app`: what is imported from it must be there."""
    names = {name for file in (root / "app").rglob("*.py") for name in _imports(file) if name.startswith("app.")}
    missing = {name for name in names if not _is_module(root, name) and not _is_module(root, name.rpartition(".")[0])}
    assert missing == set()


def test_services_reach_storage_by_the_client_that_encrypts() -> None:
    roots = (CONTRACTS, WORKERS / "app", GATEWAY / "app")
    texts = {file: file.read_text(encoding="utf-8") for root in roots for file in root.rglob("*.py")}
    assert {file.name for file, text in texts.items() if re.search(r'\.client\(\s*"s3"', text)} == {"s3.py"}
    copying = {file.name for file, text in texts.items() if "connect_as_stored" in text}
    assert copying == {"s3.py", "object_copy.py"}


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


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
