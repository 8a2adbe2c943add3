"""Packs on disk: checking and completing them."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from app.core.files import sha256_of
from app.core.pack import PACK_FILE, LanguageManifest, Manifest, PackedModel, PackManifest, TextManifest
from app.packs.catalog import Catalog, CatalogFile, Export, Part, Role
from app.packs.engine import install_engine
from app.packs.errors import PackError
from app.packs.exports.runner import fingerprint, run_export
from app.packs.files import exclusive, link_or_copy, move_into_place, readable_size
from app.packs.items import Item, items
from app.packs.settings import PackSettings
from app.packs.sources.downloads import Downloads
from app.packs.stamps import Stamp, Stamps


class PackStore:
    """All packs under one folder. `report` gets lines of progress for people."""

    def __init__(self, catalog: Catalog, settings: PackSettings, report: Callable[[str], None]) -> None:
        self._catalog = catalog
        self._root = settings.packs_dir.resolve()
        self._report = report
        self._wheels_dir = settings.wheels_dir
        # Beside the packs, so that a complete file is moved into place by a rename.
        self._staging = self._root / ".partial"
        self._downloads = Downloads(catalog, settings, self._staging, report)

    def fetch(self, packs: Sequence[str]) -> None:
        """Complete these packs; fetch nothing that is there already. Raise PackError if a file cannot be fetched."""
        wanted = {pack: list(items(self._catalog, pack)) for pack in packs}
        with exclusive(self._root):
            for pack, pack_items in wanted.items():
                self._complete(pack, pack_items)
            shutil.rmtree(self._staging, ignore_errors=True)

    def missing(self, pack: str) -> list[str]:
        """Return the files of the pack that are missing or were changed since they were verified."""
        folder = self._root / pack
        stamps = Stamps(folder)
        absent = [item.path for item in items(self._catalog, pack) if not item.fits(stamps.current(item.path))]
        return absent if (folder / PACK_FILE).is_file() else [*absent, PACK_FILE]

    def damaged(self, pack: str) -> list[str]:
        """Read every file of the pack; return those that are missing or have the wrong content."""
        stamps = Stamps(self._root / pack)
        found = []
        for item in items(self._catalog, pack):
            path = self._root / pack / item.path
            if not path.is_file() or sha256_of(path) != item.expected_sha256(stamps.recorded(item.path)):
                found.append(item.path)
        return found

    def _complete(self, pack: str, pack_items: list[Item]) -> None:
        folder = self._root / pack
        stamps = Stamps(folder)
        self._announce(pack, pack_items, stamps)
        added = [item for item in pack_items if self._provide(pack, item, stamps)]
        parts = {item.part.role: _describe(item.part, stamps) for item in pack_items}
        others: dict[Role, type[Manifest]] = {Role.LANGUAGE: LanguageManifest, Role.TEXT: TextManifest}
        manifest: type[Manifest] = next((others[role] for role in parts if role in others), PackManifest)
        manifest.model_validate(parts).write(folder)
        engine = self._catalog.packs[pack].engine
        if engine is not None:
            install_engine(engine, self._report, offline=self._wheels_dir)
        size = readable_size(sum((folder / item.path).stat().st_size for item in pack_items))
        state = f"ready, {len(added)} files added" if added else "already there"
        self._report(f"{pack}: {state} ({size} in {folder})")

    def _announce(self, pack: str, pack_items: list[Item], stamps: Stamps) -> None:
        """Say how much the missing files are, before the first byte is fetched."""
        missing = [item.content for item in pack_items if not item.fits(stamps.current(item.path))]
        files = [
            file for content in missing for file in (content.inputs if isinstance(content, Export) else (content,))
        ]
        if files:
            size = readable_size(sum(file.size for file in files))
            self._report(f"{pack}: {len(missing)} files are missing, {size}")

    def _provide(self, pack: str, item: Item, stamps: Stamps) -> bool:
        """Provide one file. Return whether it was fetched, exported or shared."""
        if item.fits(stamps.current(item.path)):
            return False
        target = self._root / pack / item.path
        expected = item.expected_sha256(stamps.recorded(item.path))
        if expected is not None and target.is_file() and sha256_of(target) == expected:
            # The content is right but the stamp is not, as for a copied pack: stamp it again.
            stamps.put(item.path, _restamp(item, target, expected))
            return False
        if not self._share(pack, item, stamps):
            move_into_place(self._make(f"{pack}/{item.path}", item), target)
            stamps.put(item.path, _restamp(item, target, sha256_of(target)))
            self._report(f"{pack}/{item.path}: verified ({readable_size(target.stat().st_size)})")
        return True

    def _share(self, pack: str, item: Item, stamps: Stamps) -> bool:
        """Take the file from another pack that has it, verified. Return whether one does."""
        for other in self._catalog.packs.keys() - {pack}:
            stamp = Stamps(self._root / other).current(item.path)
            if stamp is not None and item.fits(stamp):
                target = self._root / pack / item.path
                link_or_copy(self._root / other / item.path, target)
                stamps.put(item.path, _restamp(item, target, stamp.sha256))
                self._report(f"{pack}/{item.path}: shared with {other}")
                return True
        return False

    def _make(self, name: str, item: Item) -> Path:
        """Return the path of the file in the staging folder, downloaded or exported, and verified."""
        if not isinstance(item.content, Export):
            return self._downloads.obtain(item.content, name)
        work = self._staging / item.part.name
        for file in item.content.inputs:
            if not self._take(file, work / file.path):
                move_into_place(self._downloads.obtain(file, f"{name} (from {file.path})"), work / file.path)
        self._report(f"{name}: exporting {item.content.inputs[0].path}, then comparing both")
        return run_export(item.content, work)

    def _take(self, file: CatalogFile, target: Path) -> bool:
        """Take an input of an export from a pack that holds it. Return whether one does: nothing is downloaded then."""
        for pack in self._catalog.packs:
            for item in items(self._catalog, pack):
                held = self._root / pack / item.path
                if item.content == file and item.fits(Stamps(self._root / pack).current(item.path)):
                    link_or_copy(held, target)
                    return True
        return False


def _restamp(item: Item, path: Path, sha256: str) -> Stamp:
    made_from = fingerprint(item.content) if isinstance(item.content, Export) else None
    return Stamp.of(path, sha256, made_from)


def _describe(part: Part, stamps: Stamps) -> PackedModel:
    stamp = stamps.recorded(f"{part.role.folder}/{part.model.weights}")
    if stamp is None:
        raise PackError(f"{part.name} has no verified {part.model.weights}.")
    export = part.model.export
    return PackedModel(
        name=part.name,
        title=part.model.title,
        revision=part.model.revision,
        licence=part.model.licence,
        origin=str(part.model.origin),
        sha256=stamp.sha256,
        source_sha256=export.inputs[0].sha256 if export else None,
    )
