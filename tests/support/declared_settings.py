"""The settings that the source declares, read without importing it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("01-core", "ops", "02-workers/app", "03-interface/backend/app", "03-interface/cli")


def settings() -> set[str]:
    """Read from the source: the two services cannot be imported into one process."""
    files = [path for folder in SERVICES for path in (ROOT / folder).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {"BaseSettings": "SCRIBE_"}
    found: set[str] = set()
    while True:
        fresh = [node for node in classes if node.name not in known and _base(node) in known]
        if not fresh:
            return found
        for node in fresh:
            known[node.name] = _prefix(node) or known[_base(node)]
            found |= {known[node.name] + name.upper() for name in _fields(node)}


def _base(node: ast.ClassDef) -> str:
    return next((base.id for base in node.bases if isinstance(base, ast.Name)), "")


def _prefix(node: ast.ClassDef) -> str | None:
    keywords = [keyword for call in ast.walk(node) if isinstance(call, ast.Call) for keyword in call.keywords]
    values = [keyword.value for keyword in keywords if keyword.arg == "env_prefix"]
    return next((str(value.value) for value in values if isinstance(value, ast.Constant)), None)


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id
