"""Images of others that the Docker stacks run or are built on."""

import re
from pathlib import Path

from cyclonedx.model.component import Component, ComponentType
from packageurl import PackageURL

from ops.project import ROOT
from ops.sbom.found import Found

_IMAGE = re.compile(r"^(?:\s+image: |FROM |ARG NODE_IMAGE=)([\w./-]+):([\w.-]+)", re.MULTILINE)


def images() -> Found:
    """Return the images that the Compose files and Dockerfiles name."""
    files = [*ROOT.glob("0*/docker-compose*.yml"), *ROOT.glob("0*/**/Dockerfile")]
    named = {match for file in files if "node_modules" not in file.parts for match in _IMAGE.findall(_text(file))}
    components = [_component(name, tag) for name, tag in sorted(named)]
    return Found(components, components, [])


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _component(image: str, tag: str) -> Component:
    namespace, _, name = image.rpartition("/")
    purl = PackageURL("docker", namespace=namespace or None, name=name, version=tag)
    return Component(name=image, version=tag, type=ComponentType.CONTAINER, purl=purl, bom_ref=str(purl))
