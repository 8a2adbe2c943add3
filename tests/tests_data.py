"""Where the recordings with known answers lie; tests that need one skip, with the reason, where it is absent."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[1]
_DEFAULT = _REPOSITORY.parent / "shared" / "data"


def data_folder() -> Path:
    """The folder named by SCRIBE_TEST_DATA."""
    return Path(os.environ.get("SCRIBE_TEST_DATA") or _DEFAULT)


def recording(name: str) -> Path:
    """A file or folder of the test data, by its path inside the folder."""
    path = data_folder() / name
    if not path.exists():
        pytest.skip(f"needs {name} of the test data; set SCRIBE_TEST_DATA to the folder that holds it")
    return path


def sample(suffix: str = "wav") -> Path:
    """The 30-second telephone dialogue (wav) with its truth (rttm, stm) that ships with pyannote.audio."""
    spec = find_spec("pyannote.audio")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "sample" / f"sample.{suffix}"


def tool(name: str) -> Path:
    """A program that stands beside the data folder."""
    path = data_folder().parent / "tools" / name
    if not path.exists():
        pytest.skip(f"needs tools/{name} beside the test data")
    return path
