"""Files that a pack consists of."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.packs.catalog import Catalog, CatalogFile, Export, Part
from app.packs.exports.runner import fingerprint
from app.packs.stamps import Stamp


@dataclass(frozen=True)
class Item:
    """A file of a pack; `path` is relative to the pack's folder."""

    path: str
    part: Part
    content: CatalogFile | Export

    def fits(self, stamp: Stamp | None) -> bool:
        """Return whether a file with this stamp is the one that the catalogue describes."""
        if stamp is None:
            return False
        if isinstance(self.content, Export):
            return stamp.made_from == fingerprint(self.content)
        return stamp.sha256 == self.content.sha256

    def expected_sha256(self, stamp: Stamp | None) -> str | None:
        """Return the checksum from the catalogue; of an exported file, the one recorded when it was made."""
        if isinstance(self.content, Export):
            return stamp.sha256 if stamp is not None and self.fits(stamp) else None
        return self.content.sha256


def items(catalog: Catalog, pack: str) -> Iterator[Item]:
    """Yield the files of a pack. Raise PackError if there is no such pack."""
    for part in catalog.parts(pack):
        folder = part.role.folder
        for file in part.model.files:
            yield Item(f"{folder}/{file.path}", part, file)
        if part.model.export is not None:
            yield Item(f"{folder}/{part.model.export.output}", part, part.model.export)
