"""The folders of the benchmark."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACK = "cpu"
MODELS = ROOT / "volumes" / "models" / PACK
MADE = ROOT / "volumes" / "bench"
"""Folder of everything that the benchmark makes: composed meetings, environments of the peers, results."""

COMPOSED = MADE / "files"
ENVIRONMENTS = MADE / "venvs"
RESULTS = MADE / "results"
PYTHON_PATH = (ROOT, ROOT / "01-core", ROOT / "02-workers", ROOT / "03-interface", ROOT / "tests")
"""PYTHONPATH as manage.sh sets it; child processes get the same."""


class BenchError(Exception):
    """A fault that the user can correct; printed in one line, without a traceback."""
