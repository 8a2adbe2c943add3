"""Python packages: those that are installed and that a service, the local stack or the command line needs."""

from importlib.metadata import PackageMetadata, distribution

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.component import Component, ComponentType
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ops.checks.lock import group, needs, resolve
from ops.sbom.found import Found

GROUPS = ("gateway", "worker", "models", "local", "cli")
"""The dependency groups of pyproject.toml that run at users'; `dev` does not."""

_MAX_LICENSE_LENGTH = 200
"""Some packages have the whole text where a name is asked for."""


def python_packages() -> Found:
    """Return the packages of GROUPS with all that they need. ServerError for one that is not installed."""
    asked = [requirement for name in GROUPS for requirement in group(name)]
    versions = resolve([*asked, Requirement("scribe-contracts")], oldest=False)
    known = {name: _component(name, version) for name, version in versions.items()}
    found = Found(components=list(known.values()))
    found.direct = [known[name] for name in sorted({canonicalize_name(one.name) for one in asked}) if name in known]
    for name, component in known.items():
        required = {
            canonicalize_name(one.name) for one in needs(distribution(name).requires or [], set(), oldest=False)
        }
        found.needs.append((component, [known[one] for one in sorted(required & known.keys())]))
    return found


def _component(name: str, version: str) -> Component:
    purl = PackageURL("pypi", name=name, version=version)
    metadata = distribution(name).metadata
    license_name = _license(metadata)
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=str(purl),
        description=_first(metadata, "Summary"),
        licenses=[LicenseFactory().make_from_string(license_name)] if license_name else [],
    )


def _license(metadata: PackageMetadata) -> str | None:
    """Return the licence as the package names it: an expression, a line, or its classifiers."""
    for name in ("License-Expression", "License"):
        text = (_first(metadata, name) or "").strip()
        if text and "\n" not in text and len(text) <= _MAX_LICENSE_LENGTH and text != "UNKNOWN":
            return text
    classifiers = metadata.get_all("Classifier") or []
    names = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License :: ")]
    return ", ".join(names) or None


def _first(metadata: PackageMetadata, name: str) -> str | None:
    return next(iter(metadata.get_all(name) or []), None)
