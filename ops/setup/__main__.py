"""The command `python -m ops.setup GROUP…`, run by the interpreter of .venv: install groups of pyproject.toml there."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ops.setup import pip_settings, uv
from ops.setup.builds import choose, installed_builds
from ops.setup.cards import has_card
from ops.setup.installation import install

RECORD = Path(sys.prefix, "torch-builds")
"""File that holds the name of the installed builds of PyTorch."""

_GIGABYTE = 1e9


def main(groups: Sequence[str], card: Callable[[], bool] = has_card) -> int:
    began = time.monotonic()
    recorded = RECORD.read_text(encoding="utf-8").strip() if RECORD.is_file() else installed_builds()
    settings = pip_settings.read(sys.executable)
    if settings is not None:
        # Who is behind a proxy, or has certificates of their own, has told pip.
        os.environ |= settings.variables | os.environ
        if not uv.is_available():
            print("uv cannot be had here: pip installs.", file=sys.stderr)
            settings = None
    else:
        print("pip has settings here that uv has no word for: pip installs.", file=sys.stderr)
    builds = choose(
        os.environ,
        recorded=recorded,
        card=card,
        pytorch_has=lambda pins: settings is not None and uv.pytorch_has(pins, settings.options),
    )
    print(f"{builds.announcement}.", file=sys.stderr)
    # Until the end nobody knows which are there.
    RECORD.unlink(missing_ok=True)
    try:
        install(groups, builds, settings, replaces=recorded != builds.name)
    except subprocess.CalledProcessError as error:
        print("The Python packages could not be installed; the lines above say why.", file=sys.stderr)
        return error.returncode or 1
    except KeyboardInterrupt:
        print("Interrupted; the next command installs what is missing.", file=sys.stderr)
        return 130
    RECORD.write_text(f"{builds.name}\n", encoding="utf-8")
    size = _size(Path(sys.prefix)) / _GIGABYTE
    print(f"Python packages: {size:.1f} GB in {sys.prefix}, {time.monotonic() - began:.0f} s.", file=sys.stderr)
    return 0


def _size(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*"))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
