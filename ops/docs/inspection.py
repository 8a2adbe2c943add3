"""Settings, metrics and routes, asked of each service in a process of its own: both call their package `app`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypedDict

from ops.project import GATEWAY, ROOT, WORKERS

_PROBE = Path(__file__).with_name("probe.py")
_CORE = ROOT / "01-core"
_CLI = ROOT / "03-interface"
# Settings without a default. Nothing connects to these addresses.
_REQUIRED = {
    "SCRIBE_REDIS_URL": "redis://127.0.0.1:1/0",
    "SCRIBE_S3_ENDPOINT_URL": "http://127.0.0.1:1",
    "SCRIBE_S3_ACCESS_KEY": "description",
    "SCRIBE_S3_SECRET_KEY": "description",
    "SCRIBE_DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
    "SCRIBE_JWT_SECRET": "0123456789abcdef0123456789abcdef",
    "SCRIBE_EMBEDDINGS_MODELS_DIR": "/nowhere",
    "SCRIBE_EMBEDDINGS_PORT": "1",
    "SCRIBE_EMBEDDINGS_KEY": "0123456789abcdef",
}
# Part of the product -> import root and class of its settings.
_SETTINGS = {
    "common": (_CORE, "scribe_contracts.settings:InfrastructureSettings"),
    "gateway": (GATEWAY, "app.core.config:Settings"),
    "worker": (WORKERS, "app.core.config:WorkerSettings"),
    "embeddings": (WORKERS, "app.embeddings.settings:EmbeddingsServerSettings"),
    "packs": (WORKERS, "app.packs.settings:PackSettings"),
    "cli": (_CLI, "cli.settings:CliSettings"),
}


class Setting(TypedDict):
    name: str
    default: str | None
    """As written in an environment variable; None if the setting is required, "" if something computes it."""
    description: str


class Metric(TypedDict):
    name: str
    type: str
    labels: list[str]
    help: str


class Route(TypedDict):
    method: str
    path: str
    tag: str
    summary: str
    codes: list[str]
    """Stable codes of the errors that it declares."""
    scope: str
    """Least scope of a key that opens it, `none` where only people may; empty where nobody has to be known."""


def inspect_settings() -> dict[str, list[Setting]]:
    """Return the settings of each part; one that several parts read stands under the first of them only."""
    described: set[str] = set()
    found: dict[str, list[Setting]] = {}
    for part, (root, name) in _SETTINGS.items():
        own: list[Setting] = _probe(root, "settings", name)
        found[part] = [setting for setting in own if setting["name"] not in described]
        described |= {setting["name"] for setting in found[part]}
    return found


def inspect_gateway() -> tuple[list[Metric], list[Route]]:
    """Return the gateway's metrics, and its routes as its OpenAPI description lists them."""
    found = _probe(GATEWAY, "gateway")
    return found["metrics"], found["routes"]


def _probe(root: Path, *arguments: str) -> Any:
    # The documents must not depend on the settings of whoever runs this.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SCRIBE_")}
    done = subprocess.run(
        [sys.executable, "-P", str(_PROBE), *arguments],
        env=kept | _REQUIRED | {"PYTHONPATH": str(root)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])
