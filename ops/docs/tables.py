"""Markdown tables of what the code knows."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ops.docs.inspection import Metric, Route, Setting
from ops.docs.log_events import LogEvent

_API = "/api/v1"


def of_settings(settings: Iterable[Setting]) -> str:
    rows = ((f"`{setting['name']}`", _default(setting), setting["description"]) for setting in settings)
    return _table(("setting", "default", "meaning"), rows)


def of_metrics(metrics: Iterable[Metric]) -> str:
    rows = ((f"`{metric['name']}`", metric["type"], _codes(metric["labels"]), metric["help"]) for metric in metrics)
    return _table(("metric", "type", "labels", "meaning"), rows)


def of_routes(routes: Sequence[Route]) -> str:
    """Return one table for each tag, in the order of the description; paths under /api/v1 are cut to what follows."""
    blocks = []
    for tag, group in groupby(routes, key=lambda route: route["tag"]):
        rows = (
            (f"`{route['method']} {_short(route['path'])}`", route["summary"], _codes(route["codes"]))
            for route in group
        )
        blocks.append(f"### {tag}\n\n{_table(('route', 'what it does', 'errors of its own'), rows)}")
    return "\n".join(blocks)


def of_log_events(events: Iterable[LogEvent]) -> str:
    rows = ((f"`{event.name}`", event.level, _codes(event.fields), f"`{event.file}`") for event in events)
    return _table(("event", "level", "fields", "written by"), rows)


def _short(path: str) -> str:
    return path.removeprefix(_API)


def _default(setting: Setting) -> str:
    if setting["default"] is None:
        return "required"
    return f"`{setting['default']}`" if setting["default"] else ""


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
