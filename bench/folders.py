"""Where the benchmark finds and puts things."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACK = "cpu"
MODELS = ROOT / "volumes" / "models" / PACK
MADE = ROOT / "volumes" / "bench"
"""Everything a benchmark makes: composed meetings, environments of the peers, results."""

COMPOSED = MADE / "files"
ENVIRONMENTS = MADE / "venvs"
RESULTS = MADE / "results"
PYTHON_PATH = (ROOT, ROOT / "01-core", ROOT / "02-workers", ROOT / "tests")
"""As manage.sh sets it; children get the same."""


class BenchError(Exception):
    """What a user can set right: said in one line, without a traceback."""
