"""Export of checkpoints whose weights are not published in the form that the worker loads."""

import hashlib
import subprocess
import sys
from pathlib import Path

from app.packs.catalog import Export
from app.packs.errors import PackError

_RECIPES = {
    "campplus": "app.packs.exports.campplus",
    "segmentation": "app.packs.exports.pyannote_segmentation",
    "segmentation-int8": "app.packs.exports.segmentation_int8",
    "e5": "app.packs.exports.e5",
}
_WORKER_ROOT = Path(__file__).resolve().parents[3]


def fingerprint(export: Export) -> str:
    """Return a hash of the recipe and its inputs: a change of the catalogue repeats the export."""
    digest = hashlib.sha256(export.recipe.encode())
    for file in export.inputs:
        digest.update(bytes.fromhex(file.sha256))
    return digest.hexdigest()


def run_export(export: Export, work: Path) -> Path:
    """Run the recipe on the inputs in `work`. Return the path of the output, which it has checked.

    Raise PackError if the recipe fails.
    """
    for package in {work / Path(file.path).parts[0] for file in export.inputs if file.path.endswith(".py")}:
        # The package's own __init__ imports far more than the network needs.
        (package / "__init__.py").touch()
    output = work / export.output
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            _RECIPES[export.recipe],
            str(work),
            str(work / export.inputs[0].path),
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
        raise PackError(f"{export.inputs[0].path} could not be exported to {export.output}: {reason}")
    return output
