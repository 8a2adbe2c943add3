"""The log events of the services, read from their source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.project import GATEWAY, ROOT, WORKERS

_LOGGERS = ("log", "structlog.get_logger(")
# Method -> level under which its lines are written.
_LEVELS = {"debug": "debug", "info": "info", "warning": "warning", "error": "error", "exception": "error"}
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
            match node:
                case ast.Call(
                    func=ast.Attribute(value=logger, attr=level),
                    args=[ast.Constant(value=str(name))],
                    keywords=keywords,
                ) if level in _LEVELS and ast.unparse(logger).startswith(_LOGGERS):
                    fields = tuple(keyword.arg for keyword in keywords if keyword.arg not in {None, "exc_info"})
                    yield LogEvent(name, _LEVELS[level], tuple(map(str, fields)), str(file.relative_to(ROOT)))
