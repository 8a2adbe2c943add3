"""The pages with generated tables. A table stands between `<!-- generated: NAME -->` and `<!-- end -->`."""

import re
from pathlib import Path

from ops.docs import tables
from ops.docs.inspection import inspect_gateway, inspect_settings
from ops.docs.log_events import log_events
from ops.project import ROOT

DOCS = ROOT / "docs"
_MARKED = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return the text that each page with generated tables should have."""
    content = _tables()
    return {DOCS / name: fill(DOCS / name, content) for name in ("settings.md", "metrics.md", "api.md", "logs.md")}


def fill(page: Path, content: dict[str, str]) -> str:
    """Return the page's text with the tables of `content` between its markers. Raise KeyError on an unknown name."""
    text = page.read_text(encoding="utf-8")
    return _MARKED.sub(lambda match: f"{match[1]}\n{content[match[2]]}\n{match[3]}", text)


def _tables() -> dict[str, str]:
    settings = {f"settings-{part}": tables.of_settings(found) for part, found in inspect_settings().items()}
    metrics, routes = inspect_gateway()
    events = {f"logs-{service}": tables.of_log_events(found) for service, found in log_events().items()}
    return settings | events | {"metrics": tables.of_metrics(metrics), "routes": tables.of_routes(routes)}
