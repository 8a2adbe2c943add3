from pathlib import Path

import pytest
from recordings import opening


@pytest.fixture(scope="session")
def dialogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds, two people."""
    return opening(tmp_path_factory.mktemp("recordings") / "dialogue.wav")
