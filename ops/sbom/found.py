"""Parts of the product that one source names."""

from dataclasses import dataclass, field

from cyclonedx.model.component import Component


@dataclass
class Found:
    """Components, those that the product asks for itself, and what each of them needs."""

    components: list[Component] = field(default_factory=list)
    direct: list[Component] = field(default_factory=list)
    needs: list[tuple[Component, list[Component]]] = field(default_factory=list)
