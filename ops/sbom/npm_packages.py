"""Packages of the web application, from its lock file: those that are served, not those that build it."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from packageurl import PackageURL

from ops.project import ROOT
from ops.sbom.found import Found

LOCK = ROOT / "03-interface" / "frontend-nextjs" / "package-lock.json"
_FOLDER = "node_modules/"


def npm_packages() -> Found:
    """Return the packages of the lock file that are not for development only."""
    packages: Mapping[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    served = {path: entry for path, entry in packages.items() if path and not entry.get("dev")}
    made: dict[str, Component] = {}
    known: dict[str, Component] = {}
    for path, entry in served.items():
        component = _component(path.rpartition(_FOLDER)[2], entry)
        # One version may lie in several folders.
        known[path] = made.setdefault(str(component.purl), component)
    found = Found(components=list(made.values()))
    found.direct = [known[place] for name in packages[""]["dependencies"] if (place := _FOLDER + name) in known]
    for path, entry in served.items():
        names = [*entry.get("dependencies", {}), *entry.get("optionalDependencies", {})]
        places = (_resolve(path, name, served) for name in names)
        found.needs.append((known[path], [known[place] for place in places if place]))
    return found


def _resolve(path: str, name: str, packages: Mapping[str, Any]) -> str | None:
    """Return the folder in which Node.js finds a package that one at `path` asks for; None for what is left out."""
    while True:
        place = f"{path}/{_FOLDER}{name}" if path else _FOLDER + name
        if place in packages:
            return place
        if not path:
            return None
        path = path.rpartition("/" + _FOLDER)[0]


def _component(name: str, entry: Mapping[str, Any]) -> Component:
    scope, _, short = name.rpartition("/")
    purl = PackageURL("npm", namespace=scope or None, name=short, version=entry["version"])
    license_name = entry.get("license")
    return Component(
        name=short,
        group=scope or None,
        version=entry["version"],
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=str(purl),
        scope=ComponentScope.OPTIONAL if entry.get("optional") else ComponentScope.REQUIRED,
        licenses=[LicenseFactory().make_from_string(license_name)] if isinstance(license_name, str) else [],
        hashes=_hashes(entry.get("integrity", "")),
    )


def _hashes(integrity: str) -> list[HashType]:
    algorithm, _, digest = integrity.partition("-")
    if algorithm != "sha512":
        return []
    return [HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex())]
