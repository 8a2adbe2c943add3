"""Write constraints.txt: the installed version of every package that the dependency groups need.

Run `./manage.sh lock` after the packages in .venv have been tried. Other packages in .venv are left out.
"""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from ops.project import ROOT
from servers.program import ServerError

CONSTRAINTS = ROOT / "constraints.txt"
# Some packages need more where Python is not the latest 3.11.
OLDEST_PYTHON = {"python_full_version": "3.11.0"}
# python-jose asks for them and, beside cryptography, never imports them. Both have weaknesses that nobody will repair
# (docs/adr/0016-only-one-library-signs.md), so `./manage.sh` and the gateway's image take them away again.
UNUSED = {"ecdsa", "rsa"}
HEADER = "# The versions that were tried together. Written by: ./manage.sh lock\n"


def lock() -> int:
    """Write constraints.txt and return the number of packages in it.

    Raises ServerError beside a build of PyTorch that is not the standard one: it does not ask for what that needs.
    """
    if Version(distribution("torch").version).local:
        raise ServerError(
            "PyTorch is not the standard build here: TORCH_INDEX_URL= ./manage.sh setup, then lock again."
        )
    versions = resolve([*group("dev"), *_contracts()])
    lines = (f"{name}=={version}\n" for name, version in sorted(versions.items()))
    CONSTRAINTS.write_text(HEADER + "".join(lines))
    return len(versions)


def group(name: str) -> Iterator[Requirement]:
    """Yield every requirement of a dependency group and of the groups that it includes."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    for entry in groups[name]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from group(entry["include-group"])


def resolve(requirements: Iterable[Requirement], *, oldest: bool = True) -> dict[str, str]:
    """Return the installed version of each requirement and of all that it needs, without local parts such as +cpu.

    With `oldest`, also of what they need on the oldest Python that the product runs on.

    Raises ServerError for a package that is not installed.
    """
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(requirements)
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        key = (name, frozenset(requirement.extras))
        if key in seen or name in UNUSED:
            continue
        seen.add(key)
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            raise ServerError(f"{name} is required and not installed: install it, then lock again.") from None
        versions[name] = Version(installed.version).public
        waiting += needs(installed.requires or [], requirement.extras, oldest=oldest)
    return versions


def _contracts() -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "01-core" / "contracts" / "pyproject.toml").read_text())["project"]
    return map(Requirement, project["dependencies"])


def needs(requires: Iterable[str], extras: set[str], *, oldest: bool = True) -> Iterator[Requirement]:
    """Yield those of a package's requirements that hold here, with these extras of it."""
    for requirement in map(Requirement, requires):
        marker = requirement.marker
        versions = ({}, OLDEST_PYTHON) if oldest else ({},)
        cases = ({"extra": extra} | version for extra in extras or {""} for version in versions)
        if marker is None or any(marker.evaluate(case) for case in cases):
            yield requirement
