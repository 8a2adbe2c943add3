"""Weights that are made here from a checkpoint, because nobody publishes them in the form the worker loads."""

import hashlib
import subprocess
import sys
from pathlib import Path

from app.packs.catalog import Conversion
from app.packs.errors import PackError

_RECIPES = {"campplus": "app.packs.export.campplus", "segmentation": "app.packs.export.pyannote_segmentation"}
_WORKER_ROOT = Path(__file__).resolve().parents[3]


def fingerprint(conversion: Conversion) -> str:
    """Of everything that the output is made from, so that a change of the catalogue makes it anew."""
    digest = hashlib.sha256(conversion.recipe.encode())
    for file in conversion.inputs:
        digest.update(bytes.fromhex(file.sha256))
    return digest.hexdigest()


def convert(conversion: Conversion, work: Path) -> Path:
    """Run the recipe on the inputs that lie in `work`; the path of the checked output."""
    for package in {work / Path(file.path).parts[0] for file in conversion.inputs if file.path.endswith(".py")}:
        # An empty stand-in for the package's own __init__, which imports far more than the network needs.
        (package / "__init__.py").touch()
    output = work / conversion.output
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            _RECIPES[conversion.recipe],
            str(work),
            str(work / conversion.inputs[0].path),
            str(output),
        ],
        cwd=_WORKER_ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0 or not output.is_file():
        lines = [line for line in result.stderr.splitlines() if line.strip()]
        reason = lines[-1].strip() if lines else f"exit code {result.returncode}"
        raise PackError(f"{conversion.inputs[0].path} could not be converted to {conversion.output}: {reason}")
    return output
