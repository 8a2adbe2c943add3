"""The package that runs the models of a pack, installed beside the product's own."""

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.packs.errors import PackError


def install_engine(requirement: str, report: Callable[[str], None], *, offline: Path | None = None) -> None:
    """Install `name==version` unless that version is there. Raise PackError where pip fails.

    With `offline`, the wheel comes from that folder only.
    """
    name, _, wanted = requirement.partition("==")
    if _installed(name) == wanted:
        return
    report(f"  installing {requirement}, which runs the model")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    if offline is not None:
        command += ["--no-index", "--find-links", str(offline.resolve())]
    done = subprocess.run([*command, requirement], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
        reason = lines[-1].removeprefix("ERROR: ").rstrip(".") if lines else "pip gave no reason"
        raise PackError(f"{requirement} could not be installed ({reason}).")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
