"""The Compose files and Dockerfiles, read without Docker."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ops.project import ROOT

FILES = {
    "core": ROOT / "01-core" / "docker-compose.yml",
    "workers": ROOT / "02-workers" / "docker-compose.yml",
    "interface": ROOT / "03-interface" / "docker-compose.yml",
}
CPU_OVERRIDE = ROOT / "02-workers" / "docker-compose.cpu.yml"
HTTPS_OVERRIDE = ROOT / "03-interface" / "docker-compose.https.yml"
REMOTE_OVERRIDE = ROOT / "01-core" / "docker-compose.remote.yml"
REMOTE_TLS_OVERRIDE = ROOT / "01-core" / "docker-compose.remote-tls.yml"
MINIO_OVERRIDE = ROOT / "01-core" / "docker-compose.minio.yml"
ALL_FILES = (*FILES.values(), CPU_OVERRIDE, HTTPS_OVERRIDE, REMOTE_OVERRIDE, REMOTE_TLS_OVERRIDE, MINIO_OVERRIDE)


class _Loader(yaml.SafeLoader):
    """A loader that accepts Compose's own tags."""


_Loader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)


def read(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    return document


def services() -> dict[str, dict[str, Any]]:
    return {name: service for file in FILES.values() for name, service in read(file)["services"].items()}


def complete_services() -> dict[str, dict[str, Any]]:
    """Return all services, with Caddy, which only an override has."""
    return services() | {"caddy": read(HTTPS_OVERRIDE)["services"]["caddy"]}


def dockerfile(service: dict[str, Any]) -> Path | None:
    """Return the Dockerfile of a service; None for an image of others."""
    return ROOT / service["build"]["dockerfile"] if "build" in service else None


def dockerfiles() -> list[Path]:
    return sorted({path for service in services().values() if (path := dockerfile(service))})


def variables(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every ${NAME…}, nested ones too, with what follows the name: a default, a message or nothing."""
    yield from re.findall(r"\$\{(\w+)((?::[-?][^${}]*)?)", file.read_text(encoding="utf-8"))
