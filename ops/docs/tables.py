"""Markdown tables of what the code knows."""

from collections.abc import Iterable, Sequence

from ops.docs.inspection import Metric, Route, Setting
from ops.docs.log_events import LogEvent

_API = "/api/v1"
# docs/api.md explains these once, above the table.
COMMON_CODES = {
    "unauthorized",
    "forbidden",
    "insufficient_scope",
    "second_factor_missing",
    "not_found",
    "too_large",
    "invalid",
    "unavailable",
}


def of_settings(settings: Iterable[Setting]) -> str:
    rows = ((f"`{setting['name']}`", _default(setting), setting["description"]) for setting in settings)
    return _table(("setting", "default", "meaning"), rows)


def of_metrics(metrics: Iterable[Metric]) -> str:
    rows = ((f"`{metric['name']}`", metric["type"], _codes(metric["labels"]), metric["help"]) for metric in metrics)
    return _table(("metric", "type", "labels", "meaning"), rows)


def of_routes(routes: Sequence[Route]) -> str:
    """Return one table for each tag, in the order of their first routes; the common start of paths is left out."""
    blocks = []
    for tag in dict.fromkeys(route["tag"] for route in routes):
        rows = (
            (
                f"`{route['method']} {route['path'].removeprefix(_API)}`",
                route["summary"],
                route["scope"],
                _codes(_own(route)),
            )
            for route in routes
            if route["tag"] == tag
        )
        blocks.append(f"### {tag}\n\n{_table(('route', 'what it does', 'key', 'errors of its own'), rows)}")
    return "\n".join(blocks)


def _own(route: Route) -> list[str]:
    return [code for code in route["codes"] if code not in COMMON_CODES]


def of_log_events(events: Iterable[LogEvent]) -> str:
    rows = ((f"`{event.name}`", event.level, _codes(event.fields), f"`{event.file}`") for event in events)
    return _table(("event", "level", "fields", "written by"), rows)


def _default(setting: Setting) -> str:
    if setting["default"] is None:
        return "required"
    return f"`{setting['default']}`" if setting["default"] else ""


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(_escaped(cell) for cell in line)} |\n" for line in lines)


def _escaped(cell: str) -> str:
    """Return a cell in which Markdown sees neither a column's end nor a tag."""
    return cell.replace("|", "\\|").replace("<", "&lt;")
