"""Recordings with known answers; a test that needs one is skipped, with the reason, if it is absent."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[1]
_FETCHED = _REPOSITORY / "volumes" / "test-data"
"""Default folder of ./manage.sh test-data fetch."""

_BESIDE = _REPOSITORY.parent / "shared" / "data"
"""A folder that several clones share."""

_OPTIONAL = "libri-dev/strangers"


def data_folder() -> Path:
    """Return the folder named by SCRIBE_TEST_DATA, else what was fetched, else what lies beside the repository."""
    named = os.environ.get("SCRIBE_TEST_DATA")
    if named:
        return Path(named).absolute()
    return _FETCHED if _FETCHED.exists() else _BESIDE


def how_to_get(name: str) -> str:
    """Return the sentence that says how to get a file or folder of the test data."""
    option = " --strangers" if name.startswith(_OPTIONAL) else ""
    return (
        f"get it with ./manage.sh test-data fetch{option}, or set SCRIBE_TEST_DATA to the folder that holds it "
        f"(looked in {data_folder()})"
    )


def recording(name: str) -> Path:
    """Return a file or folder of the test data, by its path inside the folder; skip the test where it is absent."""
    path = data_folder() / name
    if not path.exists():
        pytest.skip(f"needs {name} of the test data; {how_to_get(name)}")
    return path


def sample(suffix: str = "wav") -> Path:
    """Return the 30-second telephone dialogue (wav) or its truth (rttm, stm) that ships with pyannote.audio."""
    spec = find_spec("pyannote.audio")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "sample" / f"sample.{suffix}"
