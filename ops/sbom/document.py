"""The SBOM as a document."""

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6

from ops.sbom.images import images
from ops.sbom.npm_packages import npm_packages
from ops.sbom.python_packages import python_packages
from scribe_contracts import __version__


def compose() -> str:
    """Return the SBOM of what is installed and named here. ServerError for a package that is missing."""
    product = Component(
        name="smart-meeting-scribe", version=__version__, type=ComponentType.APPLICATION, bom_ref="smart-meeting-scribe"
    )
    bom = Bom()
    bom.metadata.component = product
    direct: list[Component] = []
    for found in (python_packages(), npm_packages(), images()):
        for component in found.components:
            bom.components.add(component)
        for component, needs in found.needs:
            bom.register_dependency(component, needs)
        direct += found.direct
    bom.register_dependency(product, direct)
    return JsonV1Dot6(bom).output_as_string(indent=2)
