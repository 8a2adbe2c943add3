"""The log events of the services, read from their source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.project import GATEWAY, ROOT, WORKERS

_LEVELS = {"debug", "info", "warning", "error", "exception"}
_FOLDERS = {"gateway": GATEWAY / "app", "worker": WORKERS / "app", "contracts": ROOT / "01-core" / "contracts" / "src"}


@dataclass(frozen=True, order=True)
class LogEvent:
    name: str
    level: str
    fields: tuple[str, ...]
    file: str
    """Path in the repository."""


def log_events() -> dict[str, list[LogEvent]]:
    """Return the events of the gateway, the worker and the code they share, by name."""
    return {service: sorted(set(_events(folder))) for service, folder in _FOLDERS.items()}


def _events(folder: Path) -> Iterator[LogEvent]:
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_log_call(node):
                yield _event(node, str(file.relative_to(ROOT)))


def _is_log_call(node: ast.Call) -> bool:
    called = node.func
    return (
        isinstance(called, ast.Attribute)
        and called.attr in _LEVELS
        and ast.unparse(called.value).startswith(("log", "structlog.get_logger("))
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
    )


def _event(node: ast.Call, file: str) -> LogEvent:
    assert isinstance(node.func, ast.Attribute)
    assert isinstance(node.args[0], ast.Constant)
    fields = tuple(keyword.arg for keyword in node.keywords if keyword.arg not in {None, "exc_info"})
    level = "error" if node.func.attr == "exception" else node.func.attr
    return LogEvent(str(node.args[0].value), level, tuple(str(field) for field in fields), file)
