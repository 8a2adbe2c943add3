"""Run in the process of one service; print what it knows of itself as one line of JSON.

`probe.py settings MODULE:CLASS` or `probe.py gateway`. Modules are imported by name: nothing here depends on a service.
"""

import importlib
import json
import sys
from enum import Enum
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_METHODS = ("get", "post", "put", "patch", "delete")


def describe_settings(target: str) -> list[dict[str, Any]]:
    module, _, name = target.partition(":")
    settings = getattr(importlib.import_module(module), name)
    prefix = settings.model_config["env_prefix"]
    return [
        {
            "name": prefix + field.upper(),
            "default": None if info.is_required() else _written(info.default if info.default_factory is None else None),
            "description": info.description,
        }
        for field, info in settings.model_fields.items()
    ]


def _written(value: Any) -> str:
    """Return a default as one writes it in the environment."""
    if value is None or value == ():
        return ""
    if isinstance(value, Path):
        return str(value.relative_to(_ROOT)) if value.is_relative_to(_ROOT) else str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    return json.dumps(value)


def describe_gateway() -> dict[str, Any]:
    application = importlib.import_module("app.main").create_app()
    return {"metrics": _metrics(), "routes": _routes(application.openapi())}


def _metrics() -> list[dict[str, Any]]:
    module = importlib.import_module("app.core.metrics")
    base = importlib.import_module("prometheus_client.metrics").MetricWrapperBase
    metrics = [value for value in vars(module).values() if isinstance(value, base)]
    # The library tells names and labels of a metric without a value through these attributes only.
    described = [
        (metric._name, metric._type, metric._labelnames, metric._documentation)  # noqa: SLF001
        for metric in metrics
    ]
    return [
        {"name": name + ("_total" if kind == "counter" else ""), "type": kind, "labels": list(labels), "help": text}
        for name, kind, labels, text in described
    ]


def _routes(openapi: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "tag": (operation.get("tags") or ["other"])[0],
            "summary": _first_sentence(operation.get("description") or operation["summary"]),
            "codes": _codes(operation, openapi["components"]["responses"]),
            "scope": operation.get("x-key-scope", ""),
        }
        for path, operations in openapi["paths"].items()
        for method in _METHODS
        if (operation := operations.get(method)) is not None
    ]


def _first_sentence(description: str) -> str:
    paragraph = " ".join(description.partition("\n\n")[0].split())
    return paragraph.partition(". ")[0].rstrip(".")


def _codes(operation: dict[str, Any], components: dict[str, Any]) -> list[str]:
    """Return the codes of the errors that an operation declares, in the order of their statuses."""
    codes: list[str] = []
    for answer in operation["responses"].values():
        declared = components[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
        for content in declared.get("content", {}).values():
            for part in content.get("schema", {}).get("allOf", []):
                codes += part.get("properties", {}).get("code", {}).get("enum", [])
    return codes


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    print(json.dumps(describe_settings(*rest) if verb == "settings" else describe_gateway()))
